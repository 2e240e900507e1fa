//! R: required items.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::pick::{Choices, Span, choices, span};
use super::table::Rule::{self, *};
use crate::form::{Cell, Edition, Field, Part, cell, part};

/// Items that have to hold something, whatever else is written.
const ALWAYS: &[(Rule, Cell)] = &[
    (R01, cell("entry_date")),
    (R02, cell("pt_name")),
    (R03, cell("pt_kana")),
    (R04, cell("pt_sex")),
    (R05, cell("pt_birth")),
    (R06, cell("insurer_no")),
    (R07, cell("insured_no")),
    (R08, cell("dr_name")),
    (R10, cell("clinic_addr")),
    (R10, cell("clinic_tel")),
    (R11, cell("last_exam_date")),
    (R12, cell("issue_count")),
    (R13, cell("other_dept")),
    (R14, cell("dx1_name")),
    (R16, cell("stability")),
    (R17, cell("course_text")),
    (R18, cell("adl_level")),
    (R19, cell("dementia_level")),
    (R20, cell("memory")),
    (R21, cell("decision")),
    (R22, cell("communication")),
    (R23, cell("eating")),
    (R24, cell("bpsd")),
    (R25, cell("psych")),
    (R29, cell("nutrition")),
    (R30, cell("outlook")),
    (R34, cell("infection")),
    (R37, cell("remarks")),
];
/// The same, where the sentence names the item.
const NAMED: &[(Rule, Cell)] = &[
    (R26, cell("hand")),
    (R26, cell("height")),
    (R26, cell("weight")),
    (R26, cell("weight_change")),
    (R27, cell("walk_out")),
    (R27, cell("wheelchair")),
];
/// Multiple choices that want at least one option.
const SOME: &[(Rule, &str, Span)] = &[(R28, "aids", span("aids")), (R38, "risks", span("risks"))];

const CLINIC_NAME: Cell = cell("clinic_name");
const OFFICE_NO: Cell = cell("office_no");
const DIAGNOSES: [(Cell, Cell); 3] = [
    (cell("dx1_name"), cell("dx1_onset")),
    (cell("dx2_name"), cell("dx2_onset")),
    (cell("dx3_name"), cell("dx3_onset")),
];
const MED: Span = span("med");
const CARE: &[Cell] = &[
    cell("care_bp"),
    cell("care_ingest"),
    cell("care_swallow"),
    cell("care_move"),
    cell("care_exercise"),
    cell("care_other"),
    cell("care_none"),
];
const CARE_OF_H21: &[Cell] = &[
    part("care_bp", Part::Choice),
    part("care_ingest", Part::Choice),
    part("care_swallow", Part::Choice),
    part("care_move", Part::Choice),
    part("care_exercise", Part::Choice),
];
const CONSENT: Cell = cell("consent");
const NO_CONSENT: Choices = choices("consent", &["同意しない"]);

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for (rule, cell) in ALWAYS {
        if cond!(f.empty(*cell)) {
            out.at(*rule, *cell);
        }
    }
    for (rule, cell) in NAMED {
        if cond!(f.empty(*cell)) {
            out.say(*rule, *cell, Arg::item(*cell));
        }
    }
    for (rule, key, options) in SOME {
        if cond!(f.none_of(*options)) {
            out.at(*rule, Field::item(key));
        }
    }
    if cond!(f.empty(CLINIC_NAME)) {
        out.at(R09, CLINIC_NAME);
    } else if cond!(f.empty(OFFICE_NO)) {
        out.at(R09, OFFICE_NO);
    }
    for (n, (name, onset)) in (1..).zip(DIAGNOSES) {
        if all![f.filled(name), f.empty(onset)] {
            out.say(R15, onset, Arg::Number(n));
        }
    }
    by_edition(f, out);
}

fn by_edition(f: &Facts<'_>, out: &mut Findings) {
    if all![f.edition >= Edition::R3, f.none_of(MED)] {
        out.at(R31, const { Field::item("med") });
    }
    if all![f.edition >= Edition::R3, !f.some_of(CARE)] {
        out.at(R32, const { cell("care_bp") });
    }
    for cell in CARE_OF_H21 {
        if all![f.edition == Edition::H21, f.empty(*cell)] {
            out.say(R33, *cell, Arg::item(*cell));
        }
    }
    if all![any![f.edition == Edition::H21, f.edition == Edition::R3], f.empty(CONSENT)] {
        out.at(R35, CONSENT);
    }
    if all![any![f.edition == Edition::H21, f.edition == Edition::R3], f.is(NO_CONSENT)] {
        out.at(R36, CONSENT);
    }
}
