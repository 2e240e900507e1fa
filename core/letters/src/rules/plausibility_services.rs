//! X: services, outlook and infection against the condition.

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::pick::{Choices, choices};
use super::table::Rule::*;
use super::terms::*;
use super::texts::Texts;
use super::words;
use crate::answers::{Mark, Value};
use crate::form::{Cell, Field, Part, cell, option, part};

const MED: Field = Field::item("med");
const HOME_DOCTOR: Cell = option("med", "訪問診療");
const HOME_NURSE: Cell = option("med", "訪問看護");
const CARE_HOME: Cell = option("med", "老人保健施設");
const MEDICAL_HOME: Cell = option("med", "介護医療院");
const OTHER_SERVICE: Cell = option("med", "その他の医療系サービス");

const STABILITY: Cell = cell("stability");
const UNSTABLE: Choices = choices("stability", &["不安定"]);
const OUTLOOK: Cell = cell("outlook");
const HOPEFUL: Choices = choices("outlook", &["期待できる"]);
const DEMENTIA_FROM_4: Choices = choices("dementia_level", &["Ⅳ", "M"]);
const INFECTED: Choices = choices("infection", &["有"]);
const OTHER_CARE: Cell = part("care_other", Part::Text);
const CANCER_PAIN: Cell = option("risks", "がん等による疼痛");

/// 特別な医療 without ストーマの処置, which people manage by themselves.
const NURSED_TX: [Cell; 8] = [
    option("tx", "点滴の管理"),
    option("tx", "中心静脈栄養"),
    option("tx", "透析"),
    option("tx", "酸素療法"),
    option("tx", "レスピレーター"),
    option("tx", "気管切開の処置"),
    option("tx", "疼痛の看護"),
    option("tx", "経管栄養"),
];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    stability(f, out);
    services(f, out);
    if all![f.checked(CANCER_PAIN), !f.says(Texts::DX.and(Texts::COURSE), words::PAIN)] {
        out.at(X59, COURSE);
    }
    if all![f.is(INFECTED), f.empty(OTHER_CARE), f.empty(REMARKS)] {
        out.at(X65, OTHER_CARE);
    }
    if all![f.is(HOPEFUL), f.is(ADL_C2), f.is(DEMENTIA_FROM_4)] {
        out.at(X67, OUTLOOK);
    }
}

fn stability(f: &Facts<'_>, out: &mut Findings) {
    let watched = any![
        f.checked(HOME_DOCTOR),
        f.checked(HOME_NURSE),
        f.checked(CARE_HOME),
        f.checked(MEDICAL_HOME),
        f.checked(OTHER_SERVICE),
    ];
    if all![f.is(UNSTABLE), f.is(AT_HOME), !watched] {
        out.at(X60, MED);
    }
    if cond!(f.is(STABLE))
        && let Some(word) = f.said(Texts::ALL, words::ACUTE)
    {
        out.say(X61, STABILITY, Arg::Label(word));
    }
}

fn services(f: &Facts<'_>, out: &mut Findings) {
    if all![f.some_of(&NURSED_TX), !f.checked(HOME_NURSE), !f.checked(HOME_DOCTOR), f.is(AT_HOME)] {
        out.at(X62, MED);
    }
    let underlined = |service| matches!(f.letter.get(service), Value::Mark(Mark::Underlined));
    let home = any![underlined(CARE_HOME), underlined(MEDICAL_HOME)];
    if all![home, f.is(AT_HOME), f.empty(REMARKS)] {
        out.at(X63, REMARKS);
    }
}
