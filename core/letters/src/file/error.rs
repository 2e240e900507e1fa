use core::fmt;

use crate::{fhir, json, orca};

/// Why nothing of a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is no letter in it.
    Empty,
    /// CSV that is neither UTF-8 nor CP932.
    Charset {
        /// The first byte that is no character of CP932, from 0.
        at: usize,
        /// The line it stands in, from 1.
        line: usize,
    },
    /// A quotation mark that is not closed or stands inside a field: nothing behind it can be told apart.
    Quote {
        /// The line, from 1.
        line: usize,
    },
    /// JSON that is not UTF-8.
    NotUtf8 {
        /// The first byte that is no character, from 0.
        at: usize,
    },
    /// Not JSON, or one object names a key twice.
    Json(json::ReadError),
}

impl From<orca::FileError> for FileError {
    fn from(error: orca::FileError) -> FileError {
        match error {
            orca::FileError::Empty => FileError::Empty,
            orca::FileError::Charset { at, line } => FileError::Charset { at, line },
        }
    }
}

impl FileError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            FileError::Empty => "letter.csv.empty",
            FileError::Charset { .. } => "letter.csv.charset",
            FileError::Quote { .. } => "letter.csv.quote",
            FileError::NotUtf8 { .. } => "letter.json.charset",
            FileError::Json(error) => error.code(),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Empty => write!(f, "{}", orca::FileError::Empty),
            FileError::Charset { at, line } => {
                write!(f, "{}", orca::FileError::Charset { at: *at, line: *line })
            }
            FileError::Quote { line } => write!(f, "{}", orca::Why::Quote { line: *line }),
            FileError::NotUtf8 { at } => {
                write!(f, "UTF-8ではありません（先頭から{at}バイト目）。UTF-8で保存し直してください。")
            }
            FileError::Json(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for FileError {}

/// Why one letter of a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Its row of CSV.
    Csv(orca::Why),
    /// Its JSON.
    Json(json::ReadError),
    /// Its `QuestionnaireResponse`.
    Fhir(fhir::ReadError),
}

impl Unread {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Unread::Csv(why) => why.code(),
            Unread::Json(error) => error.code(),
            Unread::Fhir(error) => error.code(),
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::Csv(why) => write!(f, "{why}"),
            Unread::Json(error) => write!(f, "{error}"),
            Unread::Fhir(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for Unread {}
