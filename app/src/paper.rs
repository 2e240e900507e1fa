//! The module `paper`: letters to PDF, and a PDF's pages to pictures. It lives in a worker (`public/paper-worker.js`), which
//! fetches it and the fonts when they are first needed.

use std::borrow::Cow;

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::{RenderCache, SvgRenderSettings};
use ja::Date;
use letters::show::cell_name;
use letters::{Edition, Letter, json};
use paper::{DoctorName, Fonts, Form, Offset, Options, PaperError, Print};
use serde_json::Value;
use wasm_bindgen::prelude::*;

fn main() {}

/// Fonts, and what is printed with them.
#[wasm_bindgen]
pub struct Press(Fonts);

/// A PDF.
#[wasm_bindgen]
pub struct Made {
    print: Print,
    /// Names of the items that go on on a continuation page, of one letter.
    continued: Vec<String>,
    pages: usize,
}

/// What is to be printed, and how.
struct Job {
    what: What,
    options: Options,
}

enum What {
    Letters(Vec<Letter>),
    /// The sheet that shows how far a printer is off.
    Calibration(Edition),
}

#[wasm_bindgen]
impl Press {
    /// A press with its first font.
    ///
    /// # Errors
    /// `{code, sentence}` when it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(first: Vec<u8>) -> Result<Press, JsValue> {
        Fonts::new([Cow::Owned(first)]).map(Press).map_err(failed)
    }

    /// Adds a font.
    ///
    /// # Errors
    /// `{code, sentence}` when it cannot be read.
    pub fn add(&mut self, file: Vec<u8>) -> Result<(), JsValue> {
        self.0.add(Cow::Owned(file)).map_err(failed)
    }

    /// Whether a font at hand has a character.
    pub fn has(&self, character: char) -> bool {
        self.0.has(character)
    }

    /// The characters of a job that no font at hand has.
    ///
    /// # Errors
    /// `{code, sentence}` when the job cannot be read.
    pub fn missing(&self, job: &str) -> Result<Vec<String>, JsValue> {
        let Job { what, options } = Job::read(job)?;
        let What::Letters(letters) = what else { return Ok(Vec::new()) };
        let mut missing: Vec<char> = Vec::new();
        for letter in &letters {
            for c in paper::missing(letter, &options, &self.0) {
                if !missing.contains(&c) {
                    missing.push(c);
                }
            }
        }
        Ok(missing.into_iter().map(String::from).collect())
    }

    /// Prints a job.
    ///
    /// # Errors
    /// `{code, sentence}` when the job cannot be read or not be printed.
    pub fn print(&self, job: &str) -> Result<Made, JsValue> {
        let Job { what, options } = Job::read(job)?;
        let print = match &what {
            What::Letters(letters) => paper::letters(letters, &options, &self.0),
            What::Calibration(edition) => paper::calibration(*edition, &options, &self.0),
        };
        let print = print.map_err(failed)?;
        let continued = match &what {
            What::Letters(letters) if letters.len() == 1 => {
                letters.iter().flat_map(|letter| paper::continued(letter, &options)).map(cell_name).collect()
            }
            _ => Vec::new(),
        };
        let pages = Pdf::new(print.pdf.clone()).map_or(0, |pdf| pdf.pages().len());
        Ok(Made { print, continued, pages })
    }
}

#[wasm_bindgen]
impl Made {
    /// The document.
    #[wasm_bindgen(getter)]
    pub fn pdf(&self) -> Vec<u8> {
        self.print.pdf.clone()
    }

    /// How many pages it has.
    #[wasm_bindgen(getter)]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// What a person should know about how it was printed.
    #[wasm_bindgen(getter)]
    pub fn notes(&self) -> Vec<String> {
        let goes_on = |name: &String| format!("「{name}」は欄に収まらないため、続紙に続きます。");
        self.continued.iter().map(goes_on).chain(self.print.notes.iter().map(ToString::to_string)).collect()
    }

    /// The first pages of the PDF, read from its bytes, as SVG.
    pub fn pictures(&self, most: usize) -> Vec<String> {
        let Ok(pdf) = Pdf::new(self.print.pdf.clone()) else { return Vec::new() };
        let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
        let paper = SvgRenderSettings { bg_color: [255, 255, 255, 255] };
        let pages = pdf.pages().iter().take(most);
        pages.map(|page| hayro_svg::convert(page, &cache, &settings, &paper)).collect()
    }
}

/// The files of fonts that may have a character the fonts at hand lack, in the order in which they are to be loaded.
#[wasm_bindgen]
pub fn shards(character: char) -> Vec<String> {
    paper::shards(character).map(Vec::from).unwrap_or_default()
}

impl Job {
    /// `{today, letters | calibration, answers_only, right, down, by_hand, header}`; lengths in tenths of a millimetre.
    fn read(job: &str) -> Result<Job, JsValue> {
        let job: Value = serde_json::from_str(job).map_err(|_| unreadable())?;
        let is = |key: &str| job.get(key).and_then(Value::as_bool).unwrap_or_default();
        let length = |key: &str| job.get(key).and_then(Value::as_i64).unwrap_or_default() as f32 / 10.0;
        let text = |key: &str| job.get(key).and_then(Value::as_str);
        let offset = Offset { right: length("right"), down: length("down") };
        let what = match text("calibration").and_then(Edition::parse) {
            Some(edition) => What::Calibration(edition),
            None => {
                let letters = job.get("letters").and_then(Value::as_array).ok_or_else(unreadable)?;
                let letters = letters.iter().map(json::from_value).collect::<Result<_, _>>();
                What::Letters(letters.map_err(|error| reason(error.code(), &error.to_string()))?)
            }
        };
        let moves = is("answers_only") || matches!(what, What::Calibration(_));
        let options = Options {
            today: text("today").and_then(Date::parse_iso).ok_or_else(unreadable)?,
            form: if moves { Form::Answers(offset) } else { Form::Whole },
            doctor_name: if is("by_hand") { DoctorName::ByHand } else { DoctorName::Printed },
            header: is("header"),
        };
        Ok(Job { what, options })
    }
}

fn failed(error: PaperError) -> JsValue {
    reason(error.code(), &error.to_string())
}

fn unreadable() -> JsValue {
    reason("paper.job", "印刷の指示を読めませんでした。画面を開き直してください。")
}

/// `{code, sentence}`.
fn reason(code: &str, sentence: &str) -> JsValue {
    let reason = js_sys::Object::new();
    for (key, value) in [("code", code), ("sentence", sentence)] {
        // A fresh plain object takes every property.
        let _ = js_sys::Reflect::set(&reason, &key.into(), &value.into());
    }
    reason.into()
}
