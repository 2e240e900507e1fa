//! X: nutrition, weight and swallowing.

use core::cmp::Ordering;

use ja::Date;

use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::number::Thousandths;
use super::pick::{Choices, choices, choices_of};
use super::table::Rule::*;
use super::terms::*;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, Part, cell, part};

const NUTRITION: Cell = cell("nutrition");
const NOURISHED: Choices = choices("nutrition", &["良好"]);
const MALNOURISHED: Choices = choices("nutrition", &["不良"]);
const NUTRITION_TEXT: Cell = cell("nutrition_text");

const WEIGHT: Cell = cell("weight");
const WEIGHT_CHANGE: Cell = cell("weight_change");
const LOST_WEIGHT: Choices = choices("weight_change", &["減少"]);
const NOT_GAINED: Choices = choices("weight_change", &["維持", "減少"]);
const NOT_LOST: Choices = choices("weight_change", &["増加", "維持"]);

/// A 留意事項: its check, and 「あり」 of H21.
struct Care {
    check: Cell,
    some: Choices,
}

const fn care(key: &str) -> Care {
    Care { check: cell(key), some: choices_of(part(key, Part::Choice), &["あり"]) }
}

const CARE_INGEST: Care = care("care_ingest");
const CARE_SWALLOW: Care = care("care_swallow");

fn cared(f: &Facts<'_>, care: &Care) -> bool {
    any![f.checked(care.check), f.is(care.some)]
}

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    nutrition(f, out);
    swallowing(f, out);
    weight_since_previous(f, out);
}

fn nutrition(f: &Facts<'_>, out: &mut Findings) {
    if let Some(bmi) = f.bmi
        && all![f.is(NOURISHED), bmi.cmp_tenths(185) == Ordering::Less]
    {
        // Rounded it must not read as the bound itself.
        out.say(X53, NUTRITION, Arg::Tenths(bmi.tenths().min(184)));
    }
    if all![f.is(NOURISHED), f.is(LOST_WEIGHT)] {
        out.at(X54, NUTRITION);
    }
    if all![f.is(MALNOURISHED), !f.checked(RISK_MALNUTRITION)] {
        out.at(X55, RISK_MALNUTRITION);
    }
    if all![f.is(FED), f.empty(NUTRITION_TEXT)] {
        out.at(X66, NUTRITION_TEXT);
    }
}

fn swallowing(f: &Facts<'_>, out: &mut Findings) {
    if cond!(!f.checked(RISK_SWALLOWING)) {
        if any![cared(f, &CARE_SWALLOW), cared(f, &CARE_INGEST)] {
            out.at(X57, RISK_SWALLOWING);
        }
        if cond!(f.says(Texts::ALL, words::ASPIRATION)) {
            out.at(X58, RISK_SWALLOWING);
        }
    }
}

fn weight_since_previous(f: &Facts<'_>, out: &mut Findings) {
    let Some(previous) = f.context.previous.letter() else { return };
    let former = previous.text(WEIGHT);
    let dates = previous.date(const { cell("entry_date") }).zip(f.entry_date);
    let (Some((then, now)), Some(before), Some(after)) = (dates, Thousandths::parse(former), f.weight) else {
        return;
    };
    if cond!(three_to_nine_months(then, now)) {
        let (gained, lost) = (after.0 * 100 >= before.0 * 103, after.0 * 100 <= before.0 * 97);
        if any![all![gained, f.is(NOT_GAINED)], all![lost, f.is(NOT_LOST)]] {
            out.say(X56, WEIGHT_CHANGE, Arg::Text(former.into()));
        }
    }
}

/// Counted from day to day of the month.
fn three_to_nine_months(then: Date, now: Date) -> bool {
    let months = (now.year() - then.year()) * 12 + i32::from(now.month()) - i32::from(then.month());
    let apart = (months, now.day());
    all![apart >= (3, then.day()), apart <= (9, then.day())]
}
