//! One column from the letter.

use super::layout::{VERSION, Wire};
use crate::answers::{Letter, Mark, Value};
use crate::orca::{course, encode, onset};

/// Writes a column of a letter that holds nothing but what its edition asks.
pub(super) fn encode(wire: Wire, letter: &Letter) -> String {
    let check = |set: bool| if set { "2" } else { "1" }.to_owned();
    match wire {
        Wire::Insurers => String::new(),
        Wire::Version => VERSION.to_owned(),
        Wire::Text(cell) | Wire::CareOther(_, cell) => letter.text(cell).to_owned(),
        Wire::Course(cell) => course::with_drugs(letter, cell),
        Wire::Date(cell) => encode::date(letter.get(cell)),
        Wire::Onset(cell) => onset::to_text(letter.get(cell)),
        Wire::Flag(cell) => if letter.checked(cell) { "1" } else { "0" }.to_owned(),
        Wire::Code(cell, codes, nothing) => {
            let code = letter.choice(cell).and_then(|choice| codes.iter().position(|code| *code == choice));
            code.map_or(nothing.to_owned(), |position| (position + 1).to_string())
        }
        Wire::Check(cell) | Wire::Marked(cell) => check(letter.checked(cell)),
        Wire::Needed(cell) => {
            let mark = letter.get(cell);
            check(matches!(mark, Value::Mark(Mark::Underlined | Mark::UnderlineOnly)))
        }
        Wire::Services(cell) => encode::services(letter, cell),
        Wire::Care(check, choice) => match encode::care(letter, check, choice) {
            0 => "9".to_owned(),
            code => code.to_string(),
        },
    }
}
