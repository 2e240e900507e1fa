//! Letters that left a device on paper or as a PDF.

mod note;

pub(crate) use note::{NoteError, note};
