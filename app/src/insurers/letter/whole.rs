//! 全文: the letter in the paper's order and words.

use std::sync::Arc;

use letters::Letter;
use letters::form::{Edition, ITEMS, QUESTIONS, Question, Section};
use letters::show::{item_text, parent};

use super::opened::Opened;
use super::{Pane, files};
use crate::el::{El, el};
use crate::insurers::compare::said;
use crate::ui::{Icon, Tone, badge};

/// Every question of the letter's edition with its answer.
pub(super) fn whole(pane: &Pane, open: &Arc<Opened>) -> Vec<El> {
    let letter = &open.letter;
    let before = open.previous.as_ref().map(|(_, letter)| letter);
    let edition = match letter.edition {
        Edition::R8 => "令和8年様式",
        Edition::R3 => "令和3年様式",
        Edition::H21 => "平成21年様式",
    };
    let sections = Section::ALL.map(|section| {
        let questions = QUESTIONS.iter().filter(|question| question.section == section);
        let number = section.number().map(|n| el("span").class("whole__number").text(n.to_string()));
        let title = el("h3").class("whole__title").opt(number).text(section.title());
        let questions = questions.flat_map(|asked| question(asked, letter, before));
        el("section").class("whole__section").child(title).each(questions)
    });
    let top = el("div").class("whole__top").child(el("p").text(edition)).child(files::buttons(pane, open));
    vec![top, el("div").class("whole").each(sections)]
}

fn question(question: &Question, letter: &Letter, before: Option<&Letter>) -> Vec<El> {
    let mine = ITEMS.iter().filter(|item| {
        (item.section, item.question) == (question.section, question.number)
            && parent(item).is_none()
            && item.editions.has(letter.edition)
    });
    let rows: Vec<El> = mine
        .map(|item| {
            let text = item_text(item, letter);
            let changed = item.section != Section::Basics
                && before.is_some_and(|before| {
                    item.editions.has(before.edition) && item_text(item, before) != text
                });
            let mark = changed.then(|| badge(Tone::Change, Icon::Change, "変化"));
            el("div")
                .class(if changed { "whole__row whole__row--changed" } else { "whole__row" })
                .child(el("dt").text(item.label))
                .child(el("dd").child(said(&text)).text(" ").opt(mark))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let number =
        if question.printed { ["(", &question.number.to_string(), ") "].concat() } else { String::new() };
    let title = el("h4").class("whole__question").text(number).text(question.title);
    vec![title, el("dl").class("whole__rows").each(rows)]
}
