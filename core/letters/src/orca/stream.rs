//! A file read piece by piece, so that its size does not matter.

use super::layout::{Layout, V12};
use super::read::import;
use super::{Charset, FileError, Imported, RowError, Why, csv};
use crate::orca13::fields::V13;

/// The most bytes of one letter. Past it a quotation mark was left open: the longest letter has some forty thousand.
const LONGEST: usize = 1 << 20;

/// A letter of a file that is read piece by piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its bytes in the file, with the end of the line.
    pub bytes: Vec<u8>,
    /// The letter, or why it cannot be read.
    pub read: Result<Imported, RowError>,
}

/// Reads a file of letters, 1.2 or 1.3 by its first row, in pieces of any size. Rows are the same as
/// [`file::read`](crate::file::read()) finds in the whole file, but the character set has to be known beforehand: its first bytes may fit both.
#[derive(Debug)]
pub struct Stream {
    charset: Charset,
    /// The version that the first row names.
    layout: Option<&'static Layout>,
    /// The bytes of the row that has not ended.
    rest: Vec<u8>,
    place: Place,
    /// How many rows have been given out.
    rows: usize,
    /// Where `rest` begins, in bytes from 0.
    at: usize,
    /// The line that is being read, from 1.
    line: usize,
    /// The line in which the open field begins.
    field_line: usize,
    /// Whether nothing more can be told apart.
    broken: bool,
}

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a quotation mark inside a quoted field: its end, or the first of two.
    QuoteInQuoted,
    /// Behind a quoted field and a CR.
    Return,
}

impl Stream {
    /// Begins a file of ORCA CSV.
    pub fn new(charset: Charset) -> Stream {
        Stream {
            charset,
            layout: None,
            rest: Vec::new(),
            place: Place::FieldStart,
            rows: 0,
            at: 0,
            line: 1,
            field_line: 1,
            broken: false,
        }
    }

    /// Takes the next bytes and gives out the rows that end in them. Empty lines are no rows.
    ///
    /// # Errors
    /// When bytes are no text of the character set. Nothing can be read behind them.
    pub fn push(&mut self, bytes: &[u8], rows: &mut Vec<Row>) -> Result<(), FileError> {
        for byte in bytes {
            if self.broken {
                return Ok(());
            }
            self.rest.push(*byte);
            let line = self.line;
            if *byte == b'\n' {
                self.line += 1;
            }
            match self.step(*byte) {
                Step::Inside if self.rest.len() > LONGEST => self.break_off(self.field_line, rows),
                Step::Inside => {}
                Step::End => self.end(rows)?,
                Step::Broken => self.break_off(line, rows),
            }
        }
        Ok(())
    }

    /// Ends the file and gives out its last row, if the line had no end.
    ///
    /// # Errors
    /// As [`push`](Stream::push).
    pub fn finish(mut self, rows: &mut Vec<Row>) -> Result<(), FileError> {
        match self.place {
            _ if self.broken || self.rest.is_empty() => Ok(()),
            Place::Quoted => {
                self.break_off(self.field_line, rows);
                Ok(())
            }
            Place::Return => {
                self.break_off(self.line, rows);
                Ok(())
            }
            _ => self.end(rows),
        }
    }

    /// Comma, quotation mark and line end are never the second byte of a character, neither in CP932 nor in UTF-8.
    fn step(&mut self, byte: u8) -> Step {
        let start = self.at == 0 && self.charset == Charset::Utf8 && self.rest == b"\xEF\xBB\xBF";
        let (place, step) = match (self.place, byte) {
            (Place::Plain, _) if start => (Place::FieldStart, Step::Inside),
            (Place::Quoted, b'"') => (Place::QuoteInQuoted, Step::Inside),
            (Place::Quoted, _) | (Place::QuoteInQuoted, b'"') => (Place::Quoted, Step::Inside),
            (Place::FieldStart, b'"') => (Place::Quoted, Step::Inside),
            (Place::FieldStart | Place::Plain | Place::QuoteInQuoted, b',') => {
                (Place::FieldStart, Step::Inside)
            }
            (_, b'\n') => (Place::FieldStart, Step::End),
            (Place::FieldStart | Place::Plain, _) => (Place::Plain, Step::Inside),
            (Place::QuoteInQuoted, b'\r') => (Place::Return, Step::Inside),
            (Place::QuoteInQuoted | Place::Return, _) => (Place::Quoted, Step::Broken),
        };
        if place == Place::Quoted && self.place == Place::FieldStart {
            self.field_line = self.line;
        }
        self.place = place;
        step
    }

    /// The row in `rest` has ended.
    fn end(&mut self, rows: &mut Vec<Row>) -> Result<(), FileError> {
        let bytes = core::mem::take(&mut self.rest);
        let unmarked = match self.charset {
            Charset::Utf8 if self.at == 0 => bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes),
            _ => &bytes,
        };
        let text = self.text(unmarked, bytes.len() - unmarked.len())?;
        self.at += bytes.len();
        self.place = Place::FieldStart;
        let Some(fields) = csv::rows(&text).into_iter().next() else { return Ok(()) };
        self.rows += 1;
        let row = self.rows;
        let read = match fields {
            Ok(fields) => {
                let is_13 = fields.first().is_some_and(|version| version == V13.version);
                let layout = *self.layout.get_or_insert(if is_13 { &V13 } else { &V12 });
                import(layout, row, &fields)
            }
            Err(_) => Err(Why::Quote { line: self.field_line }),
        };
        rows.push(Row { bytes, read: read.map_err(|why| RowError { row, why }) });
        Ok(())
    }

    fn text(&self, bytes: &[u8], mark: usize) -> Result<String, FileError> {
        let (text, wrong) = match self.charset {
            Charset::Utf8 => match core::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), None),
                Err(error) => (String::new(), Some(error.valid_up_to())),
            },
            Charset::Cp932 => match ja::cp932::decode(bytes) {
                Ok(text) => (text, None),
                Err(error) => (String::new(), Some(error.at)),
            },
        };
        let Some(wrong) = wrong else { return Ok(text) };
        let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
        let behind = bytes.get(wrong..).unwrap_or_default();
        Err(FileError::Charset { at: self.at + mark + wrong, line: self.line - ends(behind) })
    }

    /// After a bad quotation mark nothing more can be told apart.
    fn break_off(&mut self, line: usize, rows: &mut Vec<Row>) {
        self.broken = true;
        self.rows += 1;
        let (row, why) = (self.rows, Why::Quote { line });
        rows.push(Row { bytes: core::mem::take(&mut self.rest), read: Err(RowError { row, why }) });
    }
}

enum Step {
    /// The row goes on.
    Inside,
    /// The row has ended.
    End,
    /// A quoted field goes on behind its end.
    Broken,
}
