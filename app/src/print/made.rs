use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Calls a function of `public/paper-page.js`; defined by `public/boot.js`.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoPaper)]
    fn paper(what: &str, first: &JsValue, second: &JsValue) -> Promise;
}

/// A PDF.
pub(super) struct Made {
    /// As the page's script holds it.
    handle: JsValue,
    /// Bytes.
    pub(super) size: usize,
    /// Pages.
    pub(super) count: usize,
    /// What a person should know about how it was printed.
    pub(super) notes: Vec<String>,
    /// Addresses of pictures of its first pages.
    pub(super) pages: Vec<String>,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotMade {
    /// No font has these characters.
    NoGlyph(Vec<String>),
    /// The module or a font is neither on this device nor to be had.
    NotHere,
    /// Something else, with its code and in words.
    Failed(String, String),
}

/// Fetches the page's script, and with it the style of what is shown.
pub(super) fn begin() {
    let _ = paper("begin", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
}

/// Makes a PDF, with pictures of so many of its pages.
pub(super) async fn make(job: &str, pictures: usize) -> Result<Made, NotMade> {
    // Only the fetching of the script itself can fail; everything else is said in the answer.
    let answer = call("make", &job.into(), &(pictures as f64).into()).await.map_err(|_| NotMade::NotHere)?;
    let failed = property(&answer, "failed");
    if failed.is_truthy() {
        return Err(not_made(&failed));
    }
    let number = |key| property(&answer, key).as_f64().unwrap_or_default() as usize;
    Ok(Made {
        size: number("size"),
        count: number("count"),
        notes: texts(&property(&answer, "notes")),
        pages: texts(&property(&answer, "pages")),
        handle: answer,
    })
}

fn not_made(failed: &JsValue) -> NotMade {
    let text = |key| property(failed, key).as_string().unwrap_or_default();
    match text("code").as_str() {
        "paper.no_glyph" => NotMade::NoGlyph(texts(&property(failed, "characters"))),
        "paper.not_here" => NotMade::NotHere,
        code => NotMade::Failed(code.to_owned(), text("sentence")),
    }
}

impl Made {
    /// Puts it into the browser's downloads.
    pub(super) async fn save(&self, name: &str) -> bool {
        call("save", &self.handle, &name.into()).await.is_ok()
    }

    /// Prints it from the pictures of all its pages.
    pub(super) async fn print(&self) -> bool {
        call("print", &self.handle, &JsValue::UNDEFINED).await.is_ok()
    }

    /// Shows it in the browser's own viewer; false where there is none.
    pub(super) async fn open(&self) -> bool {
        call("open", &self.handle, &JsValue::UNDEFINED).await.is_ok_and(|opened| opened.is_truthy())
    }

    /// Whether there is a picture of every page.
    pub(super) fn is_whole(&self) -> bool {
        self.pages.len() == self.count
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = paper("forget", &self.handle, &JsValue::UNDEFINED);
    }
}

async fn call(what: &str, first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(paper(what, first, second)).await
}

fn property(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn texts(list: &JsValue) -> Vec<String> {
    let list = list.dyn_ref::<Array>().map(Array::iter);
    list.into_iter().flatten().filter_map(|text| text.as_string()).collect()
}
