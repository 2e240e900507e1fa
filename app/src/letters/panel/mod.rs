//! The panel beside the form: 確認, 前回, 定型文, 紙面. A sheet from below on tablets and phones.

mod findings;
mod paper;
mod phrases;
mod previous;

use leptos::prelude::*;

pub(crate) use findings::place;

use super::editor::{Editor, Tab};
use super::frame;
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// The panel.
pub(crate) fn panel(editor: Editor) -> El {
    let tab = Memo::new(move |_| editor.get().map_or(Tab::Findings, |open| open.tab.get()));
    let size = move || editor.with(|open| open.sheet.get());
    let grow =
        move |_| editor.with(|open| open.sheet.set(if open.sheet.get_untracked() == 1 { 2 } else { 1 }));
    let tabs =
        [(Tab::Findings, "確認"), (Tab::Previous, "前回"), (Tab::Phrases, "定型文"), (Tab::Paper, "紙面")];
    let tabs = tabs.map(|(which, word)| {
        let tab = el("button")
            .class("panel__tab")
            .attr("type", "button")
            .live("aria-current", move || (tab.get() == which).then(|| "true".into()))
            .on("click", move |_| editor.with(|open| open.tab.set(which)))
            .text(word);
        if which == Tab::Findings { tab.show(move || badge(editor)) } else { tab }
    });
    let sheet = el("div")
        .class("panel__sheet")
        .child(
            el("button")
                .class("button button--text")
                .attr("type", "button")
                .on("click", grow)
                .live_text(move || if size() == 2 { "縮める" } else { "広げる" }),
        )
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .on("click", move |_| _ = frame::close_sheet(editor))
                .child(sign(Icon::Down))
                .text("閉じる"),
        );
    let head = el("div").class("panel__head").child(el("div").class("panel__tabs").each(tabs)).child(sheet);
    el("aside")
        .class("panel")
        .attr("aria-label", "確認・前回・定型文・紙面")
        .live("data-sheet", move || Some(size().to_string().into()))
        .child(el("div").class("panel__grab").attr("aria-hidden", "true"))
        .child(head)
        .show(move || {
            let (tab, known) = (tab.get(), editor.knowledge()?);
            Some(untrack(|| (known.page)(editor, tab)))
        })
}

/// One page of the panel.
pub(crate) fn page(editor: Editor, tab: Tab) -> El {
    match tab {
        Tab::Findings => findings::findings(editor),
        Tab::Previous => previous::previous(editor),
        Tab::Phrases => phrases::phrases(editor),
        Tab::Paper => paper::paper(editor),
    }
}

/// The number of errors.
fn badge(editor: Editor) -> Option<El> {
    editor.track_marks();
    let errors = editor.tally(|_| true).fix;
    let word = el("span").class("visually-hidden").text("件直す");
    (errors > 0).then(|| el("span").class("badge badge--error").text(errors.to_string()).child(word))
}
