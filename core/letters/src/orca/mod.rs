//! The CSV "1.2" of 日医 医見書 (ORCA), which municipalities' systems take: one letter a row, 121 fields.
//!
//! The layout is that of edition H21. What later editions have beyond it is written as the layout allows and reported:
//! every file written here is read again, and each difference is a loss in the report.
//!
//! Wire codes live here alone. Nothing that a reader cannot know is guessed: the drugs in field 43 stay in the course
//! text, the services in field 107 stay text.

pub(crate) mod course;
pub(crate) mod csv;
pub(crate) mod decode;
pub(crate) mod encode;
mod error;
pub(crate) mod layout;
mod note;
pub(crate) mod onset;
pub(crate) mod read;
mod stream;
pub(crate) mod write;

pub use error::{FileError, Refused, RowError, Why, WriteError};
pub use note::{ReadNote, WriteNote};
pub use read::{File, Imported, read};
pub use stream::{Row, Stream};
pub use write::{LetterReport, Options, Timestamp, Written, write};

/// How the text of a file is stored. ORCA writes CP932 with CRLF on Windows, UTF-8 with LF elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// Windows-31J, lines end in CRLF.
    Cp932,
    /// UTF-8 without a mark, lines end in LF.
    Utf8,
}
