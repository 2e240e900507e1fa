//! 準備: which way of sending fits a clinic, what to do next, and whether its files can be read.

mod facts;
mod questions;
mod steps;
mod way;

use leptos::prelude::*;

use crate::el::{El, el};
use crate::files::check;
use crate::local::Local;
use way::Answers;

/// 準備.
pub fn setup(local: Local) -> AnyView {
    let answers = RwSignal::new(Answers::default());
    let lead = "意見書の送り方は2つあります。質問に答えると、合うほうと、次にすることが分かります。答えはどこにも送られません。";
    el("main")
        .class("page setup")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("div").class("page__head").child(el("h1").class("page__title").text("準備")))
        .child(el("p").class("paper__lead").text(lead))
        .child(questions::questions(answers))
        .child(el("div").attr("role", "status").show(move || answers.get().way().map(steps::steps)))
        .child(check(local))
        .child(sources())
        .any()
}

/// What the guide rests on.
fn sources() -> El {
    let head = |word| el("th").attr("scope", "col").text(word);
    let rows = facts::facts().map(|fact| {
        el("tr")
            .child(el("td").text(fact.text))
            .child(el("td").class("nowrap").text(facts::since(fact)))
            .child(el("td").text([fact.source, "（", fact.kind, "）"].concat()))
    });
    let table = el("table")
        .class("table")
        .child(el("thead").child(el("tr").each(["内容", "いつから", "出典"].map(head))))
        .child(el("tbody").each(rows));
    el("details")
        .class("card setup__sources")
        .child(el("summary").text("この案内のもとになっていること（令和8年11月22日にまとめ）"))
        .child(table)
}
