use core::fmt;

use super::{is_care_answer, is_copied, same_care};
use crate::form::{Cell, Edition};
use crate::show;
use crate::{Letter, Value};

/// An answer of the previous letter that the next one's edition has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The cell of the previous letter.
    pub cell: Cell,
    /// What it held.
    pub value: Value,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = (show::cell_name(self.cell), show::value_text(self.cell, &self.value));
        write!(f, "前回の「{name}」（{value}）は今回の様式にないため、写していません。")
    }
}

pub(super) fn notes(previous: &Letter, into: Edition) -> Vec<Note> {
    let asked_before = |cell: Cell| cell.field().is_asked(previous.edition);
    previous
        .filled()
        .filter(|(cell, _)| is_copied(*cell) && asked_before(*cell) && !cell.field().is_asked(into))
        .filter(|(cell, _)| same_care(previous.edition, into) || !is_care_answer(*cell))
        .map(|(cell, value)| Note { cell, value: value.clone() })
        .collect()
}
