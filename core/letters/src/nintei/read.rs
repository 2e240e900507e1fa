use core::fmt;

use ja::Date;

use super::decode::decode;
use super::layout::{Wire, columns};
use crate::answers::{Letter, Value};
use crate::form::{Edition, cell, choice};
use crate::orca::csv;

/// Why a file is not one of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Which row, the line of names being 0.
    pub row: usize,
    /// The column, if it is one column's fault.
    pub column: Option<&'static str>,
}

impl ReadError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        "letter.nintei.unreadable"
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row, self.column) {
            (0, _) => f.write_str("認定ソフト09Bの項目名の行がありません。"),
            (row, Some(column)) => write!(f, "{row}件目：「{column}」の値は、この項目の値ではありません。"),
            (row, None) => write!(f, "{row}件目：項目の数が項目名の行と違います。"),
        }
    }
}

impl core::error::Error for ReadError {}

/// Reads the text of a file that [`write`](super::write()) wrote: what a receiver can find in it.
///
/// # Errors
/// The first row and column that are not as written.
pub fn read(text: &str) -> Result<Vec<Letter>, ReadError> {
    let mut rows = csv::rows(text).into_iter();
    let names = rows.next().and_then(Result::ok).unwrap_or_default();
    if !columns().map(|column| column.name).eq(names.iter().map(String::as_str)) {
        return Err(ReadError { row: 0, column: None });
    }
    let letters = (1..).zip(rows).map(|(row, fields)| {
        let fields = fields.unwrap_or_default();
        if fields.len() != names.len() {
            return Err(ReadError { row, column: None });
        }
        letter(&fields).map_err(|column| ReadError { row, column: Some(column) })
    });
    letters.collect()
}

fn letter(fields: &[String]) -> Result<Letter, &'static str> {
    let mut letter = Letter::new(edition(fields));
    for (column, text) in columns().zip(fields) {
        if !decode(column.wire, text, &mut letter) {
            return Err(column.name);
        }
    }
    let has_department = columns().zip(fields).any(|(column, text)| match column.wire {
        Wire::Flag(_) => text == "1",
        Wire::Text(at) => at == const { cell("other_dept_text") } && !text.is_empty(),
        _ => false,
    });
    if has_department {
        // A choice takes its position.
        let _ = letter.set(const { cell("other_dept") }, Value::Choice(choice("other_dept", "有")));
    }
    let nothing = columns().zip(fields).all(|(column, text)| match column.wire {
        Wire::Care(..) => text == "1",
        Wire::CareOther(..) => text.is_empty(),
        _ => true,
    });
    if nothing && letter.edition != Edition::H21 {
        // A check takes a check.
        let _ = letter.set(const { cell("care_none") }, Value::Checked);
    }
    Ok(letter)
}

/// The edition in force on 記入日, as nothing else in the list says it.
fn edition(fields: &[String]) -> Edition {
    let entry = columns().zip(fields).find_map(|(column, text)| match column.wire {
        Wire::Date(at) if at == const { cell("entry_date") } => Some(text),
        _ => None,
    });
    let date = entry.and_then(|text| {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Date::parse_iso(&[year, month, day].join("-"))
    });
    date.map_or(Edition::R8, Edition::in_force)
}
