//! X: 寝たきり度 against moving.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::all;
use super::pick::{Choices, choices};
use super::table::Rule::X01;
use crate::form::{Cell, cell};

const ADL: Cell = cell("adl_level");
const WALK_OUT: Cell = cell("walk_out");
const C: Choices = choices("adl_level", &["C1", "C2"]);
const WALKS_ALONE: Choices = choices("walk_out", &["自立"]);

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(C), f.is(WALKS_ALONE)] {
        out.say(X01, WALK_OUT, f.label(ADL));
    }
}
