//! C: 3(5), checks with 部位 and 程度.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any};
use super::pick::{Span, span};
use super::table::Rule::*;
use crate::form::{Cell, Part, cell, part};

/// The cells of one check.
struct Check {
    check: Cell,
    site: Cell,
    degree: Cell,
}

const fn with_site(key: &str) -> Check {
    Check { check: cell(key), site: part(key, Part::Site), degree: part(key, Part::Degree) }
}

const SITES: &[Check] = &[
    with_site("weakness"),
    with_site("contracture"),
    with_site("joint_pain"),
    with_site("ulcer"),
    with_site("skin"),
];
const PALSY: Cell = cell("palsy");
const PALSY_PARTS: &[Cell] =
    &[cell("palsy_ru"), cell("palsy_lu"), cell("palsy_rl"), cell("palsy_ll"), cell("palsy_other")];
const PALSY_DEGREES: &[Cell] = &[
    part("palsy_ru", Part::Degree),
    part("palsy_lu", Part::Degree),
    part("palsy_rl", Part::Degree),
    part("palsy_ll", Part::Degree),
    part("palsy_other", Part::Degree),
];
const ATAXIA: Cell = cell("ataxia");
const ATAXIA_SIDES: [Span; 3] = [span("ataxia_upper"), span("ataxia_lower"), span("ataxia_trunk")];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    const LIMB_SITE: Cell = part("limb_loss", Part::Site);
    if all![f.checked(const { cell("limb_loss") }), f.empty(LIMB_SITE)] {
        out.at(C13, LIMB_SITE);
    }
    palsy(f, out);
    for Check { check, site, degree } in SITES {
        if all![f.checked(*check), f.empty(*site)] {
            out.say(C18, *site, Arg::item(*check));
        }
        if all![f.checked(*check), f.empty(*degree)] {
            out.say(C19, *degree, Arg::item(*check));
        }
        if all![!f.checked(*check), any![f.filled(*site), f.filled(*degree)]] {
            out.say(C20, *check, Arg::item(*check));
        }
    }
    let no_side = ATAXIA_SIDES.into_iter().all(|sides| f.none_of(sides));
    if all![f.checked(ATAXIA), no_side] {
        out.at(C21, ATAXIA);
    }
    if all![!f.checked(ATAXIA), !no_side] {
        out.at(C22, ATAXIA);
    }
}

fn palsy(f: &Facts<'_>, out: &mut Findings) {
    const OTHER_SITE: Cell = part("palsy_other", Part::Site);
    let no_part = !f.some_of(PALSY_PARTS);
    if all![f.checked(PALSY), no_part] {
        out.at(C14, PALSY);
    }
    for (part, degree) in PALSY_PARTS.iter().zip(PALSY_DEGREES) {
        if all![f.checked(*part), f.empty(*degree)] {
            out.say(C15, *degree, Arg::item(*part));
        }
    }
    if all![!f.checked(PALSY), !no_part] {
        out.at(C16, PALSY);
    }
    if all![f.checked(const { cell("palsy_other") }), f.empty(OTHER_SITE)] {
        out.at(C17, OTHER_SITE);
    }
}
