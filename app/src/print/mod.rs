//! 紙面: letters as PDF, seen, saved and printed. Everything here is a piece of its own, fetched when it is first needed;
//! PDFs are made in a worker by the module `paper`.

mod choices;
mod finished;
mod foot;
mod later;
mod made;
mod many;
mod offset;
mod pages;
mod press;
mod sheet;
mod source;
mod window;

pub(crate) use finished::{Paper, finished, frozen, insurer};
pub(crate) use later::{button, in_panel, many_button};
pub(crate) use many::Choice;
pub(crate) use source::{Letters, Sheet, Source};
