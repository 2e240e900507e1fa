//! What is to be printed.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wire::prints::{PrintPost, PrintWay};

use crate::el::El;
use crate::local::{Local, Trouble};

/// A finished letter or a draft, ready for the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its id, for the audit log.
    pub(crate) id: String,
    /// Whether it is a draft.
    pub(crate) is_draft: bool,
    /// `{"form": …, "answers": …}`.
    pub(crate) json: String,
}

/// Letters that are still to be fetched.
pub(crate) type Letters = Pin<Box<dyn Future<Output = Result<Vec<Sheet>, Trouble>>>>;

/// Ways to the places that hold a character.
pub(crate) type Places = Rc<dyn Fn(&str) -> Vec<El>>;

/// What is to be printed, for whom, under which name.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) local: Local,
    /// Gives the letters as they are now.
    pub(crate) letters: Rc<dyn Fn() -> Letters>,
    /// Wakes whoever called it whenever the letters have changed.
    pub(crate) track: Rc<dyn Fn()>,
    /// Whose paper it is.
    pub(crate) insurer_no: String,
    pub(crate) insurer_name: String,
    /// The edition's name, for the calibration sheet.
    pub(crate) edition: Rc<dyn Fn() -> &'static str>,
    /// The file's name without its ending.
    pub(crate) name: String,
    /// Ways to the places that hold a character.
    pub(crate) places: Places,
}

/// What the audit log is told.
pub(super) fn note(sheets: &[Sheet], way: PrintWay) -> PrintPost {
    let of = |draft: bool| {
        sheets.iter().filter(|sheet| sheet.is_draft == draft).map(|sheet| sheet.id.clone()).collect()
    };
    PrintPost { way, letters: of(false), drafts: of(true) }
}
