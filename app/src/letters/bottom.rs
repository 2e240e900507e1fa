//! The bottom bar of tablets and phones: how safe, what is left, the next section.

use leptos::prelude::*;
use letters::form::Section;

use super::editor::{Editor, Tab};
use super::{bar, frame, travel};
use crate::el::{El, el};
use crate::ui::{Icon, Tone, sign};

/// The bar.
pub(crate) fn bottom(editor: Editor, safety: Memo<(String, Tone)>) -> El {
    let sheet = move |tab: Tab| {
        editor.with(|open| {
            let same = open.tab.get_untracked() == tab && open.sheet.get_untracked() > 0;
            open.tab.set(tab);
            // A page of paper needs the whole sheet.
            open.sheet.set(if same { 0 } else { 1 + u8::from(tab == Tab::Paper) });
        });
    };
    let left = move || {
        editor.track_marks();
        let tally = editor.tally(|_| true);
        (tally.loud > 0, tally.fix + tally.check)
    };
    let next = move |_| {
        let here = editor.get().map_or(Section::Basics, |open| open.section.get_untracked());
        let after = Section::ALL.into_iter().find(|section| *section > here);
        match after {
            Some(section) => frame::go(section),
            None => sheet(Tab::Findings),
        }
    };
    let is_last = move || editor.with(|open| open.section.get() == Section::Remarks);
    let button = |class| el("button").class(class).attr("type", "button");
    let saved = el("p")
        .together()
        .class("bottom__saved")
        .child(sign(Icon::Terminal))
        .child(bar::saved_words(editor, safety));
    let check = button("button bottom__check")
        .on("click", move |_| sheet(Tab::Findings))
        .show(move || {
            Some(el("span").class("bottom__sign").child(sign(if left().0 { Icon::Fix } else { Icon::Open })))
        })
        .live_text(move || format!("確認（{}）", left().1));
    let go_on = button("button bottom__wide")
        .on("click", move |_| travel::go_on(editor, false))
        .text("次の項目へ移る");
    el("div")
        .class("bottom")
        .attr("role", "group")
        .attr("aria-label", "操作")
        .child(saved)
        .child(check)
        .child(button("button bottom__wide").on("click", move |_| sheet(Tab::Previous)).text("前回"))
        .child(button("button bottom__wide").on("click", move |_| sheet(Tab::Phrases)).text("定型文"))
        .child(button("button bottom__wide").on("click", move |_| sheet(Tab::Paper)).text("紙面"))
        .child(go_on)
        .child(
            button("button button--filled bottom__next")
                .on("click", next)
                .live_text(move || if is_last() { "確認へ" } else { "次の章" })
                .child(sign(Icon::Right)),
        )
}
