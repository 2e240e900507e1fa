//! D: height and weight.

use core::ops::RangeInclusive;

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::number::Thousandths;
use super::table::Rule::{self, *};
use crate::form::{Cell, cell};

const HEIGHT: Cell = cell("height");
const WEIGHT: Cell = cell("weight");

/// The ranges of height (cm) and weight (kg): what can be, and what is usual.
const RANGES: &[(Rule, Cell, RangeInclusive<i64>)] =
    &[(D17, HEIGHT, 50..=220), (D18, HEIGHT, 100..=200), (D19, WEIGHT, 10..=300), (D20, WEIGHT, 20..=150)];

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for (rule, at, range) in RANGES {
        let number = Thousandths::parse(f.letter.text(*at));
        let below = number.is_none_or(|number| number < Thousandths::whole(*range.start()));
        let above = number.is_none_or(|number| number > Thousandths::whole(*range.end()));
        if all![f.filled(*at), any![below, above]] {
            out.at(*rule, *at);
        }
    }
    if let Some(bmi) = f.bmi
        && any![bmi.cmp_tenths(100).is_lt(), bmi.cmp_tenths(500).is_gt()]
    {
        out.say(D21, WEIGHT, Arg::Tenths(bmi.tenths()));
    }
    let former = f.context.previous.letter().map_or("", |previous| previous.text(HEIGHT));
    if let (Some(now), Some(then)) = (f.height, Thousandths::parse(former))
        && cond!((now.0 - then.0).abs() > Thousandths::whole(5).0)
    {
        out.say(D22, HEIGHT, Arg::Text(former.trim().into()));
    }
}
