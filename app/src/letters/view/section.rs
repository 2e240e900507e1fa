use leptos::prelude::*;
use letters::form::{QUESTIONS, Section};

use super::question::question;
use crate::el::{El, el};
use crate::letters::editor::Editor;
use crate::letters::judged::section_of;
use crate::letters::{copied, state_chip, steps};

/// A section of the paper.
pub(crate) fn section(editor: Editor, section: Section) -> El {
    let id = section_id(section);
    let heading = [&id, "-h"].concat();
    let questions = QUESTIONS.iter().filter(|question| question.section == section);
    let tally = move || {
        editor.track_marks();
        editor.tally(|item| section_of(item) == section)
    };
    let number = section.number().map(|n| el("span").class("section__number").text(n.to_string()));
    el("section")
        .class("section")
        .attr("id", id)
        .attr("aria-labelledby", heading.clone())
        .child(
            el("div")
                .class("section__head")
                .child(
                    el("h2")
                        .class("section__title")
                        .attr("id", heading)
                        .attr("tabindex", "-1")
                        .opt(number)
                        .text(section.title()),
                )
                .child(steps::buttons(editor))
                .child(el("span").class("section__state").show(move || Some(state_chip(tally())))),
        )
        .show(move || {
            let known = editor.knowledge().filter(|_| section == Section::Basics)?;
            Some(untrack(|| (known.edition)(editor)))
        })
        .show(move || {
            let copied = tally().copied;
            (copied > 0).then(|| banner(editor, section, copied))
        })
        .each(questions.map(|one| question(editor, one)))
}

fn banner(editor: Editor, section: Section, copied: usize) -> El {
    let title = format!("前回から写した項目が{copied}つあります");
    el("div")
        .class("banner banner--copied section__copied")
        .child(
            el("div")
                .class("banner__text")
                .child(el("p").class("banner__title").text(title))
                .child(el("p").text("いまの状態と合うか見て、章ごとか1つずつ確認してください。")),
        )
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .text("この章を確認")
                .on("click", move |_| copied::confirm_section(editor, section)),
        )
}

/// The id of a section's element.
pub(crate) fn section_id(section: Section) -> String {
    ["s-", &section.number().unwrap_or(0).to_string()].concat()
}
