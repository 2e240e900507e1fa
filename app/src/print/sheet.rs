//! How it is printed: what is left blank, what is left away, where it stands.

use leptos::prelude::*;

use super::choices::Choices;
use super::offset::offset;
use super::press::Press;
use super::{foot, pages};
use crate::el::{El, el};

/// Pages, choices, and what can be done with them.
pub(super) fn sheet(press: Press) -> El {
    let body = el("div").class("panel__body print").child(pages::pages(press)).child(choices(press));
    el("div").class("panel__page print__sheet").child(body).child(foot::foot(press))
}

fn choices(press: Press) -> El {
    let kept = press.source.try_with_value(|source| match (&*source.insurer_no, &*source.insurer_name) {
        ("", _) => "この設定は、この端末に残ります。".to_owned(),
        (no, "") => ["保険者", no, "あての設定として、この端末に残ります。"].concat(),
        (_, name) => ["「", name, "」あての設定として、この端末に残ります。"].concat(),
    });
    el("section")
        .class("print__choices")
        .attr("aria-label", "印刷のしかた")
        .child(el("h2").class("findings__group").text("印刷のしかた"))
        .child(switch(
            press,
            "医師氏名を印刷しない（自署用）",
            |choices| choices.by_hand,
            |choices, on| choices.by_hand = on,
        ))
        .child(switch(
            press,
            "上に保険者番号・被保険者番号・種別の枠を付ける",
            |choices| choices.header,
            |choices, on| choices.header = on,
        ))
        .child(switch(
            press,
            "答えだけを印刷する（市町村の用紙に重ねる）",
            |choices| choices.answers_only,
            |choices, on| choices.answers_only = on,
        ))
        .show(move || press.choices.with(|choices| choices.answers_only).then(|| offset(press)))
        .child(el("p").class("panel__note").text(kept.unwrap_or_default()))
}

fn switch(press: Press, word: &'static str, is: fn(&Choices) -> bool, put: fn(&mut Choices, bool)) -> El {
    el("button")
        .class("choice choice--small")
        .attr("type", "button")
        .attr("role", "checkbox")
        .truth("aria-checked", move || press.choices.with(is))
        .on("click", move |_| change(press, |choices| put(choices, !is(choices))))
        .child(el("span").class("choice__words").text(word))
}

/// Changes the choices and keeps them for the insurer.
pub(super) fn change(press: Press, change: impl FnOnce(&mut Choices)) {
    press.choices.update(change);
    let insurer_no = press.source.try_with_value(|source| source.insurer_no.clone()).unwrap_or_default();
    press.choices.with_untracked(|choices| choices.keep(&insurer_no));
}
