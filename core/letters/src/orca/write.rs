use core::fmt;

use ja::width::columns;

use super::layout::{Layout, V12, Wire};
use super::read::read_as;
use super::{Charset, Refused, WriteError, WriteNote, course, csv, encode};
use crate::answers::{Letter, Value};
use crate::diff::{Change, diff};
use crate::form::{Cell, Edition, cell};
use crate::show::cell_name;

/// How to write a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How its text is stored.
    pub charset: Charset,
    /// The name of the writing program (ソフト名).
    pub software: String,
    /// When the file is written.
    pub timestamp: Timestamp,
}

/// Day of the month and time of day in Japan, `ddHHmmss`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp {
    /// 1–31.
    pub day: u8,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59.
    pub second: u8,
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timestamp { day, hour, minute, second } = self;
        write!(f, "{day:02}{hour:02}{minute:02}{second:02}")
    }
}

/// A file as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What became of each letter, in order.
    pub report: Vec<LetterReport>,
}

/// What became of a letter, found by reading the file again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterReport {
    /// Each cell that is read back differently: what the letter holds, and what a reader of the file finds.
    pub losses: Vec<Change>,
    /// The letter's edition and the one a reader takes it for, where they differ.
    pub edition: Option<(Edition, Edition)>,
    /// What a person should know about the receiving side.
    pub notes: Vec<WriteNote>,
}

impl LetterReport {
    /// Whether a reader finds the same letter.
    pub fn is_whole(&self) -> bool {
        self.losses.is_empty() && self.edition.is_none()
    }
}

/// Writes letters to a file, one a row.
///
/// # Errors
/// Every field with characters that CP932 lacks, when the file is to be CP932: nothing is replaced.
pub fn write(letters: &[&Letter], options: &Options) -> Result<Written, WriteError> {
    write_as(&V12, letters, options)
}

/// Writes letters in this layout.
pub(crate) fn write_as(
    layout: &Layout,
    letters: &[&Letter],
    options: &Options,
) -> Result<Written, WriteError> {
    let mut bytes = Vec::new();
    let mut refused = Vec::new();
    for (row, letter) in (1..).zip(letters) {
        let asked = asked(letter);
        for (no, wire) in (1..).zip(layout.fields) {
            let field = encode::encode(layout, *wire, &asked, options);
            let quoted = csv::quoted(&field);
            if no > 1 {
                bytes.push(b',');
            }
            match options.charset {
                Charset::Utf8 => bytes.extend(quoted.into_bytes()),
                Charset::Cp932 => match ja::cp932::encode(&quoted) {
                    Ok(field) => bytes.extend(field),
                    Err(first) => refused.push(refuse(row, no, *wire, &field, first.char)),
                },
            }
        }
        bytes.extend_from_slice(if options.charset == Charset::Cp932 { b"\r\n" } else { b"\n" });
    }
    if !refused.is_empty() {
        return Err(WriteError { refused });
    }
    let report = report(layout, letters, &bytes);
    Ok(Written { bytes, report })
}

/// The letter without what its edition does not ask.
pub(crate) fn asked(letter: &Letter) -> Letter {
    let mut asked = letter.clone();
    for (cell, _) in letter.filled().filter(|(cell, _)| !cell.field().is_asked(letter.edition)) {
        // Every cell can be empty.
        let _ = asked.set(cell, Value::Empty);
    }
    asked
}

fn refuse(row: usize, no: usize, wire: Wire, field: &str, first: char) -> Refused {
    let mut characters = vec![first];
    for character in ja::repertoire::cp932_missing(field) {
        if !characters.contains(&character) {
            characters.push(character);
        }
    }
    Refused { row, no, name: name(wire), characters }
}

fn name(wire: Wire) -> String {
    match wire {
        Wire::Text(cell)
        | Wire::Lines(cell)
        | Wire::Course(cell)
        | Wire::Onset(cell)
        | Wire::Services(cell)
        | Wire::CareOther(_, cell) => cell_name(cell),
        Wire::Insured | Wire::Timestamp => cell_name(const { cell("insured_no") }),
        _ => "ソフト名".to_owned(),
    }
}

fn report(layout: &Layout, letters: &[&Letter], bytes: &[u8]) -> Vec<LetterReport> {
    let again = read_as(layout, bytes).map(|file| file.letters).unwrap_or_default();
    let mut again = again.into_iter();
    let found = letters.iter().map(|letter| {
        let read =
            again.next().and_then(Result::ok).map_or(Letter::new(letter.edition), |found| found.letter);
        LetterReport {
            losses: diff(letter, &read),
            edition: (read.edition != letter.edition).then_some((letter.edition, read.edition)),
            notes: notes(letter),
        }
    });
    found.collect()
}

fn notes(letter: &Letter) -> Vec<WriteNote> {
    const ONSETS: [Cell; 3] = [cell("dx1_onset"), cell("dx2_onset"), cell("dx3_onset")];
    // In half-width columns, which is what CP932 takes in bytes.
    const PLAN: usize = 89;
    const COURSE: usize = 2 * 560;
    let course = course::with_drugs(letter, const { cell("course_text") });
    let services = letter.edition != Edition::H21 && encode::has_services(letter);
    [
        (encode::has_disputed(letter), WriteNote::Departments),
        (ONSETS.iter().any(|cell| !letter.is_empty(*cell)), WriteNote::Onsets),
        (services, WriteNote::Services),
        (columns(&course) > COURSE, WriteNote::CourseLong),
        (columns(letter.text(const { cell("risk_plan") })) > PLAN, WriteNote::PlanLong),
    ]
    .into_iter()
    .filter_map(|(holds, note)| holds.then_some(note))
    .collect()
}
