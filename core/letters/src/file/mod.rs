//! A file of letters, whatever format it is in: ORCA CSV 1.2 and 1.3, FHIR, our own JSON; one letter or many.
//!
//! The format is told by the content, never by the name. A file that cannot be told apart into letters to its end gives
//! none of them; a letter that cannot be read does not keep the others from being read.

mod csv;
mod error;
mod json;

pub use error::{FileError, Unread};
pub use json::each;

use crate::answers::Letter;
use crate::orca::{Charset, ReadNote};

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is.
    pub format: Format,
    /// Its letters in order, or why one cannot be read. Never empty.
    pub letters: Vec<Result<Found, Unread>>,
}

/// A letter as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The letter.
    pub letter: Letter,
    /// The program that wrote the file, as the file names it; empty when it does not.
    pub software: String,
    /// How what the file holds was read, where a person should know.
    pub notes: Vec<ReadNote>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// ORCA CSV 1.2.
    Orca(Charset),
    /// ORCA CSV 1.3: experimental, its specification was not seen.
    Orca13(Charset),
    /// Our own JSON: `{"form":…,"answers":…}`, or a list of them.
    Json,
    /// A `QuestionnaireResponse`, or a `Bundle` of them.
    Fhir,
}

impl Format {
    /// The format in words: ORCA CSV 1.2（Shift_JIS）.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Orca(Charset::Cp932) => "ORCA CSV 1.2（Shift_JIS）",
            Format::Orca(Charset::Utf8) => "ORCA CSV 1.2（UTF-8）",
            Format::Orca13(Charset::Cp932) => "ORCA CSV 1.3（Shift_JIS・試験的）",
            Format::Orca13(Charset::Utf8) => "ORCA CSV 1.3（UTF-8・試験的）",
            Format::Json => "Ikensho JSON",
            Format::Fhir => "FHIR QuestionnaireResponse",
        }
    }
}

/// Reads a file of letters: JSON when it begins like JSON, CSV otherwise.
///
/// # Errors
/// When it holds no letter, or cannot be told apart into letters to its end.
pub fn read(bytes: &[u8]) -> Result<File, FileError> {
    match is_json(bytes) {
        true => json::read(bytes),
        false => csv::read(bytes),
    }
}

/// Whether bytes begin like JSON.
pub fn is_json(bytes: &[u8]) -> bool {
    matches!(unmarked(bytes).iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'{' | b'['))
}

/// The bytes behind the mark (BOM) of UTF-8, if there is one.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
