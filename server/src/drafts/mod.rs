//! Drafts shared between a facility's devices.

mod begin;
mod change;
mod content;
mod finish;
mod get;
mod list;
mod view;

pub(crate) use begin::{BeginError, begin};
pub(crate) use change::{ChangeError, change};
pub(crate) use content::Content;
pub(crate) use finish::finish;
pub(crate) use get::get;
pub(crate) use list::list;
pub(crate) use view::people;
