//! X: 認知症高齢者の日常生活自立度 against the core symptoms and the texts.

use super::facts::Facts;
use super::finding::{Args, Findings};
use super::mutate::{all, any, cond};
use super::pick::{Choices, choices};
use super::table::Rule::*;
use super::terms::*;
use super::texts::Texts;
use super::words;
use crate::form::Cell;

const DEMENTIA_UP_TO_1: Choices = choices("dementia_level", &["自立", "Ⅰ"]);
const DEMENTIA_4: Choices = choices("dementia_level", &["Ⅳ"]);
const DEMENTIA_M: Choices = choices("dementia_level", &["M"]);
const FORGETS: Choices = choices("memory", &["問題あり"]);
const DECIDES_WATCHED: Choices = choices("decision", &["見守りが必要", "判断できない"]);
const DECIDES_MOSTLY: Choices = choices("decision", &["自立", "いくらか困難"]);
const DECIDES_NOTHING: Choices = choices("decision", &["判断できない"]);
const HARDLY_COMMUNICATES: Choices = choices("communication", &["具体的要求に限られる", "伝えられない"]);
const COMMUNICATES_NOTHING: Choices = choices("communication", &["伝えられない"]);
const WITH_BPSD: Choices = choices("bpsd", &["有"]);

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    no_dementia(f, out);
    dementia(f, out);
    level_m(f, out);
    causes(f, out);
    core_symptoms(f, out);
}

fn no_dementia(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(NO_DEMENTIA), f.is(FORGETS)] {
        out.at(X32, MEMORY);
    }
    if all![f.is(NO_DEMENTIA), f.is(DECIDES_WATCHED)] {
        out.say(X33, DECISION, f.label(DECISION));
    }
    if all![f.is(NO_DEMENTIA), f.is(HARDLY_COMMUNICATES)] {
        out.say(X34, COMMUNICATION, f.label(COMMUNICATION));
    }
    if all![f.is(DEMENTIA_UP_TO_1), f.is(WITH_BPSD)] {
        out.say(X35, BPSD, f.label(DEMENTIA));
    }
}

fn dementia(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(DEMENTIA_FROM_2A), f.is(MEMORY_FINE), f.is(DECIDES_ALONE), f.is(COMMUNICATES)] {
        out.say(X36, MEMORY, f.label(DEMENTIA));
    }
    if all![f.is(DEMENTIA_FROM_3A), f.is(DECIDES_MOSTLY)] {
        out.say(X37, DECISION, Args::Two(f.label(DEMENTIA), f.label(DECISION)));
    }
    if all![f.is(DEMENTIA_4), f.is(COMMUNICATES)] {
        out.at(X38, COMMUNICATION);
    }
    if all![f.is(DEMENTIA_FROM_3A), f.is(ADL_INDEPENDENT), f.is(NO_BPSD)] {
        out.say(X64, BPSD, f.label(DEMENTIA));
    }
}

fn level_m(f: &Facts<'_>, out: &mut Findings) {
    if cond!(f.is(DEMENTIA_M)) {
        if all![f.is(NO_BPSD), f.is(NO_PSYCH), !f.says(Texts::COURSE, words::UNCONSCIOUS)] {
            out.at(X39, COURSE);
        }
        let columns = |cell: Cell| ja::width::columns(f.letter.text(cell));
        // 20 full-width characters.
        if cond!(columns(COURSE) + columns(REMARKS) < 40) {
            out.at(X40, COURSE);
        }
    }
}

/// The illness behind a dementia.
fn causes(f: &Facts<'_>, out: &mut Findings) {
    let where_causes_stand = Texts::DX.and(Texts::PSYCH_NAME).and(Texts::COURSE);
    if all![f.is(DEMENTIA_FROM_2A), !f.says(where_causes_stand, words::COGNITION)] {
        out.say(X41, COURSE, f.label(DEMENTIA));
    }
    if all![f.says(Texts::DX, words::DEMENTIA), f.is(NO_DEMENTIA)] {
        out.at(X42, DEMENTIA);
    }
}

fn core_symptoms(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(COMMUNICATES_NOTHING), f.is(MEMORY_FINE)] {
        out.at(X43, MEMORY);
    }
    if all![f.is(DECIDES_NOTHING), f.is(COMMUNICATES)] {
        out.at(X44, COMMUNICATION);
    }
    if all![f.is(DECIDES_NOTHING), f.is(EATS_ALONE), f.is(ADL_C)] {
        out.at(X45, EATING);
    }
    let fine = any![f.is(MEMORY_FINE), f.is(DECIDES_ALONE)];
    if all![fine, f.says(Texts::ALL, words::UNCONSCIOUS)] {
        out.at(X49, if cond!(f.is(MEMORY_FINE)) { MEMORY } else { DECISION });
    }
}
