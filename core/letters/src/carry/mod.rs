//! Copying from the person's previous letter (前回複写), also across editions of the form.
//!
//! Opinions are copied. Never copied are the request's own data (insurer, person, facility, doctor and their numbers),
//! the dates of this letter, and the consent, which is given for one letter alone.

mod care;
mod note;

pub use note::Note;

use crate::form::{self, Cell, Edition, Kind, Part, Section, cell, choice};
use crate::{Letter, Value};

const PLACE: Cell = cell("care_place");
const ISSUE: Cell = cell("issue_count");
const AGAIN: Value = Value::Choice(choice("issue_count", "2回目以上"));

/// What a previous letter gives to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The next letter with the copied cells alone.
    pub letter: Letter,
    /// The copied cells that hold something, in form order: unconfirmed (未確認) until somebody looks at them.
    pub cells: Vec<Cell>,
    /// What the next letter's edition cannot take.
    pub notes: Vec<Note>,
}

/// A letter of the edition `into` with everything that is copied from the previous one.
pub fn from_previous(previous: &Letter, into: Edition) -> Carried {
    let mut letter = Letter::new(into);
    let mut cells = Vec::new();
    for cell in Section::ALL.into_iter().flat_map(|section| cells_of(section, into)) {
        let value = value(previous, cell, into);
        if !value.is_empty() {
            cells.push(cell);
            // A copied value comes from the same cell, or is made for this one.
            let _ = letter.set(cell, value);
        }
    }
    Carried { letter, cells, notes: note::notes(previous, into) }
}

/// The cells of a section that are copied into a letter of this edition, in form order.
pub fn cells_of(section: Section, into: Edition) -> impl Iterator<Item = Cell> {
    Cell::all().filter(move |cell| {
        let field = cell.field();
        field.of_item().section == section && field.is_asked(into) && is_copied(*cell)
    })
}

/// What a cell of the next letter takes from the previous one; nothing when it is never copied or not asked.
///
/// The count of letters becomes 2回目以上, for there is a previous one. 特になし of H21 becomes no check and あり a check,
/// and the reverse.
pub fn value(previous: &Letter, cell: Cell, into: Edition) -> Value {
    let field = cell.field();
    if !is_copied(cell) || !field.is_asked(into) {
        return Value::Empty;
    }
    if cell == ISSUE {
        return AGAIN;
    }
    care::mapped(previous, field, into).unwrap_or_else(|| previous.get(cell).clone())
}

/// Whether a cell is copied at all.
pub fn is_copied(cell: Cell) -> bool {
    const HEAD: u16 = form::item_index("other_dept");
    let field = cell.field();
    // Of the head of the page only what says something about the person's state and care.
    field.item >= HEAD || cell == ISSUE || cell == PLACE
}

/// Whether both editions ask 留意事項 the same way.
fn same_care(a: Edition, b: Edition) -> bool {
    (a == Edition::H21) == (b == Edition::H21)
}

/// Whether the cell is a part of 留意事項 that the two ways of asking hold differently.
fn is_care_answer(cell: Cell) -> bool {
    let field = cell.field();
    let item = field.of_item();
    item.key == "care_none" || item.kind == Kind::Care && field.part != Part::Text
}
