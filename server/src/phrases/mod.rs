//! Phrases (定型文) of a clinic and of its users.

mod list;
mod put;
mod remove;

pub(crate) use list::list;
pub(crate) use put::{PutError, put};
pub(crate) use remove::remove;
