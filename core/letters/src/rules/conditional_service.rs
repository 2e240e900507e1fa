//! C: section 4, moving to 留意事項.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, cond};
use super::pick::{Choices, Span, choices_of, span};
use super::table::Rule::*;
use crate::answers::{Mark, Value};
use crate::form::{Cell, Edition, Field, Part, cell, option, part};

/// The cells of one 留意事項.
struct Care {
    check: Cell,
    text: Cell,
    /// 特になし and あり of H21; その他 is text only.
    none: Option<Choices>,
    some: Option<Choices>,
}

const fn care(key: &str) -> Care {
    let choice = part(key, Part::Choice);
    Care {
        check: cell(key),
        text: part(key, Part::Text),
        none: Some(choices_of(choice, &["特になし"])),
        some: Some(choices_of(choice, &["あり"])),
    }
}

const CARE: [Care; 6] = [
    care("care_bp"),
    care("care_ingest"),
    care("care_swallow"),
    care("care_move"),
    care("care_exercise"),
    Care { none: None, some: None, ..care("care_other") },
];
const CARE_CHECKS: [Cell; 6] = {
    let [a, b, c, d, e, f] = &CARE;
    [a.check, b.check, c.check, d.check, e.check, f.check]
};
const CARE_NONE: Cell = cell("care_none");
const NO_AIDS: Cell = option("aids", "用いていない");
const AIDS_USED: [Cell; 2] = [option("aids", "屋外で使用"), option("aids", "屋内で使用")];
const RISKS: Span = span("risks");
const OTHER_RISK: Cell = option("risks", "その他");
const RISK_PLAN: Cell = cell("risk_plan");
const MED: Span = span("med");
const NO_MED: Cell = option("med", "特記すべき項目なし");

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    if all![f.checked(NO_AIDS), f.some_of(&AIDS_USED)] {
        out.at(C23, NO_AIDS);
    }
    if all![f.filled(const { cell("risk_other") }), !f.checked(OTHER_RISK)] {
        out.at(C25, OTHER_RISK);
    }
    if all![!f.none_of(RISKS), f.empty(RISK_PLAN)] {
        out.at(C26, RISK_PLAN);
    }
    if all![f.none_of(RISKS), f.filled(RISK_PLAN)] {
        out.at(C27, const { Field::item("risks") });
    }
    if all![f.checked(NO_MED), f.count(MED) > 1] {
        out.at(C29, NO_MED);
    }
    for service in MED.cells() {
        if cond!(*f.letter.get(service) == Value::Mark(Mark::UnderlineOnly)) {
            out.at(C30, service);
        }
    }
    for care in &CARE {
        care_item(f, care, out);
    }
    if all![f.checked(CARE_NONE), f.some_of(&CARE_CHECKS)] {
        out.at(C32, CARE_NONE);
    }
}

fn care_item(f: &Facts<'_>, care: &Care, out: &mut Findings) {
    let Care { check, text, none, some } = care;
    if all![f.edition >= Edition::R3, f.checked(*check), f.empty(*text)] {
        out.say(C31, *text, Arg::item(*check));
    }
    if all![f.edition >= Edition::R3, !f.checked(*check), f.filled(*text)] {
        out.say(C33, *check, Arg::item(*check));
    }
    let (Some(none), Some(some)) = (*none, *some) else { return };
    if all![f.edition == Edition::H21, f.is(none), f.filled(*text)] {
        out.say(C33, none.cell, Arg::item(*check));
    }
    if all![f.edition == Edition::H21, f.is(some), f.empty(*text)] {
        out.say(C34, *text, Arg::item(*check));
    }
}
