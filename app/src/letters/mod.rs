//! The editor of one opinion letter, rendered from the form description.

mod banners;
mod bar;
mod bottom;
mod choose;
mod conditions;
mod conflict;
mod controls;
mod copied;
mod diagnosis;
mod edition;
mod editor;
mod events;
mod evidence;
mod finish;
mod frame;
mod hint;
mod judged;
pub(crate) mod knowledge;
mod layout;
mod panel;
#[cfg(feature = "bench")]
mod probe;
mod rail;
mod steps;
mod travel;
pub(crate) mod view;

pub use frame::page;
pub use knowledge::prepare;

use crate::el::{El, el};
use crate::ui::{Icon, Tone, badge};
use judged::Tally;

/// What is left somewhere, in a word: 直す before 確かめる before 未確認 before ヒント.
fn state_of(tally: Tally) -> (Icon, Tone, String) {
    if tally.waits {
        return (Icon::Open, Tone::Plain, "確認中".to_owned());
    }
    let counted = |word: &str, n: usize| [word, " ", &n.to_string()].concat();
    match tally {
        Tally { fix: 1.., loud: 0, .. } => (Icon::Open, Tone::Plain, counted("直す", tally.fix)),
        Tally { fix: 1.., .. } => (Icon::Fix, Tone::Error, counted("直す", tally.fix)),
        Tally { check: 1.., .. } => (Icon::Check, Tone::Warn, counted("確かめる", tally.check)),
        Tally { copied: 1.., .. } => (Icon::Copy, Tone::Copied, counted("未確認", tally.copied)),
        Tally { hint: 1.., .. } => (Icon::Hint, Tone::Hint, counted("ヒント", tally.hint)),
        _ => (Icon::Done, Tone::Done, "済み".to_owned()),
    }
}

fn state_chip(tally: Tally) -> El {
    let (which, tone, word) = state_of(tally);
    el("span").child(badge(tone, which, word))
}
