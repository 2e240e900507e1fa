//! Dates in the paper's own 年 月 日, and eras in a row to be circled.

use letters::dates::{UNKNOWN, to_inputs};
use letters::form::cell;
use letters::{Cell, Edition, Field};

use super::ink::{Ink, Page};
use super::sheet::{AGE, Spot, spot};
use super::{Sheet, WORDS};
use ja::era::Era;
use ja::width::columns;

/// A date of the paper.
struct Dated {
    key: &'static str,
    /// The era printed before it, if it is always the same.
    era: &'static str,
    /// Eras in a row, of which one is circled.
    eras: &'static [&'static str],
    units: [&'static str; 3],
    /// How much of the space is used.
    width: f32,
}

const ONSET_ERAS: &[&str] = &["昭和", "平成", "令和"];
const ONSET: [&str; 3] = ["年", "月", "日頃）"];
const DAY: [&str; 3] = ["年", "月", "日"];

const DATES: [Dated; 6] = [
    Dated { key: "entry_date", era: "令和", eras: &[], units: DAY, width: 40.21 },
    Dated { key: "last_exam_date", era: "令和", eras: &[], units: DAY, width: 46.0 },
    Dated {
        key: "pt_birth", era: "", eras: &["明", "大", "昭"], units: ["年", "月", "日生"], width: 34.92
    },
    Dated { key: "dx1_onset", era: "", eras: ONSET_ERAS, units: ONSET, width: 50.3 },
    Dated { key: "dx2_onset", era: "", eras: ONSET_ERAS, units: ONSET, width: 50.3 },
    Dated { key: "dx3_onset", era: "", eras: ONSET_ERAS, units: ONSET, width: 50.3 },
];

impl Dated {
    /// Left end and width of the three numbers, and where their units stand.
    fn slots(&self, spot: &Spot) -> [(f32, f32); 3] {
        let era = columns(self.era) as f32 * WORDS / 2.0;
        let units = self.units.map(|unit| columns(unit) as f32 * WORDS / 2.0);
        let number = (self.width - era - units.iter().sum::<f32>()) / 3.0;
        let mut x = spot.x + era;
        units.map(|unit| {
            let slot = (x, number);
            x += number + unit;
            slot
        })
    }
}

/// Prints 年 月 日 and the eras.
pub(super) fn units(edition: Edition, pages: &mut [Page; 2]) {
    for date in &DATES {
        let Some(space) = spot(edition, date.key) else { continue };
        let Some(page) = pages.get_mut(space.page - 1) else { continue };
        for ((x, width), unit) in date.slots(space).into_iter().zip(date.units) {
            page.text(x + width, space.middle(), WORDS, unit);
        }
        page.text(space.x, space.middle(), WORDS, date.era);
        if let Some(row) = era_row(edition, date) {
            page.text(row_start(row, date), row.middle(), WORDS, date.eras.join("・"));
        }
    }
}

/// Writes every date of the letter.
pub(super) fn put(sheet: &mut Sheet<'_>) {
    for date in &DATES {
        answer(sheet, date);
    }
    age(sheet);
}

fn answer(sheet: &mut Sheet<'_>, date: &Dated) -> Option<()> {
    let edition = sheet.letter.edition;
    let cell = Cell::of(Field::parse(date.key).ok()?)?;
    let space = spot(edition, date.key)?;
    let typed = to_inputs(sheet.letter.get(cell));
    let mut year = if typed.y.trim() == "1" { "元".to_owned() } else { typed.y };
    if let Some(name) = written_era(sheet, date, space, &typed.era) {
        year.insert_str(0, &name);
    }
    for ((x, width), text) in date.slots(space).into_iter().zip([year, typed.m, typed.d]) {
        let slot = Spot { x, w: width, ..*space };
        sheet.write(cell, &slot, &text, true);
    }
    Some(())
}

/// Circles the era; the name of one that the paper does not print is written before the year.
fn written_era(sheet: &mut Sheet<'_>, date: &Dated, space: &Spot, typed: &str) -> Option<String> {
    let era = Era::parse(typed).filter(|_| typed != UNKNOWN);
    if typed.is_empty() || era.is_some_and(|era| era.name() == date.era) {
        return None;
    }
    let printed =
        date.eras.iter().position(|name| era.is_some_and(|era| era.name() == *name || era.short() == *name));
    if let (Some(n), Some(row)) = (printed, era_row(sheet.letter.edition, date)) {
        let name = columns(date.eras.first().copied().unwrap_or_default()) as f32 * WORDS / 2.0;
        let x = row_start(row, date) + n as f32 * (name + WORDS);
        let circle = Ink::Circle { x: x - 0.5, y: row.middle() - 2.2, w: name + 1.0, h: 4.4 };
        sheet.page(space.page)?.inks.push(circle);
        return None;
    }
    Some(era.map_or_else(|| typed.to_owned(), |era| era.short().to_owned()))
}

fn era_row(edition: Edition, date: &Dated) -> Option<&'static Spot> {
    spot(edition, &[date.key, ".era"].concat())
}

fn row_start(row: &Spot, date: &Dated) -> f32 {
    row.x + (row.w - columns(&date.eras.join("・")) as f32 * WORDS / 2.0) / 2.0
}

/// The age on the day of entry.
fn age(sheet: &mut Sheet<'_>) -> Option<()> {
    let birth = sheet.letter.date(const { cell("pt_birth") })?;
    let entry = sheet.letter.date(const { cell("entry_date") })?;
    let age = ja::age::printed(birth, entry);
    let space = spot(sheet.letter.edition, AGE)?;
    sheet.page(space.page)?.centred(space.x, space.w, space.middle(), WORDS, age.to_string());
    Some(())
}
