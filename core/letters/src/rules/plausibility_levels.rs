//! X: 寝たきり度 against moving and eating.

use super::facts::Facts;
use super::finding::Findings;
use super::mutate::{all, any, cond};
use super::pick::{Choices, choices, choices_of};
use super::table::Rule::*;
use super::terms::*;
use crate::form::{Cell, Part, cell, option, part};

const ADL_A: Choices = choices("adl_level", &["A1", "A2"]);
const ADL_B: Choices = choices("adl_level", &["B1", "B2"]);
const ADL_B1: Choices = choices("adl_level", &["B1"]);
const ADL_FROM_B2: Choices = choices("adl_level", &["B2", "C1", "C2"]);
const ADL_UP_TO_J1: Choices = choices("adl_level", &["自立", "J1"]);

const WALKS_HELPED: Choices = choices("walk_out", &["介助があればしている"]);
const WALKS_NOT: Choices = choices("walk_out", &["していない"]);

const WHEELCHAIR: Cell = cell("wheelchair");
const NO_WHEELCHAIR: Choices = choices("wheelchair", &["用いていない"]);
const DRIVES_ALONE: Choices = choices("wheelchair", &["主に自分で操作している"]);
const IS_DRIVEN: Choices = choices("wheelchair", &["主に他人が操作している"]);

const AIDS_OUTDOORS: Cell = option("aids", "屋外で使用");
const AIDS_INDOORS: Cell = option("aids", "屋内で使用");

/// A limb whose palsy has a degree.
struct Limb {
    check: Cell,
    severe: Choices,
}

const fn limb(key: &str) -> Limb {
    Limb { check: cell(key), severe: choices_of(part(key, Part::Degree), &["重"]) }
}

const RIGHT_ARM: Limb = limb("palsy_ru");
const LEFT_ARM: Limb = limb("palsy_lu");
const RIGHT_LEG: Limb = limb("palsy_rl");
const LEFT_LEG: Limb = limb("palsy_ll");
const OTHER_PALSY: Limb = limb("palsy_other");
const LIMB_LOSS: Cell = cell("limb_loss");

fn severe(f: &Facts<'_>, limb: &Limb) -> bool {
    all![f.checked(limb.check), f.is(limb.severe)]
}

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    walking(f, out);
    wheelchair(f, out);
    aids(f, out);
    limbs_and_eating(f, out);
}

fn walking(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(ADL_C), f.is(WALKS_ALONE)] {
        out.say(X01, WALK_OUT, f.label(ADL));
    }
    if all![f.is(ADL_C), f.is(WALKS_HELPED)] {
        out.say(X02, WALK_OUT, f.label(ADL));
    }
    if all![f.is(ADL_B), f.is(WALKS_ALONE)] {
        out.say(X03, WALK_OUT, f.label(ADL));
    }
    if all![f.is(ADL_A), f.is(WALKS_ALONE)] {
        out.at(X04, WALK_OUT);
    }
    if all![f.is(ADL_UP_TO_J), f.is(WALKS_NOT)] {
        out.at(X05, WALK_OUT);
    }
}

fn wheelchair(f: &Facts<'_>, out: &mut Findings) {
    if all![f.is(ADL_UP_TO_J), f.is(IS_DRIVEN)] {
        out.at(X06, WHEELCHAIR);
    }
    if all![f.is(ADL_FROM_B2), f.is(DRIVES_ALONE)] {
        out.say(X07, WHEELCHAIR, f.label(ADL));
    }
    if all![f.is(WALKS_ALONE), f.is(IS_DRIVEN)] {
        out.at(X10, WHEELCHAIR);
    }
    if all![f.is(ADL_B1), f.is(NO_WHEELCHAIR)] {
        out.at(X11, WHEELCHAIR);
    }
}

fn aids(f: &Facts<'_>, out: &mut Findings) {
    if cond!(f.is(ADL_C)) {
        if cond!(f.checked(AIDS_OUTDOORS)) {
            out.say(X08, AIDS_OUTDOORS, f.label(ADL));
        } else if cond!(f.checked(AIDS_INDOORS)) {
            out.say(X08, AIDS_INDOORS, f.label(ADL));
        }
    }
    if all![f.is(WALKS_NOT), f.checked(AIDS_OUTDOORS)] {
        out.at(X09, AIDS_OUTDOORS);
    }
}

fn limbs_and_eating(f: &Facts<'_>, out: &mut Findings) {
    if cond!(f.is(ADL_INDEPENDENT)) {
        let palsied = any![
            severe(f, &RIGHT_ARM),
            severe(f, &LEFT_ARM),
            severe(f, &RIGHT_LEG),
            severe(f, &LEFT_LEG),
            severe(f, &OTHER_PALSY),
        ];
        if any![palsied, f.checked(LIMB_LOSS)] {
            out.at(X12, ADL);
        }
    }
    if all![f.is(ADL_UP_TO_J1), f.is(FED)] {
        out.say(X13, EATING, f.label(ADL));
    }
    if all![severe(f, &RIGHT_ARM), severe(f, &LEFT_ARM), f.is(EATS_ALONE)] {
        out.at(X14, EATING);
    }
    if all![severe(f, &RIGHT_LEG), severe(f, &LEFT_LEG), f.is(WALKS_ALONE)] {
        out.at(X15, WALK_OUT);
    }
}
