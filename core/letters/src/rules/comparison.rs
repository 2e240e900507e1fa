//! V: the letter against the previous letter it was copied from and the request it answers.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, cond};
use super::sameness::{same, same_zip};
use super::table::Rule::{V13, V14, V15, V16};
use crate::answers::Letter;
use crate::form::{Cell, cell};

const LAST_EXAM_DATE: Cell = cell("last_exam_date");
const ENTRY_DATE: Cell = cell("entry_date");

/// What must be looked at again in every letter: the course, the five items of the 一次判定, the examination.
const CONFIRMED_ANEW: [Cell; 7] = [
    LAST_EXAM_DATE,
    cell("course_text"),
    cell("dementia_level"),
    cell("memory"),
    cell("decision"),
    cell("communication"),
    cell("eating"),
];

const PT_NAME: Cell = cell("pt_name");
const PT_BIRTH: Cell = cell("pt_birth");
const PT_SEX: Cell = cell("pt_sex");
const PT_ZIP: Cell = cell("pt_zip");
const PT_ADDR: Cell = cell("pt_addr");
const CLINIC_NAME: Cell = cell("clinic_name");
const OFFICE_NO: Cell = cell("office_no");
const DR_NAME: Cell = cell("dr_name");

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    if let Some(previous) = f.context.previous.letter() {
        for cell in CONFIRMED_ANEW {
            if cond!(as_copied(f, previous, cell)) {
                out.at(V13, cell);
            }
        }
        for cell in [LAST_EXAM_DATE, ENTRY_DATE] {
            if cond!(as_copied(f, previous, cell)) {
                out.at(V14, cell);
            }
        }
    }
    request(f, out);
}

/// Copied from the previous letter and still what stands there.
fn as_copied(f: &Facts<'_>, previous: &Letter, cell: Cell) -> bool {
    all![f.filled(cell), f.context.copied.contains(&cell.field()), f.letter.get(cell) == previous.get(cell),]
}

fn request(f: &Facts<'_>, out: &mut Findings) {
    let Some(request) = &f.context.request else { return };
    let (person, clinic) = (&request.person, &request.clinic);
    let text = |cell| f.letter.text(cell);
    let sex = match f.label(PT_SEX) {
        Arg::Label(label) => label,
        _ => "",
    };
    let birth_differs = f.birth.zip(person.pt_birth).is_some_and(|(typed, told)| cond!(typed != told));
    let differing = [
        (PT_NAME, differs(text(PT_NAME), &person.pt_name, same)),
        (PT_BIRTH, birth_differs),
        (PT_SEX, differs(sex, &person.pt_sex, same)),
        (PT_ZIP, differs(text(PT_ZIP), &person.pt_zip, same_zip)),
        (PT_ADDR, differs(text(PT_ADDR), &person.pt_addr, same)),
    ];
    for (cell, differs) in differing {
        if cond!(differs) {
            out.say(V15, cell, Arg::item(cell));
        }
    }
    let differing = [
        (CLINIC_NAME, differs(text(CLINIC_NAME), &clinic.clinic_name, same)),
        (OFFICE_NO, differs(text(OFFICE_NO), &clinic.office_no, same)),
        (DR_NAME, differs(text(DR_NAME), &clinic.dr_name, same)),
    ];
    for (cell, differs) in differing {
        if cond!(differs) {
            out.at(V16, cell);
        }
    }
}

/// Whether both are known and not the same.
fn differs(typed: &str, told: &Option<String>, same: fn(&str, &str) -> bool) -> bool {
    let told = told.as_deref().unwrap_or_default();
    all![!typed.is_empty(), !told.is_empty(), !same(typed, told)]
}
