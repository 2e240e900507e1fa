use letters::form::{ITEMS, Kind, Part};
use letters::rules::Severity;

use super::head::head;
use super::{care, check, choice, date, drugs, message, question, text};
use crate::el::{El, el};
use crate::letters::controls::id_of;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::hint;

/// One item: its label, its control, what is said about it.
pub(super) fn item(editor: Editor, index: u16) -> El {
    let Some(item) = ITEMS.get(usize::from(index)) else { return el("div") };
    let whole = cell_of(index, Part::Whole);
    let labelled = matches!(item.kind, Kind::Text | Kind::LongText | Kind::Number(_));
    let target = whole.filter(|_| labelled).map(id_of);
    let shell = el("div")
        .together()
        .class("item")
        .attr("id", item_id(item.key))
        .attr("data-item", index.to_string())
        .live("data-state", move || (worst(editor, index) == Some(Severity::Error)).then(|| "error".into()))
        .hidden(move || !question::is_shown(editor, index));
    let shell = match item.kind {
        Kind::Check | Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree | Kind::Care => shell,
        _ => shell.opt(head(editor, index, target)),
    };
    let controls = match item.kind {
        Kind::Text | Kind::LongText | Kind::Number(_) => text::text(editor, index),
        Kind::Date | Kind::Onset => date::date(editor, index).into_iter().collect(),
        Kind::One(choices) => choice::one(editor, index, choices).into_iter().collect(),
        Kind::Many(choices) | Kind::Marks(choices) => vec![choice::many(editor, index, choices)],
        Kind::Check | Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree => {
            check::check(editor, index).into_iter().collect()
        }
        Kind::Care => care::care(editor, index).into_iter().collect(),
        Kind::Drugs => drugs::drugs(editor, index),
    };
    hint::definition(editor, index, shell.each(controls)).child(message::messages(editor, index))
}

/// The id of an item's element.
pub(crate) fn item_id(key: &str) -> String {
    ["f-", key].concat()
}

/// The worst that is said aloud about an item.
pub(super) fn worst(editor: Editor, index: u16) -> Option<Severity> {
    editor.track_said(index);
    if !editor.is_loud(index) {
        return None;
    }
    editor.findings().iter().filter(|finding| finding.at.item == index).map(|finding| finding.severity).min()
}
