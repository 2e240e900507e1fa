//! C: conditions and contradictions within one item.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::all;
use super::pick::{Choices, choices};
use super::table::Rule::C04;
use crate::form::{Cell, cell};

const UNSTABLE: Choices = choices("stability", &["不安定"]);
const UNSTABLE_TEXT: Cell = cell("unstable_text");

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(UNSTABLE), f.empty(UNSTABLE_TEXT)] {
        out.at(C04, UNSTABLE_TEXT);
    }
}
