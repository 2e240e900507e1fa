//! X: 特別な医療 against the rest of the letter.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::pick::{Span, span};
use super::search::Words;
use super::table::Rule::*;
use super::terms::*;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, Field, cell, option};

const TX: Field = Field::item("tx");
const ALL_TX: Span = span("tx");
const DRIP: Cell = option("tx", "点滴の管理");
const CENTRAL_LINE: Cell = option("tx", "中心静脈栄養");
const DIALYSIS: Cell = option("tx", "透析");
const STOMA: Cell = option("tx", "ストーマの処置");
const OXYGEN: Cell = option("tx", "酸素療法");
const RESPIRATOR: Cell = option("tx", "レスピレーター");
const TRACHEOSTOMY: Cell = option("tx", "気管切開の処置");
const PAIN_CARE: Cell = option("tx", "疼痛の看護");
const TUBE_FEEDING: Cell = option("tx", "経管栄養");

const MONITOR: Cell = option("tx_special", "モニター測定");
const ULCER_CARE: Cell = option("tx_special", "褥瘡の処置");
const CATHETER: Cell = cell("tx_catheter");

const ULCER: Cell = cell("ulcer");
const RISK_ULCER: Cell = option("risks", "褥瘡");
const RISK_INCONTINENCE: Cell = option("risks", "尿失禁");

/// Treatments that the course of a stable patient explains, each with the words that speak of it.
const EXPLAINED: [(Cell, Words); 4] = [
    (DRIP, words::DRIP),
    (CENTRAL_LINE, words::CENTRAL_LINE),
    (RESPIRATOR, words::RESPIRATOR),
    (MONITOR, words::MONITOR),
];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    feeding(f, out);
    ulcer(f, out);
    causes(f, out);
    breathing(f, out);
    if all![f.checked(MONITOR), f.is(AT_HOME)] {
        out.at(X28, MONITOR);
    }
    let unexplained =
        |(treatment, words): &(Cell, Words)| all![f.checked(*treatment), !f.says(Texts::COURSE, *words)];
    if all![f.is(STABLE), EXPLAINED.iter().any(unexplained)] {
        out.at(X30, COURSE);
    }
    let count = f.count(ALL_TX);
    if cond!(count >= 6) {
        out.say(X31, TX, Arg::Number(count as i32));
    }
}

fn feeding(f: &Facts<'_>, out: &mut Findings) {
    if any![f.checked(TUBE_FEEDING), f.checked(CENTRAL_LINE)] {
        if cond!(f.is(EATS_ALONE)) {
            out.at(X16, EATING);
        }
        if all![!f.checked(RISK_SWALLOWING), !f.checked(RISK_MALNUTRITION)] {
            out.at(X17, RISK_SWALLOWING);
        }
    }
}

fn ulcer(f: &Facts<'_>, out: &mut Findings) {
    if all![f.checked(ULCER_CARE), !f.checked(ULCER)] {
        out.at(X18, ULCER);
    }
    if all![f.checked(ULCER), !f.checked(ULCER_CARE)] {
        out.at(X19, ULCER_CARE);
    }
    if all![f.checked(ULCER), !f.checked(RISK_ULCER)] {
        out.at(X20, RISK_ULCER);
    }
    if all![f.is(ADL_C), !f.checked(RISK_ULCER)] {
        out.say(X21, RISK_ULCER, f.label(ADL));
    }
}

/// Treatments whose cause is written nowhere.
fn causes(f: &Facts<'_>, out: &mut Findings) {
    if all![f.checked(CATHETER), !f.checked(RISK_INCONTINENCE), !f.says(Texts::ALL, words::URINATION)] {
        out.at(X22, RISK_INCONTINENCE);
    }
    if all![f.checked(DIALYSIS), !f.says(Texts::DX.and(Texts::COURSE), words::KIDNEY)] {
        out.at(X23, COURSE);
    }
    if all![f.checked(PAIN_CARE), !f.says(Texts::ALL, words::PAIN)] {
        out.at(X27, PAIN_CARE);
    }
    if all![f.checked(STOMA), !f.says(Texts::ALL, words::STOMA)] {
        out.at(X29, COURSE);
    }
}

fn breathing(f: &Facts<'_>, out: &mut Findings) {
    let breathing_aid = any![f.checked(OXYGEN), f.checked(RESPIRATOR)];
    if all![breathing_aid, !f.says(Texts::ALL, words::BREATHING)] {
        out.at(X24, COURSE);
    }
    if all![f.checked(RESPIRATOR), f.is(ADL_UP_TO_J)] {
        out.at(X25, ADL);
    }
    if all![f.checked(TRACHEOSTOMY), f.is(COMMUNICATES), !f.says(Texts::ALL, words::SPEAKING)] {
        out.at(X26, COMMUNICATION);
    }
}
