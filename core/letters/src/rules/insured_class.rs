//! S: the insured person's class, by the law's age.

use ja::Date;

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::{all, any, cond};
use super::table::Rule::*;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, cell};

const BIRTH: Cell = cell("pt_birth");
const DX1_NAME: Cell = cell("dx1_name");
const COURSE: Cell = cell("course_text");

/// Numbers of the 特定疾病 that a rule asks more about.
const CANCER: u8 = 1;
const PRESENILE_DEMENTIA: u8 = 6;

/// Names that alone do not lower somebody's living functions.
const HARMLESS: [&str; 13] = [
    "高血圧症",
    "高血圧",
    "本態性高血圧症",
    "本態性高血圧",
    "脂質異常症",
    "高脂血症",
    "高コレステロール血症",
    "高尿酸血症",
    "便秘症",
    "慢性便秘症",
    "不眠症",
    "慢性胃炎",
    "逆流性食道炎",
];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    let (Some(age), Some(birth), Some(on)) = (f.law_age, f.birth, f.class_date) else { return };
    if cond!((40..65).contains(&age)) {
        specified(f, out);
        needs_more(f, out);
    }
    if all![age >= 65, only_harmless(f.letter.text(DX1_NAME))] {
        out.at(S09, DX1_NAME);
    }
    if all![age == 64, days_to_65(birth, on) <= 60] {
        out.at(S10, BIRTH);
    }
}

/// A 特定疾病 in the first place, with the grounds of its diagnosis.
fn specified(f: &Facts<'_>, out: &mut Findings) {
    if cond!(f.specified(Texts::DX1).is_empty()) {
        out.at(S01, DX1_NAME);
        if any![!f.specified(Texts::DX2).is_empty(), !f.specified(Texts::DX3).is_empty()] {
            out.at(S02, DX1_NAME);
        }
    }
    // 30 full-width characters.
    let short = ja::width::columns(f.letter.text(COURSE)) < 60;
    if any![short, !f.says(Texts::COURSE, words::EVIDENCE)] {
        out.at(S03, COURSE);
    }
}

/// Names that are a 特定疾病 only with something beside them.
fn needs_more(f: &Facts<'_>, out: &mut Findings) {
    let named = f.specified(Texts::DX1);
    if all![named.has(CANCER), !f.says(Texts::ALL, words::END_STAGE)] {
        out.at(S04, DX1_NAME);
    }
    if all![f.says(Texts::DX1, words::OSTEOPOROSIS), !f.says(Texts::ALL, words::FRACTURE)] {
        out.at(S05, DX1_NAME);
    }
    if all![f.says(Texts::DX1, words::OSTEOARTHRITIS), !f.says(Texts::ALL, words::BOTH_SIDES)] {
        out.at(S06, DX1_NAME);
    }
    if all![f.says(Texts::DX1, words::DIABETES), !f.says(Texts::ALL, words::DIABETIC_COMPLICATION)] {
        out.at(S07, DX1_NAME);
    }
    if all![named.has(PRESENILE_DEMENTIA), f.says(Texts::ALL, words::INJURY_OR_ALCOHOL)] {
        out.at(S08, DX1_NAME);
    }
}

fn days_to_65(birth: Date, on: Date) -> i32 {
    birth.plus_years(65).days_since(on)
}

/// Whether a diagnosis is made of harmless names alone.
fn only_harmless(diagnosis: &str) -> bool {
    let folded = ja::fold::fold(diagnosis);
    let mut names =
        folded.split(['、', ',', '・', '/', ' ']).filter(|name| cond!(!name.is_empty())).peekable();
    all![names.peek().is_some(), names.all(|name| HARMLESS.contains(&name))]
}
