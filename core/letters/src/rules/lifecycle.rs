//! V: editions, ways of sending, earlier letters, conflicts and who confirms.

use ja::Date;

use super::context::{Electronic, Previous, Target};
use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::mutate::{all, any, cond};
use super::pick::{Choices, choices};
use super::sameness::same;
use super::table::Rule::*;
use super::texts::Texts;
use super::words;
use crate::form::{Cell, Edition, cell};

const CONSENT: Cell = cell("consent");
const ENTRY_DATE: Cell = cell("entry_date");
const APPLY_DATE: Cell = cell("apply_date");
const INSURER_NO: Cell = cell("insurer_no");
const DR_NAME: Cell = cell("dr_name");
const PT_KANA: Cell = cell("pt_kana");
const COURSE: Cell = cell("course_text");
const REMARKS: Cell = cell("remarks");
const ISSUE_COUNT: Cell = cell("issue_count");
const FIRST: Choices = choices("issue_count", &["初回"]);
const FURTHER: Choices = choices("issue_count", &["2回目以上"]);

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    edition(f, out);
    sending(f, out);
    earlier_letters(f, out);
    devices(f, out);
    people(f, out);
}

fn edition(f: &Facts<'_>, out: &mut Findings) {
    let r8 = cond!(f.edition == Edition::R8);
    if all![r8, f.filled(CONSENT)] {
        out.at(V01, CONSENT);
    }
    if let Some(entry_date) = f.entry_date {
        let r8_in_force = cond!(Edition::in_force(entry_date) == Edition::R8);
        if all![r8_in_force, !r8] {
            out.at(V02, ENTRY_DATE);
        }
        if all![!r8_in_force, r8] {
            out.at(V03, ENTRY_DATE);
        }
    }
    if cond!(r8) {
        if cond!(f.says(Texts::COURSE, words::ENCLOSURE)) {
            out.at(V05, COURSE);
        } else if cond!(f.says(Texts::REMARKS, words::ENCLOSURE)) {
            out.at(V05, REMARKS);
        }
    }
}

fn sending(f: &Facts<'_>, out: &mut Findings) {
    let context = f.context;
    if cond!(context.target == Some(Target::Electronic)) {
        if cond!(context.attachments == Some(true)) {
            out.at(V04, REMARKS);
        }
        let closed = match context.insurer.electronic {
            None => false,
            Some(Electronic::NotYet) => true,
            Some(Electronic::From(day)) => f.entry_date.is_some_and(|entry_date| cond!(entry_date < day)),
        };
        if cond!(closed) {
            out.at(V06, INSURER_NO);
        }
    }
    if let Some(sent_at) = &context.sent_at {
        out.say(V07, APPLY_DATE, Arg::Text(in_japan(sent_at).into()));
    }
    let csv = any![context.target == Some(Target::Csv12), context.target == Some(Target::Csv13)];
    if all![csv, context.newest == Some(false)] {
        out.at(V09, ENTRY_DATE);
    }
    if cond!(context.edited_after_batch == Some(true)) {
        out.at(V10, ENTRY_DATE);
    }
    if all![context.target == Some(Target::Paper), context.prints_name == Some(true)] {
        out.at(V20, DR_NAME);
    }
}

fn earlier_letters(f: &Facts<'_>, out: &mut Findings) {
    if cond!(f.context.same_entry_date == Some(true)) {
        out.at(V08, ENTRY_DATE);
    }
    match f.context.previous {
        Previous::NotKnown => {}
        Previous::Letter(_) => {
            if cond!(f.is(FIRST)) {
                out.at(V11, ISSUE_COUNT);
            }
        }
        Previous::None => {
            if cond!(f.is(FURTHER)) {
                out.at(V12, ISSUE_COUNT);
            }
        }
    }
}

fn devices(f: &Facts<'_>, out: &mut Findings) {
    for field in &f.context.conflicts {
        out.at(V18, *field);
    }
    for field in &f.context.merged_unseen {
        out.at(V21, *field);
    }
}

fn people(f: &Facts<'_>, out: &mut Findings) {
    let context = f.context;
    if cond!(context.same_person == Some(true)) {
        out.at(V17, PT_KANA);
    }
    let foreign = context.signer.as_deref().is_some_and(|signer| !same(signer, f.letter.text(DR_NAME)));
    if all![context.finalising == Some(true), foreign] {
        out.at(V19, DR_NAME);
    }
    if all![context.clerk_entered == Some(true), context.approved == Some(false)] {
        out.at(V22, DR_NAME);
    }
}

/// An instant (RFC 3339, UTC) as read in Japan: 令和8年10月10日 14:00. What is no instant is said as it stands.
fn in_japan(instant: &str) -> String {
    read_in_japan(instant).unwrap_or_else(|| instant.to_owned())
}

fn read_in_japan(instant: &str) -> Option<String> {
    let (day, time) = instant.split_once('T')?;
    let mut parts = time.split(':');
    let hour: i32 = parts.next()?.parse().ok()?;
    let minute = parts.next()?;
    let (days, hour) = ((hour + 9) / 24, (hour + 9) % 24);
    let day = Date::parse_iso(day)?.plus_days(days);
    Some(format!("{} {hour}:{minute}", ja::era::format_era(day)))
}
