//! X: 行動・心理症状, palsy and aphasia against the rest of the letter.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::table::Rule::*;
use super::terms::*;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, cell, option};

const WANDERING: Cell = option("bpsd_list", "徘徊");
const RISK_WANDERING: Cell = option("risks", "徘徊");
/// What somebody who cannot turn over can hardly do.
const NEEDS_MOVING: [(Cell, &str); 3] = [
    (option("bpsd_list", "暴行"), "暴行"),
    (option("bpsd_list", "火の不始末"), "火の不始末"),
    (option("bpsd_list", "異食行動"), "異食行動"),
];

const PSYCH: Cell = cell("psych");
const PALSY: Cell = cell("palsy");
const RIGHT_ARM: Cell = cell("palsy_ru");
const LEFT_ARM: Cell = cell("palsy_lu");
const RIGHT_LEG: Cell = cell("palsy_rl");
const LEFT_LEG: Cell = cell("palsy_ll");

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    behaviour(f, out);
    palsy(f, out);
    if all![f.is(NO_PSYCH), f.is(COMMUNICATES), f.says(Texts::ALL, words::APHASIA)] {
        out.at(X52, PSYCH);
    }
}

fn behaviour(f: &Facts<'_>, out: &mut Findings) {
    if all![f.checked(WANDERING), f.is(ADL_C)] {
        out.say(X46, WANDERING, f.label(ADL));
    }
    if all![f.checked(WANDERING), !f.checked(RISK_WANDERING)] {
        out.at(X47, RISK_WANDERING);
    }
    if cond!(f.is(ADL_C2)) {
        let chosen = NEEDS_MOVING.iter().filter(|(symptom, _)| cond!(f.checked(*symptom)));
        if let Some((first, _)) = chosen.clone().next() {
            let names: Vec<_> = chosen.map(|(_, name)| *name).collect();
            out.say(X48, *first, Arg::Text(names.join("、").into()));
        }
    }
}

fn palsy(f: &Facts<'_>, out: &mut Findings) {
    if all![!f.checked(PALSY), f.says(Texts::DX.and(Texts::COURSE), words::HEMIPLEGIA)] {
        out.at(X50, PALSY);
    }
    let right = any![f.checked(RIGHT_ARM), f.checked(RIGHT_LEG)];
    let left = any![f.checked(LEFT_ARM), f.checked(LEFT_LEG)];
    let says_right = f.says(Texts::ALL, words::RIGHT_HEMIPLEGIA);
    let says_left = f.says(Texts::ALL, words::LEFT_HEMIPLEGIA);
    if all![says_right, !says_left, left, !right] {
        out.at(X51, if cond!(f.checked(LEFT_ARM)) { LEFT_ARM } else { LEFT_LEG });
    }
    if all![says_left, !says_right, right, !left] {
        out.at(X51, if cond!(f.checked(RIGHT_ARM)) { RIGHT_ARM } else { RIGHT_LEG });
    }
}
