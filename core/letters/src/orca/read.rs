use ja::Date;

use super::layout::{Layout, V12, Wire};
use super::{Charset, FileError, ReadNote, RowError, Why, course, csv, decode};
use crate::answers::{Letter, Value};
use crate::form::{Cell, CellKind, Edition, cell, option};

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// How its text is stored.
    pub charset: Charset,
    /// Its letters in order, or why one cannot be read. Never empty.
    pub letters: Vec<Result<Imported, RowError>>,
}

/// A letter as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Which letter of the file, from 1.
    pub row: usize,
    /// The letter.
    pub letter: Letter,
    /// The program that wrote the file (ソフト名).
    pub software: String,
    /// 被保険者番号 with the day and time of writing.
    pub timestamp: String,
    /// What a person should know; the first one says the edition.
    pub notes: Vec<ReadNote>,
}

/// Reads a file of letters. UTF-8 and CP932 are told apart by content. A letter that cannot be read does not keep the
/// others from being read.
///
/// # Errors
/// When the file holds no letter or is in another character set.
pub fn read(bytes: &[u8]) -> Result<File, FileError> {
    read_as(&V12, bytes)
}

/// Reads a file in this layout.
pub(crate) fn read_as(layout: &Layout, bytes: &[u8]) -> Result<File, FileError> {
    let (text, charset) = text(bytes)?;
    let mut letters = Vec::new();
    for (row, fields) in (1..).zip(csv::rows(&text)) {
        let imported = match fields {
            Ok(fields) => import(layout, row, &fields),
            Err(quote) => Err(Why::Quote { line: quote.line }),
        };
        letters.push(imported.map_err(|why| RowError { row, why }));
    }
    if letters.is_empty() {
        return Err(FileError::Empty);
    }
    Ok(File { charset, letters })
}

fn text(bytes: &[u8]) -> Result<(String, Charset), FileError> {
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = core::str::from_utf8(unmarked) {
        return Ok((text.to_owned(), Charset::Utf8));
    }
    ja::cp932::decode(bytes).map(|text| (text, Charset::Cp932)).map_err(|error| FileError::Charset {
        at: error.at,
        line: 1 + bytes.iter().take(error.at).filter(|byte| **byte == b'\n').count(),
    })
}

/// One row of a file in this layout.
pub(super) fn import(layout: &Layout, row: usize, fields: &[String]) -> Result<Imported, Why> {
    let version = fields.first().map_or("", String::as_str);
    if version != layout.version {
        return Err(Why::Version { version: version.to_owned(), read: layout.version });
    }
    if fields.len() != layout.fields.len() {
        let (version, asked) = (layout.version, layout.fields.len());
        return Err(Why::Count { count: fields.len(), version, asked });
    }
    let entry_date = entry_date(layout, fields)?;
    let edition = entry_date.map_or(Edition::R8, Edition::in_force);
    let mut letter = Letter::new(edition);
    let mut notes = vec![ReadNote::Edition { edition, entry_date }];
    if layout.is_guessed {
        notes.push(ReadNote::Guessed);
    }
    for (no, wire, text) in numbered(layout, fields) {
        decode::decode(no, wire, text, &mut letter, &mut notes)?;
    }
    if !layout.has_nothing {
        all_nothing(layout, fields, &mut letter);
    }
    bpsd(&mut letter, &mut notes);
    texts(&letter, &mut notes);
    let named = |wanted: fn(&Wire) -> bool| {
        numbered(layout, fields)
            .find(|(_, wire, _)| wanted(wire))
            .map_or(String::new(), |(_, _, text)| text.to_owned())
    };
    Ok(Imported {
        row,
        letter,
        software: named(|wire| matches!(wire, Wire::Software)),
        timestamp: named(|wire| matches!(wire, Wire::Timestamp)),
        notes,
    })
}

fn numbered<'a>(layout: &Layout, fields: &'a [String]) -> impl Iterator<Item = (usize, Wire, &'a str)> {
    (1..).zip(layout.fields).zip(fields).map(|((no, wire), text)| (no, *wire, text.as_str()))
}

fn entry_date(layout: &Layout, fields: &[String]) -> Result<Option<Date>, Why> {
    for (no, wire, text) in numbered(layout, fields) {
        if let Wire::Date(at) = wire
            && at == const { cell("entry_date") }
            && let Value::Date(date) = decode::date(no, at, text)?
        {
            return Ok(Some(date));
        }
    }
    Ok(None)
}

/// After H21, 特になし in all five and no other text is 特記すべき項目なし.
fn all_nothing(layout: &Layout, fields: &[String], letter: &mut Letter) {
    let nothing = |wire, text: &str| match wire {
        Wire::Care(..) => text == "1",
        Wire::CareOther(..) => text.is_empty(),
        _ => true,
    };
    if letter.edition != Edition::H21 && numbered(layout, fields).all(|(_, wire, text)| nothing(wire, text)) {
        // A check takes a check.
        let _ = letter.set(const { cell("care_none") }, Value::Checked);
    }
}

/// 有 is a default of the writing program: without a symptom it says nothing.
fn bpsd(letter: &mut Letter, notes: &mut Vec<ReadNote>) {
    const BPSD: Cell = cell("bpsd");
    const YES: u8 = crate::form::choice("bpsd", "有");
    let item = const { option("bpsd_list", "その他") }.field().item;
    let symptoms = Cell::all().filter(|cell| cell.field().item == item).any(|cell| letter.checked(cell));
    if letter.choice(BPSD) == Some(YES) && !symptoms && letter.is_empty(const { cell("bpsd_text") }) {
        // Every cell can be empty.
        let _ = letter.set(BPSD, Value::Empty);
        notes.push(ReadNote::NoInformation { cell: BPSD });
    }
}

fn texts(letter: &Letter, notes: &mut Vec<ReadNote>) {
    const HEADS: [&str; 3] = ["介護の必要度", "長谷川式", "施設選択"];
    if course::has_drugs(letter.text(const { cell("course_text") })) {
        notes.push(ReadNote::DrugsInCourse);
    }
    let lines = letter.text(const { cell("remarks") }).lines().take(3);
    if lines.into_iter().any(|line| HEADS.iter().any(|head| line.contains(head))) {
        notes.push(ReadNote::RemarksHead);
    }
    for (cell, _) in letter.filled().filter(|(cell, _)| cell.kind() == CellKind::Text) {
        if letter.text(cell).contains(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) {
            notes.push(ReadNote::UserDefined { cell });
        }
    }
}
