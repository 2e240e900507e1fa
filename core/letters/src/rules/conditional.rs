//! C: conditions and contradictions within one item. Body findings and services stand in `conditional_body` and
//! `conditional_service`.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::{all, any, cond};
use super::pick::{Choices, Span, choices, span};
use super::table::Rule::{self, *};
use crate::form::{Cell, Field, cell, option};

/// A choice or option, and the text it asks for.
const TEXT_OF_CHOICE: &[(Rule, Choices, Cell)] = &[
    (C04, choices("stability", &["不安定"]), cell("unstable_text")),
    (C09, choices("psych", &["有"]), cell("psych_name")),
    (C10, choices("psych", &["有"]), cell("psych_spec")),
    (C11, choices("psych_spec", &["有"]), cell("psych_spec_dept")),
    (C35, choices("infection", &["有"]), cell("infection_name")),
    (C37, choices("nutrition", &["不良"]), cell("nutrition_text")),
];
const TEXT_OF_OPTION: &[(Rule, Cell, Cell)] = &[
    (C02, option("other_dept_list", "その他"), cell("other_dept_text")),
    (C07, option("bpsd_list", "その他"), cell("bpsd_text")),
    (C24, option("risks", "その他"), cell("risk_other")),
    (C28, option("med", "その他の医療系サービス"), cell("med_other")),
];
/// A choice that excludes the text beside it.
const NO_TEXT: &[(Rule, Choices, Cell)] = &[
    (C05, choices("stability", &["安定", "不明"]), cell("unstable_text")),
    (C36, choices("infection", &["無", "不明"]), cell("infection_name")),
];

const OTHER_DEPT: Choices = choices("other_dept", &["有"]);
const NO_OTHER_DEPT: Choices = choices("other_dept", &["無"]);
const OTHER_DEPT_LIST: Span = span("other_dept_list");
const OTHER_DEPT_TEXT: Cell = cell("other_dept_text");
const BPSD: Choices = choices("bpsd", &["有"]);
const NO_BPSD: Choices = choices("bpsd", &["無"]);
const BPSD_LIST: Span = span("bpsd_list");
const NO_PSYCH: Choices = choices("psych", &["無"]);
const PSYCH_NAME: Cell = cell("psych_name");
const PSYCH_SPEC: Cell = cell("psych_spec");
const DIAGNOSES: [Cell; 3] = [cell("dx1_name"), cell("dx2_name"), cell("dx3_name")];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for (rule, choice, text) in TEXT_OF_CHOICE {
        if all![f.is(*choice), f.empty(*text)] {
            out.at(*rule, *text);
        }
    }
    for (rule, option, text) in TEXT_OF_OPTION {
        if all![f.checked(*option), f.empty(*text)] {
            out.at(*rule, *text);
        }
    }
    for (rule, choice, text) in NO_TEXT {
        if all![f.is(*choice), f.filled(*text)] {
            out.at(*rule, *text);
        }
    }
    departments(f, out);
    mind(f, out);
    diagnoses(f, out);
}

fn departments(f: &Facts<'_>, out: &mut Findings) {
    const LIST: Field = Field::item("other_dept_list");
    if all![f.is(OTHER_DEPT), f.none_of(OTHER_DEPT_LIST)] {
        out.at(C01, LIST);
    }
    if cond!(f.is(NO_OTHER_DEPT)) {
        if cond!(!f.none_of(OTHER_DEPT_LIST)) {
            out.at(C03, LIST);
        } else if cond!(f.filled(OTHER_DEPT_TEXT)) {
            out.at(C03, OTHER_DEPT_TEXT);
        }
    }
}

fn mind(f: &Facts<'_>, out: &mut Findings) {
    const LIST: Field = Field::item("bpsd_list");
    if all![f.is(BPSD), f.none_of(BPSD_LIST)] {
        out.at(C06, LIST);
    }
    if all![f.is(NO_BPSD), !f.none_of(BPSD_LIST)] {
        out.at(C08, LIST);
    }
    if cond!(f.is(NO_PSYCH)) {
        if cond!(f.filled(PSYCH_NAME)) {
            out.at(C12, PSYCH_NAME);
        } else if cond!(f.filled(PSYCH_SPEC)) {
            out.at(C12, PSYCH_SPEC);
        }
    }
}

fn diagnoses(f: &Facts<'_>, out: &mut Findings) {
    let [first, second, third] = DIAGNOSES;
    if all![f.empty(first), f.filled(second)] {
        out.at(C38, first);
    } else if all![f.empty(second), f.filled(third)] {
        out.at(C38, second);
    }
    let same = |a: Cell, b: Cell| {
        let (a, b) = (f.letter.text(a).trim(), f.letter.text(b).trim());
        all![!a.is_empty(), ja::fold::chars(a).eq(ja::fold::chars(b))]
    };
    if cond!(same(first, second)) {
        out.at(C39, second);
    }
    if any![same(first, third), same(second, third)] {
        out.at(C39, third);
    }
}
