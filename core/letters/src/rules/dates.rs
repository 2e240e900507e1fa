//! D: dates.

use ja::Date;

use super::facts::Facts;
use super::finding::{Arg, Args, Findings, Severity};
use super::mutate::{any, cond};
use super::onset::Onset;
use super::table::Rule::{self, *};
use crate::answers::Value;
use crate::form::{Cell, cell};

const APPLY_DATE: Cell = cell("apply_date");
const REQUEST_DATE: Cell = cell("request_date");
const ENTRY_DATE: Cell = cell("entry_date");
const SEND_DATE: Cell = cell("send_date");
const LAST_EXAM_DATE: Cell = cell("last_exam_date");
const BIRTH: Cell = cell("pt_birth");
const DATES: [Cell; 6] = [APPLY_DATE, REQUEST_DATE, BIRTH, ENTRY_DATE, SEND_DATE, LAST_EXAM_DATE];
const ONSETS: [Cell; 3] = [cell("dx1_onset"), cell("dx2_onset"), cell("dx3_onset")];

/// Days for which the fee is paid where the insurer's own number is not known.
const EXAM_DAYS: i32 = 60;

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    for date in DATES {
        if cond!(matches!(f.letter.get(date), Value::Typed(_))) {
            out.say(D01, date, Arg::item(date));
        }
    }
    for onset in ONSETS {
        one_onset(f, onset, out);
    }
    order(f, out);
    examination(f, out);
    due(f, out);
    age(f, out);
}

fn one_onset(f: &Facts<'_>, at: Cell, out: &mut Findings) {
    let onset = Onset::read(f.letter.get(at));
    if cond!(onset == Onset::Wrong) {
        out.say(D01, at, Arg::item(at));
    }
    if cond!(onset.year().zip(f.birth).is_some_and(|(year, birth)| year < birth.year())) {
        out.at(D14, at);
    }
    if cond!(f.last_exam_date.is_some_and(|examined| onset.is_after(examined))) {
        out.at(D15, at);
    }
    if cond!(onset == Onset::NoEra) {
        out.at(D16, at);
    }
}

/// Whether both dates are known and the first is the later one.
fn later(first: Option<Date>, second: Option<Date>) -> bool {
    first.zip(second).is_some_and(|(first, second)| first > second)
}

/// Whether both dates are known and the first comes more than this many days after the second.
fn more_days(first: Option<Date>, second: Option<Date>, days: i32) -> bool {
    first.zip(second).is_some_and(|(first, second)| first.days_since(second) > days)
}

fn order(f: &Facts<'_>, out: &mut Findings) {
    let pairs: [(Rule, Option<Date>, Option<Date>, Cell); 4] = [
        (D02, f.entry_date, f.context.today, ENTRY_DATE),
        (D03, f.last_exam_date, f.entry_date, LAST_EXAM_DATE),
        (D07, f.apply_date, f.request_date, REQUEST_DATE),
        (D09, f.entry_date, f.send_date, ENTRY_DATE),
    ];
    for (rule, first, second, at) in pairs {
        if cond!(later(first, second)) {
            out.at(rule, at);
        }
    }
    if cond!(later(f.request_date, f.entry_date)) {
        let beforehand = cond!(f.context.insurer.written_beforehand == Some(true));
        let severity = if beforehand { Severity::Warning } else { Severity::Error };
        out.weigh(D08, severity, ENTRY_DATE, Args::None);
    }
}

fn examination(f: &Facts<'_>, out: &mut Findings) {
    let paid = f.context.insurer.exam_days.map_or(EXAM_DAYS, i32::from);
    if cond!(more_days(f.entry_date, f.last_exam_date, paid)) {
        out.at(D04, LAST_EXAM_DATE);
    }
    if cond!(more_days(f.context.today, f.last_exam_date, 90)) {
        out.at(D05, LAST_EXAM_DATE);
    }
    if cond!(more_days(f.request_date, f.last_exam_date, 30)) {
        out.at(D06, LAST_EXAM_DATE);
    }
}

fn due(f: &Facts<'_>, out: &mut Findings) {
    let (Some(due), Some(today)) = (f.context.due_date, f.context.today) else { return };
    let left = due.days_since(today);
    if cond!(left < 0) {
        out.say(D10, ENTRY_DATE, Arg::Date(due));
    } else if cond!(left <= 3) {
        out.say(D11, ENTRY_DATE, Arg::Number(left));
    }
}

fn age(f: &Facts<'_>, out: &mut Findings) {
    let printed = f.birth.zip(f.entry_date).map(|(birth, entry)| ja::age::printed(birth, entry));
    if any![later(f.birth, f.entry_date), printed.is_some_and(|age| age > 120)] {
        out.at(D12, BIRTH);
    }
    if cond!(f.law_age.is_some_and(|age| age < 40)) {
        out.at(D13, BIRTH);
    }
}
