//! R: required items.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::cond;
use super::table::Rule::{self, *};
use crate::form::{Cell, cell};

/// Items that must hold something, whatever else is written.
const ALWAYS: &[(Rule, Cell)] = &[(R01, cell("entry_date")), (R02, cell("pt_name"))];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for (rule, cell) in ALWAYS {
        if cond!(f.empty(*cell)) {
            out.at(*rule, *cell);
        }
    }
}
