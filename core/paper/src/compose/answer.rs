//! What was answered, in its boxes and spaces.

use letters::form::{Cell, CellKind, Field, Item, Show, cell, item};
use letters::{Edition, Letter, Mark, Value};

use super::course::course;
use super::fit::{Fitted, fit};
use super::ink::Ink;
use super::more::Rest;
use super::sheet::{Spot, spots};
use super::{Sheet, date, label, space};
use crate::options::DoctorName;

/// Puts every answer that is asked and shown.
pub(super) fn put(sheet: &mut Sheet<'_>) {
    let letter = sheet.letter;
    for spot in spots(letter.edition) {
        let Some(cell) = answered(spot) else { continue };
        if !is_shown(cell.field().of_item(), letter) {
            continue;
        }
        match spot.is_box {
            true => mark(sheet, cell, spot),
            false => written(sheet, cell, spot),
        };
    }
    date::put(sheet);
    sex(sheet);
}

/// The cell that a box or space answers.
fn answered(spot: &Spot) -> Option<Cell> {
    let option = [spot.key, ".", spot.label].concat();
    let of = |path: &str| Cell::of(Field::parse(path).ok()?);
    of(&option).filter(|_| spot.is_box).or_else(|| of(spot.key))
}

/// Whether the paper shows an item of this letter: an answer under an unchecked parent stays with the letter.
fn is_shown(item_: &Item, letter: &Letter) -> bool {
    let find = |path: &str| Field::parse(path).ok().and_then(Cell::of);
    let parent_is_shown = |key: &str| item(key).is_none_or(|parent| is_shown(parent, letter));
    match item_.show {
        Show::Always => true,
        Show::When(key, wanted) => {
            let chosen = find(key).and_then(|cell| Some((cell.kind(), letter.choice(cell)?)));
            let is_chosen = matches!(chosen, Some((CellKind::Choice(choices), n))
                if choices.get(usize::from(n)).is_some_and(|choice| choice.label == wanted));
            is_chosen && parent_is_shown(key)
        }
        Show::With(key, option) => {
            find(&[key, ".", option].concat()).is_some_and(|cell| letter.checked(cell))
                && parent_is_shown(key)
        }
        Show::Under(key) => find(key).is_some_and(|cell| letter.checked(cell)) && parent_is_shown(key),
    }
}

fn mark(sheet: &mut Sheet<'_>, cell: Cell, spot: &Spot) -> Option<()> {
    let edition = sheet.letter.edition;
    let (checked, underlined) = match (sheet.letter.get(cell), cell.kind()) {
        (Value::Checked, _) => (true, false),
        (Value::Mark(mark), _) => (*mark != Mark::UnderlineOnly, *mark != Mark::Checked),
        (Value::Choice(n), CellKind::Choice(choices)) => {
            (choices.get(usize::from(*n)).is_some_and(|choice| choice.label == spot.label), false)
        }
        _ => return None,
    };
    let page = sheet.page(spot.page)?;
    if checked {
        page.inks.push(Ink::Check { x: spot.x, y: spot.y, size: spot.w });
    }
    if underlined {
        let (x, size) = label::place(spot, edition);
        let y = spot.middle() + 0.62 * size;
        let width = ja::width::columns(&label::text(spot)) as f32 * size / 2.0;
        page.inks.push(Ink::Underline { from: (x, y), to: (x + width, y) });
    }
    Some(())
}

fn written(sheet: &mut Sheet<'_>, cell: Cell, spot: &Spot) -> Option<()> {
    let letter = sheet.letter;
    let text = match spot.key {
        "dr_name" if sheet.options.doctor_name == DoctorName::ByHand => return None,
        "course_text" => {
            course(sheet, cell, spot);
            return None;
        }
        "clinic_addr" => {
            let zip = letter.text(const { self::cell("clinic_zip") });
            let mark = if zip.is_empty() || zip.starts_with('〒') { "" } else { "〒" };
            let space = if zip.is_empty() { "" } else { " " };
            [mark, zip, space, letter.text(cell)].concat()
        }
        _ => letter.text(cell).to_owned(),
    };
    let is_number = matches!(cell.kind(), CellKind::Number);
    let spot = match spot.key {
        // The line before 男・女 stands inside.
        "pt_kana" | "pt_name" => Spot { w: spot.w - 1.8, ..*spot },
        // Its unit stands inside the space.
        "height" => Spot { w: 13.8, ..*spot },
        // The bracket before it stands inside, too.
        "psych_spec_dept" => Spot { x: spot.x + 2.0, w: spot.w - 2.0, ..*spot },
        _ => *spot,
    };
    sheet.write(cell, &spot, &text, is_number);
    Some(())
}

impl Sheet<'_> {
    /// Sets a text into a space; what does not fit goes to a continuation page.
    pub(super) fn write(&mut self, cell: Cell, spot: &Spot, text: &str, centred: bool) {
        if text.is_empty() {
            return;
        }
        let spot = &room(spot, self.letter.edition);
        let Some(Fitted { setting, lines, rest }) = fit(text, &space::settings(cell, spot)) else { return };
        let Some(page) = self.page(spot.page) else { return };
        let ruled = setting.lines > 4;
        let step = if ruled {
            spot.h / setting.lines as f32
        } else {
            (spot.h / lines.len() as f32).min(setting.size * 1.15)
        };
        let top = if ruled { spot.y } else { spot.y + (spot.h - step * lines.len() as f32) / 2.0 };
        for (n, line) in lines.into_iter().enumerate() {
            let y = top + step * (n as f32 + 0.5);
            match centred {
                _ if ruled => page.ruled(spot.x, y, setting.size, line),
                true => page.centred(spot.x, spot.w, y, setting.size, line),
                false => page.text(spot.x, y, setting.size, line),
            }
        }
        if !rest.is_empty() {
            self.rest.push(Rest { cell, text: rest });
        }
    }
}

/// A space without what a neighbour above or below reaches into: rows of the paper stand closer than they are high.
fn room(spot: &Spot, edition: Edition) -> Spot {
    let (mut top, mut bottom) = (spot.y, spot.y + spot.h);
    let beside = |other: &&Spot| {
        !other.is_box && other.page == spot.page && other.x < spot.right() && other.right() > spot.x
    };
    for other in spots(edition).iter().filter(beside) {
        let end = other.y + other.h;
        if other.y < spot.y && end > spot.y {
            top = top.max((end + spot.y) / 2.0);
        } else if other.y > spot.y && other.y < spot.y + spot.h {
            bottom = bottom.min((other.y + spot.y + spot.h) / 2.0);
        }
    }
    Spot { y: top, h: bottom - top, ..*spot }
}

/// The circle round 男 or 女.
fn sex(sheet: &mut Sheet<'_>) -> Option<()> {
    let chosen = sheet.letter.choice(const { cell("pt_sex") })?;
    let space = super::sheet::spot(sheet.letter.edition, "pt_sex")?;
    let y = space.third(usize::from(chosen) * 2);
    let circle = Ink::Circle { x: space.x + space.w / 2.0 - 2.3, y: y - 2.3, w: 4.6, h: 4.6 };
    sheet.page(space.page)?.inks.push(circle);
    Some(())
}
