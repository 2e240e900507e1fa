use super::encode::encode;
use super::layout::{Wire, columns};
use super::read::read;
use crate::answers::Letter;
use crate::diff::diff;
use crate::form::Edition;
use crate::orca::write::asked;
use crate::orca::{
    Charset, LetterReport, Refused, WriteError, WriteNote, Written, csv, encode::has_services,
};

/// Writes letters to a file, one a row under a line of names.
///
/// # Errors
/// Every column with characters that CP932 lacks, when the file is to be CP932: nothing is replaced.
pub fn write(letters: &[&Letter], charset: Charset) -> Result<Written, WriteError> {
    let end = if charset == Charset::Cp932 { "\r\n" } else { "\n" };
    let mut text = line(columns().map(|column| column.name.to_owned()), end);
    let mut refused = Vec::new();
    for (row, letter) in (1..).zip(letters) {
        let asked = asked(letter);
        let fields: Vec<String> = columns().map(|column| encode(column.wire, &asked)).collect();
        if charset == Charset::Cp932 {
            for (no, (column, field)) in (1..).zip(columns().zip(&fields)) {
                if let Err(first) = ja::cp932::encode(field) {
                    let name = column.name.to_owned();
                    refused.push(Refused { row, no, name, characters: missing(field, first.char) });
                }
            }
        }
        text.push_str(&line(fields.into_iter(), end));
    }
    if !refused.is_empty() {
        return Err(WriteError { refused });
    }
    let report = report(letters, &text);
    let bytes = match charset {
        Charset::Utf8 => text.into_bytes(),
        // Names and punctuation are in CP932, and every field was tried above.
        Charset::Cp932 => ja::cp932::encode(&text).unwrap_or_default(),
    };
    Ok(Written { bytes, report })
}

fn line(fields: impl Iterator<Item = String>, end: &str) -> String {
    let fields: Vec<String> = fields.map(|field| csv::quoted(&field)).collect();
    [&fields.join(","), end].concat()
}

/// The characters that CP932 lacks, each once; the encoder refuses some that the repertoire has (外字).
fn missing(field: &str, first: char) -> Vec<char> {
    let mut characters = vec![first];
    for character in ja::repertoire::cp932_missing(field) {
        if !characters.contains(&character) {
            characters.push(character);
        }
    }
    characters
}

fn report(letters: &[&Letter], text: &str) -> Vec<LetterReport> {
    let mut again = read(text).unwrap_or_default().into_iter();
    let found = letters.iter().map(|letter| {
        let read = again.next().unwrap_or_else(|| Letter::new(letter.edition));
        LetterReport {
            losses: diff(letter, &read),
            edition: (read.edition != letter.edition).then_some((letter.edition, read.edition)),
            notes: notes(letter),
        }
    });
    found.collect()
}

fn notes(letter: &Letter) -> Vec<WriteNote> {
    let mut onsets = columns().filter_map(|column| match column.wire {
        Wire::Onset(cell) => Some(cell),
        _ => None,
    });
    let services = letter.edition != Edition::H21 && has_services(letter);
    [(onsets.any(|cell| !letter.is_empty(cell)), WriteNote::Onsets), (services, WriteNote::Services)]
        .into_iter()
        .filter_map(|(holds, note)| holds.then_some(note))
        .collect()
}
