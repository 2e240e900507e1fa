//! The sections with what is left in each: a rail, a strip on a tablet, a switcher on a phone.

use leptos::prelude::*;
use letters::form::{ITEMS, QUESTIONS, Question, Section};

use super::editor::Editor;
use super::judged::section_of;
use super::view::question_id;
use super::{frame, state_chip, state_of};
use crate::el::{El, el};
use crate::ui::{Icon, sign};

/// The sections.
pub(crate) fn rail(editor: Editor) -> El {
    let open = RwSignal::new(false);
    let all = move || {
        editor.track_marks();
        editor.tally(|_| true)
    };
    let counts = move || {
        let tally = all();
        let counts = [("直す", tally.fix), ("確かめる", tally.check), ("未確認", tally.copied)];
        let some = counts.iter().filter(|(_, n)| *n > 0);
        some.map(|(word, n)| [*word, " ", &n.to_string()].concat()).collect::<Vec<_>>().join("・")
    };
    let left = move || match all().left() {
        0 => "完成できます".to_owned(),
        n => format!("あと{n}か所"),
    };
    let current = move || editor.get().map_or(Section::Basics, |open| open.section.get());
    let place = move || {
        let number = current().number().map(|n| n.to_string()).unwrap_or_default();
        [&number, " ", current().title()].concat().trim_start().to_owned()
    };
    let chip = move || {
        editor.track_marks();
        let section = current();
        Some(state_chip(editor.tally(|item| section_of(item) == section)))
    };
    let summary = el("div")
        .class("rail__left")
        .child(el("p").class("rail__until").text("完成まで"))
        .child(el("p").class("rail__count").live_text(left))
        .child(el("p").class("rail__counts").live_text(counts));
    let nth = move || format!("6章中の{}番目", current() as u8 + 1);
    let switch = el("button")
        .class("rail__switch")
        .attr("type", "button")
        .truth("aria-expanded", move || open.get())
        .on("click", move |_| open.update(|open| *open = !*open))
        .child(
            el("span")
                .class("rail__where")
                .child(el("span").class("rail__nth").live_text(nth))
                .child(el("span").class("rail__now").live_text(place)),
        )
        .show(chip)
        .child(sign(Icon::Down));
    el("nav").class("rail").attr("aria-label", "意見書の章").child(summary).child(switch).child(
        el("ul")
            .class("rail__sections")
            .mark("data-open", move || open.get())
            .each(Section::ALL.map(|section| entry(editor, section, open))),
    )
}

fn entry(editor: Editor, section: Section, open: RwSignal<bool>) -> El {
    let is_current = Memo::new(move |_| editor.with(|open| open.section.get() == section));
    let state = move || {
        editor.track_marks();
        let (which, _, word) = state_of(editor.tally(|item| section_of(item) == section));
        Some(el("span").class("rail__state").child(sign(which)).text(word))
    };
    let go = move |_| {
        open.set(false);
        frame::go(section);
    };
    let questions = move || {
        let shown = is_current.get() && section.number().is_some();
        shown.then(|| {
            let all = QUESTIONS.iter().filter(|question| question.section == section && question.printed);
            el("ul").class("rail__questions").each(all.map(|one| question(editor, one)))
        })
    };
    let number = section.number().map(|n| n.to_string()).unwrap_or_default();
    let short = [&number, " ", short(section)].concat().trim_start().to_owned();
    let button = el("button")
        .class("rail__section")
        .attr("type", "button")
        .live("aria-current", move || is_current.get().then(|| "true".into()))
        .on("click", go)
        .child(el("span").class("rail__number").text(number))
        .child(el("span").class("rail__title").text(section.title()))
        .child(el("span").class("rail__short").text(short))
        .show(state);
    el("li").class("rail__entry").mark("data-current", move || is_current.get()).child(button).show(questions)
}

fn question(editor: Editor, question: &'static Question) -> El {
    let here = move |item: u16| {
        ITEMS
            .get(usize::from(item))
            .is_some_and(|item| item.section == question.section && item.question == question.number)
    };
    let state = move || {
        editor.track_marks();
        let (which, _, word) = state_of(editor.tally(here));
        let word = el("span").class("visually-hidden").text(word);
        Some(el("span").class("rail__sign").child(sign(which)).child(word))
    };
    let id = question_id(question);
    let title = [&id, "-h"].concat();
    let name = ["(", &question.number.to_string(), ") ", question.short].concat();
    let button = el("button")
        .class("rail__question")
        .attr("type", "button")
        .on("click", move |_| frame::go_to(&id, &title))
        .child(el("span").text(name))
        .show(state);
    el("li").child(button)
}

/// A section's name where there is little room.
const fn short(section: Section) -> &'static str {
    match section {
        Section::Basics => "基本情報",
        Section::Illness => "傷病",
        Section::Treatment => "特別な医療",
        Section::MindBody => "心身の状態",
        Section::Life => "生活機能",
        Section::Remarks => "特記",
    }
}
