use letters::form::ITEMS;
use letters::rules::{Finding, Severity};

use super::head::message_id;
use crate::el::{El, el};
use crate::letters::editor::Editor;
use crate::letters::knowledge;
use crate::ui::{Icon, sign};

/// What is said about an item, under its control: the findings in the panel's words, and values to choose between.
pub(super) fn messages(editor: Editor, index: u16) -> El {
    let key = ITEMS.get(usize::from(index)).map_or("", |item| item.key);
    let aloud = move || {
        editor.track_said(index);
        if !editor.is_loud(index) {
            return Vec::new();
        }
        let findings = editor.findings();
        let mine = findings.iter().filter(|f| f.at.item == index && !editor.is_confirmed(f));
        mine.map(message).collect()
    };
    let conflicts =
        move || editor.knowledge().map(|known| (known.conflicts)(editor, index)).unwrap_or_default();
    el("div")
        .class("item__messages")
        .attr("id", message_id(key))
        .list(aloud)
        .child(el("div").apart().list(conflicts))
}

fn message(finding: &Finding) -> El {
    let (class, which, word) = severity(finding.severity);
    let word = [word, "："].concat();
    let words =
        el("span").child(el("span").class("visually-hidden").text(word)).text(knowledge::message(finding));
    el("p").class(class).child(sign(which)).child(words)
}

/// Class, sign and word of a severity.
pub(crate) fn severity(severity: Severity) -> (&'static str, Icon, &'static str) {
    match severity {
        Severity::Error => ("message message--error", Icon::Fix, "直す"),
        Severity::Warning => ("message message--warn", Icon::Check, "確かめる"),
        Severity::Hint => ("message message--hint", Icon::Hint, "ヒント"),
    }
}
