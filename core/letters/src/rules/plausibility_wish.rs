//! X: a level of care is the insurer's decision, not the doctor's wish.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::{all, any, cond};
use super::pick::{Span, span};
use super::table::Rule::X68;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, cell};

const BEFORE_DRUGS: [Cell; 5] =
    [cell("dx1_name"), cell("dx2_name"), cell("dx3_name"), cell("unstable_text"), cell("course_text")];
const DRUGS: Span = span("drugs");
const AFTER_DRUGS: [Cell; 2] = [cell("psych_name"), cell("remarks")];

const LEVEL: &str = "要介護";
/// What makes a level a wish, in the same sentence.
const WISHES: [&str; 11] =
    ["望", "願", "ほしい", "欲しい", "ください", "下さい", "相当", "妥当", "適当", "程度", "べき"];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    // Few letters name a level, and only those are read again.
    if cond!(f.says(Texts::ALL, words::CARE_LEVEL)) {
        let mut texts = BEFORE_DRUGS.into_iter().chain(DRUGS.cells()).chain(AFTER_DRUGS);
        if let Some(cell) = texts.find(|cell| cond!(wishes(f.letter.text(*cell)))) {
            out.at(X68, cell);
        }
    }
}

fn wishes(text: &str) -> bool {
    ja::fold::fold(text).split(['。', '\n']).any(|sentence| {
        let level = sentence.split(LEVEL).skip(1).any(|after| after.starts_with(['1', '2', '3', '4', '5']));
        let wish = WISHES.iter().any(|word| sentence.contains(word));
        any![sentence.contains("要介護度"), all![level, wish]]
    })
}
