//! D: what the characters of a text are, how many there are, and texts that say nothing.

use ja::repertoire::has_control;

use super::context::Target;
use super::facts::Facts;
use super::finding::{Arg, Findings};
use super::lengths::{Course, remarks, risk_plan, within_limit};
use super::mutate::{all, any, cond};
use super::pick::{TEXT_COUNT, texts};
use super::scan::{each_once, is_odd, missing, scan};
use super::table::Rule::*;
use crate::answers::Value;
use crate::form::{Cell, Kind, Section};

/// Every cell that holds text.
const TEXTS: [Cell; TEXT_COUNT] = texts();

/// Texts that refer elsewhere.
const PHRASES: [&str; 3] = ["同上", "前回と同じ", "別紙参照"];
/// How a text of nothing but spaces and newlines is called.
const BLANK: &str = "空白";

pub(super) fn check(f: &Facts<'_>, out: &mut Findings) {
    let mut course = Course::default();
    for at in TEXTS {
        let Value::Text(text) = f.letter.get(at) else { continue };
        let found = scan(text);
        characters(at, text, found.unusual, f.context.target, out);
        if !course.takes(at, text, found.columns) {
            within_limit(at, found.columns, out);
        }
        risk_plan(at, found.columns, out);
        remarks(at, text, found.columns, out);
        says_nothing(at, text, out);
    }
    course.check(f.letter, out);
}

fn characters(at: Cell, text: &str, unusual: bool, target: Option<Target>, out: &mut Findings) {
    if unusual {
        if any![has_control(text), text.contains('\u{FFFD}')] {
            out.say(D28, at, Arg::item(at));
        }
        let odd = each_once(text.chars().filter(|c| is_odd(*c)));
        if cond!(!odd.is_empty()) {
            out.say(D30, at, Arg::Text(odd.into()));
        }
    }
    let missing = missing(text, unusual, target);
    if cond!(!missing.is_empty()) {
        out.say(D29, at, Arg::Text(missing.into()));
    }
}

fn says_nothing(at: Cell, text: &str, out: &mut Findings) {
    let item = at.field().of_item();
    if all![item.section != Section::Basics, item.kind != Kind::Drugs] {
        let said = text.trim();
        let phrase = PHRASES.into_iter().find(|phrase| {
            any![said == *phrase, said.strip_suffix('。').is_some_and(|said| said == *phrase)]
        });
        if let Some(phrase) = if cond!(said.is_empty()) { Some(BLANK) } else { phrase } {
            out.say(D35, at, Arg::Label(phrase));
        }
    }
}
