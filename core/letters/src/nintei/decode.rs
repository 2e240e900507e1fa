//! One column to the letter.

use super::layout::{VERSION, Wire};
use crate::answers::{Letter, Mark, Value};
use crate::form::{Cell, Edition};
use crate::orca::{decode, onset};

/// Reads a column into the letter, whose edition is known; false when it holds something that it has no code for.
pub(super) fn decode(wire: Wire, text: &str, letter: &mut Letter) -> bool {
    let checked = match text {
        "1" => Some(false),
        "2" => Some(true),
        _ => None,
    };
    match wire {
        Wire::Insurers => true,
        Wire::Version => text == VERSION,
        Wire::Text(cell) | Wire::Course(cell) | Wire::Services(cell) => put(letter, cell, Value::text(text)),
        Wire::Date(cell) => decode::date(0, cell, text).is_ok_and(|date| put(letter, cell, date)),
        Wire::Onset(cell) => {
            let value = onset::from_text(cell, text, &mut Vec::new());
            put(letter, cell, value)
        }
        Wire::Flag(cell) => text == "0" || (text == "1" && put(letter, cell, Value::Checked)),
        Wire::Code(cell, codes, nothing) => {
            let position = text.parse().ok().and_then(|n: usize| n.checked_sub(1));
            let choice = position.and_then(|position| codes.get(position));
            text == nothing || choice.is_some_and(|choice| put(letter, cell, Value::Choice(*choice)))
        }
        Wire::Check(cell) => checked.is_some_and(|set| !set || put(letter, cell, Value::Checked)),
        Wire::Marked(cell) => {
            checked.is_some_and(|set| !set || put(letter, cell, Value::Mark(Mark::Checked)))
        }
        Wire::Needed(cell) => {
            let mark = if letter.checked(cell) { Mark::Underlined } else { Mark::UnderlineOnly };
            checked.is_some_and(|set| !set || put(letter, cell, Value::Mark(mark)))
        }
        Wire::Care(check, choice) => match (text, letter.edition) {
            ("9", _) => true,
            ("1" | "2", Edition::H21) => put(letter, choice, Value::Choice(u8::from(text == "2"))),
            ("1", _) => true,
            ("2", _) => put(letter, check, Value::Checked),
            _ => false,
        },
        Wire::CareOther(check, cell) => {
            let is_set = !text.is_empty() && letter.edition != Edition::H21;
            put(letter, cell, Value::text(text)) && (!is_set || put(letter, check, Value::Checked))
        }
    }
}

/// Puts a value, unless the edition does not ask it: then the difference shows as a loss.
fn put(letter: &mut Letter, cell: Cell, value: Value) -> bool {
    !cell.field().is_asked(letter.edition) || letter.set(cell, value).is_ok()
}
