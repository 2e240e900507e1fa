//! まとめて印刷: letters are chosen from a list, and become one PDF.

use std::rc::Rc;

use leptos::prelude::*;

use super::finished::{Paper, finished, insurer};
use super::press::Press;
use super::sheet::sheet;
use super::source::Source;
use crate::el::{El, el};
use crate::local::Local;
use crate::ui::{Icon, sign};

/// A letter that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    pub(crate) paper: Paper,
    /// 氏名.
    pub(crate) name: String,
    /// Where it stands, and until when.
    pub(crate) about: String,
    pub(crate) insurer_no: String,
    /// Whether it is chosen at first.
    pub(crate) chosen: bool,
}

/// The list, then, once letters were chosen, their pages.
pub(super) fn many(local: Local, choices: Vec<Choice>) -> El {
    let chosen = RwSignal::new(choices.iter().map(|choice| choice.chosen).collect::<Vec<bool>>());
    let made = RwSignal::new(false);
    let count = move || chosen.with(|chosen| chosen.iter().filter(|chosen| **chosen).count());
    let choices = Rc::new(choices);
    let rows: Vec<El> = choices.iter().enumerate().map(|(n, choice)| row(n, choice, chosen)).collect();
    let all = move |on: bool| chosen.update(|chosen| chosen.iter_mut().for_each(|chosen| *chosen = on));
    let small =
        |word: &'static str| el("button").class("button button--small").attr("type", "button").text(word);
    let go_on = el("button")
        .class("button button--filled")
        .attr("type", "button")
        .child(sign(Icon::Paper))
        .live_text(move || format!("選んだ{}通の紙面を作る", count()))
        .on("click", move |_| made.set(count() > 0));
    let nothing = el("p").class("empty").text("印刷できる意見書はまだありません。");
    let list = if rows.is_empty() {
        el("div").class("panel__body").child(nothing)
    } else {
        let tools = el("div")
            .class("print__actions")
            .child(small("すべて選ぶ").on("click", move |_| all(true)))
            .child(small("すべて外す").on("click", move |_| all(false)));
        el("div").class("panel__body").child(tools).child(el("ul").class("print__many").each(rows))
    };
    let foot =
        el("div").class("panel__foot print__foot").child(el("div").class("print__actions").child(go_on));
    el("div")
        .class("panel__page")
        .child(list.hidden(move || made.get()))
        .child(foot.hidden(move || made.get()))
        .show(move || {
            made.get().then(|| {
                let picked = untrack(|| picked(&choices, &chosen.get()));
                sheet(Press::start(source(&local, &picked)))
            })
        })
}

fn row(n: usize, choice: &Choice, chosen: RwSignal<Vec<bool>>) -> El {
    let is = move || chosen.with(|chosen| chosen.get(n).copied().unwrap_or_default());
    let press = move |_| {
        chosen.update(|chosen| {
            if let Some(chosen) = chosen.get_mut(n) {
                *chosen = !*chosen;
            }
        });
    };
    let words = el("span")
        .class("choice__words")
        .child(el("strong").text(choice.name.clone()))
        .text(["　", &choice.about].concat());
    let button = el("button")
        .class("choice")
        .attr("type", "button")
        .attr("role", "checkbox")
        .truth("aria-checked", is)
        .on("click", press)
        .child(words);
    el("li").child(button)
}

fn picked(choices: &[Choice], chosen: &[bool]) -> Vec<Choice> {
    choices.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(choice, _)| choice.clone()).collect()
}

/// Letters to several insurers are printed the way of none of them.
fn source(local: &Local, picked: &[Choice]) -> Source {
    let first = picked.first().map(|choice| choice.insurer_no.clone()).unwrap_or_default();
    let one = picked.iter().all(|choice| choice.insurer_no == first);
    let to = if one { insurer(local, &first) } else { Default::default() };
    let name = ["ikensho-", &local.today().to_string(), "-", &picked.len().to_string()].concat();
    finished(local, picked.iter().map(|choice| choice.paper.clone()).collect(), to, name)
}
