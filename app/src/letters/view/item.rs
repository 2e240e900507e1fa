use leptos::prelude::*;
use letters::form::{ITEMS, Kind};
use letters::rules::Severity;

use super::head::head;
use super::{care, check, choice, date, drugs, message, question, text};
use crate::letters::controls::id_of;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::hint;

/// One item: its label, its control, what is said about it.
pub(super) fn item(editor: Editor, index: u16) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(index)) else { return ().into_any() };
    let id = item_id(item.key);
    let whole = cell_of(index, letters::form::Part::Whole);
    let labelled = whole.filter(|_| matches!(item.kind, Kind::Text | Kind::LongText | Kind::Number(_))).map(id_of);
    let has_head = !matches!(item.kind, Kind::Check | Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree | Kind::Care);
    let control = match item.kind {
        Kind::Text | Kind::LongText | Kind::Number(_) => text::text(editor, index),
        Kind::Date | Kind::Onset => date::date(editor, index),
        Kind::One(choices) => choice::one(editor, index, choices),
        Kind::Many(choices) | Kind::Marks(choices) => choice::many(editor, index, choices),
        Kind::Check | Kind::CheckSite | Kind::CheckDegree | Kind::CheckSiteDegree => check::check(editor, index),
        Kind::Care => care::care(editor, index),
        Kind::Drugs => drugs::drugs(editor, index),
    };
    let state = move || (worst(editor, index) == Some(Severity::Error)).then_some("error");
    let hidden = move || !question::is_shown(editor, index);
    view! {
        <div class="item" id=id data-item=index data-state=state hidden=hidden>
            {has_head.then(|| head(editor, index, labelled))}
            {control}
            {hint::definition(editor, index)}
            {message::messages(editor, index)}
        </div>
    }
    .into_any()
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
