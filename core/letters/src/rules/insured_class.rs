//! S: the insured person's class, by the law's age.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::all;
use super::table::Rule::S04;
use super::texts::Texts;
use super::words::CANCER_WORDS;
use crate::form::{Cell, cell};

const DX1_NAME: Cell = cell("dx1_name");

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    let Some(40..=64) = f.law_age else { return };
    if all![f.says(Texts::DX, CANCER_WORDS), !f.says(Texts::ALL, CANCER_WORDS)] {
        out.at(S04, DX1_NAME);
    }
}
