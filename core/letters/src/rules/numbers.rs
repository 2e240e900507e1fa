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
const HEIGHTS: [(Rule, RangeInclusive<i64>); 2] = [(D17, 50..=220), (D18, 100..=200)];
const WEIGHTS: [(Rule, RangeInclusive<i64>); 2] = [(D19, 10..=300), (D20, 20..=150)];

fn ranges(
    f: &Facts<'_>,
    at: Cell,
    number: Option<Thousandths>,
    ranges: &[(Rule, RangeInclusive<i64>)],
    out: &mut Findings,
) {
    for (rule, range) in ranges {
        let below = number.is_none_or(|number| number < Thousandths::whole(*range.start()));
        let above = number.is_none_or(|number| number > Thousandths::whole(*range.end()));
        if all![f.filled(at), any![below, above]] {
            out.at(*rule, at);
        }
    }
}

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    ranges(f, HEIGHT, f.height, &HEIGHTS, out);
    ranges(f, WEIGHT, f.weight, &WEIGHTS, out);
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
