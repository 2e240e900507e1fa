//! One field to the letter.

use ja::Date;

use super::layout::Wire;
use super::{ReadNote, Why, onset};
use crate::answers::{Letter, Mark, Typed, Value};
use crate::dates::GREGORIAN;
use crate::form::{Cell, Edition, cell};
use crate::show::cell_name;

const INSURED: Cell = cell("insured_no");

/// Reads a field into the letter, whose edition is known.
pub(super) fn decode(
    no: usize,
    wire: Wire,
    text: &str,
    letter: &mut Letter,
    notes: &mut Vec<ReadNote>,
) -> Result<(), Why> {
    let code = |cell: Cell| Why::Code { no, name: cell_name(cell), text: text.to_owned() };
    match wire {
        Wire::Version | Wire::Software | Wire::Timestamp | Wire::Age => {}
        Wire::Insured => put(letter, INSURED, Value::text(text)),
        Wire::Text(cell) | Wire::Services(cell) => put(letter, cell, Value::text(text)),
        Wire::Lines(cell) | Wire::Course(cell) => put(letter, cell, Value::text(text.replace('\u{b}', "\n"))),
        Wire::Date(cell) => put(letter, cell, date(no, cell, text)?),
        Wire::Onset(cell) => {
            let value = onset::from_text(cell, text, notes);
            put(letter, cell, value);
        }
        Wire::Single(cell, codes) => {
            let value = match digit(text).ok_or_else(|| code(cell))? {
                0 => Value::Empty,
                n => Value::Choice(*codes.get(n - 1).ok_or_else(|| code(cell))?),
            };
            put_asked(letter, cell, value, notes);
        }
        Wire::Flag(cell) => match digit(text) {
            Some(0) => {}
            Some(1) => put_asked(letter, cell, Value::Checked, notes),
            _ => return Err(code(cell)),
        },
        Wire::Bits(cells) => each(cells, text, |cell, digit| match digit {
            0 => true,
            1 => {
                put(letter, cell, Value::Checked);
                true
            }
            _ => false,
        })
        .map_err(code)?,
        Wire::Marks(cells) => each(cells, text, |cell, digit| {
            let mark = match digit {
                0 => return true,
                1 => Mark::Checked,
                2 => Mark::Underlined,
                _ => return false,
            };
            put_asked(letter, cell, Value::Mark(mark), notes);
            true
        })
        .map_err(code)?,
        Wire::Care(check, choice) => match (digit(text), letter.edition) {
            (Some(0), _) => {}
            (Some(n @ (1 | 2)), Edition::H21) => put(letter, choice, Value::Choice(n as u8 - 1)),
            (Some(1), _) => {}
            (Some(2), _) => put(letter, check, Value::Checked),
            _ => return Err(code(check)),
        },
        Wire::CareOtherCheck(check, _) => match digit(text) {
            Some(0 | 1) => {}
            Some(2) if letter.edition == Edition::H21 => {}
            Some(2) => put(letter, check, Value::Checked),
            _ => return Err(code(check)),
        },
        Wire::CareOther(check, cell) => {
            put(letter, cell, Value::text(text));
            if !text.is_empty() && letter.edition != Edition::H21 {
                put(letter, check, Value::Checked);
            }
        }
    }
    Ok(())
}

/// A value that its wire form has made for this cell always fits it.
fn put(letter: &mut Letter, cell: Cell, value: Value) {
    let _ = letter.set(cell, value);
}

fn put_asked(letter: &mut Letter, cell: Cell, value: Value, notes: &mut Vec<ReadNote>) {
    if cell.field().is_asked(letter.edition) {
        put(letter, cell, value);
    } else if !value.is_empty() {
        notes.push(ReadNote::NotAsked { cell, edition: letter.edition });
    }
}

/// One digit; an empty field is 0.
fn digit(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Some(0),
        (Some(c), None) => c.to_digit(10).map(|digit| digit as usize),
        _ => None,
    }
}

/// Gives every cell its digit; an empty field is all 0. The error is the first cell, for its item's name.
fn each(cells: &[Cell], text: &str, mut put: impl FnMut(Cell, u32) -> bool) -> Result<(), Cell> {
    let fits = text.is_empty() || text.len() == cells.len();
    let mut digits = text.chars();
    for cell in cells {
        let digit = digits.next().map_or(Some(0), |c| c.to_digit(10));
        if !fits || !digit.is_some_and(|digit| put(*cell, digit)) {
            return Err(*cell);
        }
    }
    Ok(())
}

/// yyyyMMdd. A day that does not exist is kept as typed, so that a rule speaks of it.
pub(crate) fn date(no: usize, cell: Cell, text: &str) -> Result<Value, Why> {
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    let parts = text.split_at_checked(4).and_then(|(y, md)| Some((y, md.split_at_checked(2)?)));
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((y, (m, d))) = parts.filter(|_| digits) else {
        return Err(Why::Date { no, name: cell_name(cell), text: text.to_owned() });
    };
    let iso = [y, m, d].join("-");
    Ok(Date::parse_iso(&iso).map_or_else(
        || {
            let [era, y, m, d] = [GREGORIAN, y, m, d].map(str::to_owned);
            Value::Typed(Box::new(Typed { era, y, m, d }))
        },
        Value::Date,
    ))
}
