//! 様式: which edition of the form the letter is written on, and what changing it does.

use leptos::prelude::*;
use letters::form::Edition;
use letters::{Field, Letter};
use sync::Action;

use super::aside;
use super::editor::Editor;
use crate::el::{El, el};

pub(super) const fn words(edition: Edition) -> (&'static str, &'static str) {
    match edition {
        Edition::R8 => ("令和8年様式", "令和8年4月1日から"),
        Edition::R3 => ("令和3年様式", "令和3年8月16日から令和8年3月31日まで"),
        Edition::H21 => ("平成21年様式", "令和3年8月まで。市町村の指定用紙に残る場合があります"),
    }
}

/// The edition with 「様式を変える」; opened, each edition with what it would not ask.
pub(crate) fn switch(editor: Editor) -> El {
    let open = RwSignal::new(false);
    let choices = move || {
        let now = editor.edition();
        Edition::ALL.into_iter().rev().map(|edition| choice(editor, edition, now)).collect()
    };
    let button = el("button")
        .class("button button--text")
        .attr("type", "button")
        .truth("aria-expanded", move || open.get())
        .on("click", move |_| open.update(|open| *open = !*open))
        .text("様式を変える");
    let line = el("p")
        .child(el("span").class("edition__name").text("様式"))
        .live_text(move || words(editor.edition()).0)
        .text(" ")
        .child(button);
    el("div")
        .class("edition")
        .child(line)
        .child(el("ul").class("edition__choices").hidden(move || !open.get()).list(choices))
        .show(move || aside::not_asked(editor))
}

fn choice(editor: Editor, edition: Edition, now: Edition) -> El {
    let (name, time) = words(edition);
    let lost = editor.state(|state| not_asked(&state.letter, edition));
    let consequence = match (edition == now, lost) {
        (true, _) => "いまの様式です。".to_owned(),
        (false, 0) => "入力した内容はすべて残ります。".to_owned(),
        (false, n) => {
            format!("この様式にない入力が{n}件あります。画面と紙からは消えますが、様式を戻すと出てきます。")
        }
    };
    let put = move |_| {
        if editor.writable() {
            editor.with(|open| {
                let before = open.edition.get_untracked();
                open.writer.edit(Action::Form { before, after: edition });
            });
        }
    };
    let button = (edition != now).then(|| {
        el("button")
            .class("button button--small")
            .attr("type", "button")
            .text("この様式にする")
            .on("click", put)
    });
    let words = el("div")
        .child(el("strong").text(name))
        .text(["（", time, "）"].concat())
        .child(el("p").text(consequence));
    el("li").class("edition__choice").child(words).opt(button)
}

/// How many answers this edition does not ask.
fn not_asked(letter: &Letter, edition: Edition) -> usize {
    letter.filled().filter(|(cell, _)| !Field::from(*cell).is_asked(edition)).count()
}
