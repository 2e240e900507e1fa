//! The letter as JSON: `{"form":"R8","answers":{…}}`.
//!
//! Reading is strict: an unknown key, label or shape is an error that names it, and so is whatever the letter's
//! edition does not ask (but the consent of an R8 letter, which rule V01 reports). `null`, `""`, `false`, `[]` and `{}`
//! are an empty answer. `pt_age` is accepted and never read: the age is computed.

mod canonical;
mod cell;
mod error;
mod read;
mod strict;
mod write;

pub use canonical::{canonical, push, push_text};
pub use cell::{cell_from_value, cell_to_value};
pub use error::ReadError;
pub use read::{from_value, read};
pub use strict::parse;
pub use write::{to_value, write};

use crate::form::{Edition, Field, Part};

/// Whether a letter of this edition may carry the field in a file.
fn belongs(field: Field, edition: Edition) -> bool {
    field.is_asked(edition) || field.of_item().key == "consent"
}

/// The names of an answer's parts inside its object.
fn part_name(part: Part) -> &'static str {
    match part {
        Part::Site => "site",
        Part::Degree => "degree",
        Part::Text => "text",
        Part::Choice => "choice",
        _ => "checked",
    }
}
