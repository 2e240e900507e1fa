//! Finished letters: receiving, judging, accepting, returning, looking.

mod accept;
mod export;
mod get;
mod incoming;
mod judge;
mod list;
mod previous;
mod program;
mod receive;
mod return_letter;
mod settle;
mod source;
mod view;

pub(crate) use accept::accept;
pub(crate) use export::{Export, ExportError, export};
pub(crate) use get::get;
pub(crate) use incoming::{Incoming, IncomingError};
pub(crate) use list::list;
pub(crate) use previous::previous_letter;
pub(crate) use program::{FromProgram, ProgramError, receive_from_program};
pub(crate) use receive::{ReceiveError, receive};
pub(crate) use return_letter::return_letter;
pub(crate) use settle::SettleError;
pub(crate) use source::{SourceError, source};
pub(crate) use view::visible;
