#![doc = include_str!("../README.md")]

mod calibration;
mod compose;
mod error;
mod fonts;
mod options;
mod pdf;

use letters::{Cell, Edition, Letter};

pub use error::{Note, PaperError};
pub use fonts::{Fonts, shards};
pub use options::{DoctorName, Form, Offset, Options};

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The PDF (PDF/A-2u).
    pub pdf: Vec<u8>,
    /// What a person should know about how it was printed.
    pub notes: Vec<Note>,
}

/// Prints one letter: two pages, and a continuation page (続紙) where a text does not fit.
///
/// # Errors
/// When no font has a character of the letter, or the PDF cannot be written.
pub fn letter(letter: &Letter, options: &Options, fonts: &Fonts) -> Result<Print, PaperError> {
    letters(core::slice::from_ref(letter), options, fonts)
}

/// Prints many letters into one document, each on pages of its own.
///
/// # Errors
/// When no font has a character of a letter, or the PDF cannot be written.
pub fn letters<'a>(
    letters: impl IntoIterator<Item = &'a Letter>,
    options: &Options,
    fonts: &Fonts,
) -> Result<Print, PaperError> {
    pdf::write(letters.into_iter().flat_map(|letter| compose::pages(letter, options)), options, fonts)
}

/// Prints two pages to lay over an edition's pre-printed paper: every box in outline and scales in millimetres, from
/// which the offset of a printer and its paper is read.
///
/// # Errors
/// When no font has a character of its sentences, or the PDF cannot be written.
pub fn calibration(edition: Edition, options: &Options, fonts: &Fonts) -> Result<Print, PaperError> {
    pdf::write(calibration::pages(edition), options, fonts)
}

/// The cells of a letter that go on on a continuation page (続紙), in the order in which they stand there.
pub fn continued(letter: &Letter, options: &Options) -> Vec<Cell> {
    compose::continued(letter, options)
}

/// The characters of a printed letter that none of these fonts has, each once, in the order of the paper.
pub fn missing(letter: &Letter, options: &Options, fonts: &Fonts) -> Vec<char> {
    pdf::missing(&compose::pages(letter, options), fonts)
}
