use leptos::prelude::*;
use letters::form::ITEMS;
use letters::rules::{Finding, Severity};

use super::head::message_id;
use crate::letters::conflict;
use crate::letters::editor::Editor;
use crate::ui::{Icon, icon};

/// What is said about an item, under its control: the findings in the panel's words, and values to choose between.
pub(super) fn messages(editor: Editor, index: u16) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(index)) else { return ().into_any() };
    let said = move || {
        editor.track_said(index);
        let findings = editor.findings();
        let mine = findings.iter().filter(|finding| finding.at.item == index);
        let aloud: Vec<AnyView> = if editor.is_loud(index) {
            mine.filter(|finding| !editor.is_confirmed(finding)).map(message).collect()
        } else {
            Vec::new()
        };
        aloud.into_any()
    };
    view! {
        <div class="item__messages" id=message_id(item.key)>
            {said}
            {conflict::choice(editor, index)}
        </div>
    }
    .into_any()
}

fn message(finding: &Finding) -> AnyView {
    let (class, sign, word) = severity(finding.severity);
    view! {
        <p class=class>
            {icon(sign)} <span><span class="visually-hidden">{word} "："</span> {finding.message()}</span>
        </p>
    }
    .into_any()
}

/// Class, sign and word of a severity.
pub(crate) fn severity(severity: Severity) -> (&'static str, Icon, &'static str) {
    match severity {
        Severity::Error => ("message message--error", Icon::Fix, "直す"),
        Severity::Warning => ("message message--warn", Icon::Check, "確かめる"),
        Severity::Hint => ("message message--hint", Icon::Hint, "ヒント"),
    }
}
