//! 全文: the letter in the paper's order and words.

use std::sync::Arc;

use leptos::prelude::*;
use letters::Letter;
use letters::form::{Edition, ITEMS, QUESTIONS, Question, Section};
use letters::show::{item_text, parent};

use super::opened::Opened;
use super::{Pane, files};
use crate::insurers::compare::said;
use crate::ui::{Icon, Tone, chip};

/// Every question of the letter's edition with its answer.
pub(super) fn whole(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    let letter = &open.letter;
    let before = open.previous.as_ref().map(|(_, letter)| letter);
    let edition = match letter.edition {
        Edition::R8 => "令和8年様式",
        Edition::R3 => "令和3年様式",
        Edition::H21 => "平成21年様式",
    };
    let sections = Section::ALL.map(|section| {
        let questions = QUESTIONS.iter().filter(|question| question.section == section);
        let number = section.number().map(|n| view! { <span class="whole__number">{n}</span> });
        view! {
            <section class="whole__section">
                <h3 class="whole__title">{number} {section.title()}</h3>
                {questions.map(|asked| question(asked, letter, before)).collect_view()}
            </section>
        }
    });
    view! {
        <div class="whole__top"><p>{edition}</p> {files::buttons(pane, open)}</div>
        <div class="whole">{sections.into_iter().collect_view()}</div>
    }
    .into_any()
}

fn question(question: &Question, letter: &Letter, before: Option<&Letter>) -> Option<AnyView> {
    let mine = ITEMS.iter().filter(|item| {
        (item.section, item.question) == (question.section, question.number)
            && parent(item).is_none()
            && item.editions.has(letter.edition)
    });
    let rows: Vec<_> = mine
        .map(|item| {
            let text = item_text(item, letter);
            let changed = item.section != Section::Basics
                && before.is_some_and(|before| {
                    item.editions.has(before.edition) && item_text(item, before) != text
                });
            view! {
                <div class="whole__row" class:whole__row--changed=changed>
                    <dt>{item.label}</dt>
                    <dd>{said(&text)} {changed.then(|| chip(Tone::Change, Icon::Change, "変化"))}</dd>
                </div>
            }
        })
        .collect();
    let number = question.printed.then(|| ["(", &question.number.to_string(), ") "].concat());
    (!rows.is_empty()).then(|| {
        view! {
            <h4 class="whole__question">{number} {question.title}</h4>
            <dl class="whole__rows">{rows}</dl>
        }
        .into_any()
    })
}
