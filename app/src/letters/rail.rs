//! The sections with what is left in each: a rail, a strip on a tablet, a switcher on a phone.

use leptos::prelude::*;
use letters::form::{ITEMS, QUESTIONS, Question, Section};

use super::editor::Editor;
use super::judged::section_of;
use super::view::{question_id, truth};
use super::{frame, state_chip, state_of};
use crate::ui::{Icon, icon};

/// The sections.
pub(crate) fn rail(editor: Editor) -> AnyView {
    let open = RwSignal::new(false);
    let all = move || {
        editor.track_marks();
        editor.tally(|_| true)
    };
    let counts = move || {
        let tally = all();
        let mut parts = Vec::new();
        for (word, n) in [("直す", tally.fix), ("確かめる", tally.check), ("未確認", tally.copied)] {
            if n > 0 {
                parts.push([word, " ", &n.to_string()].concat());
            }
        }
        parts.join("・")
    };
    let left = move || match all().left() {
        0 => "完成できます".to_owned(),
        n => format!("あと{n}か所"),
    };
    let current = move || editor.get().map_or(Section::Basics, |open| open.section.get());
    let entries = Section::ALL.map(|section| entry(editor, section, open)).collect_view();
    view! {
        <nav class="rail" aria-label="意見書の章">
            <div class="rail__left">
                <p class="rail__until">"完成まで"</p>
                <p class="rail__count">{left}</p>
                <p class="rail__counts">{counts}</p>
            </div>
            <button
                type="button"
                class="rail__switch"
                aria-expanded=move || truth(open.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="rail__where">
                    <span class="rail__nth">"6章中の" {move || current() as u8 + 1} "番目"</span>
                    <span class="rail__now">{move || current().number().map(|n| n.to_string())} " " {move || current().title()}</span>
                </span>
                {move || {
                    editor.track_marks();
                    let section = current();
                    state_chip(editor.tally(|item| section_of(item) == section))
                }}
                {icon(Icon::Down)}
            </button>
            <ul class="rail__sections" data-open=move || open.get().then_some("")>{entries}</ul>
        </nav>
    }
    .into_any()
}

fn entry(editor: Editor, section: Section, open: RwSignal<bool>) -> AnyView {
    let is_current = Memo::new(move |_| editor.with(|open| open.section.get() == section));
    let state = move || {
        editor.track_marks();
        let (sign, _, word) = state_of(editor.tally(|item| section_of(item) == section));
        view! { <span class="rail__state">{icon(sign)} {word}</span> }.into_any()
    };
    let go = move |_| {
        open.set(false);
        frame::go(section);
    };
    let questions = move || {
        let shown = is_current.get() && section.number().is_some();
        shown.then(|| {
            let all = QUESTIONS.iter().filter(|question| question.section == section && question.printed);
            let all = all.map(|question_of| question(editor, question_of)).collect_view();
            view! { <ul class="rail__questions">{all}</ul> }
        })
    };
    view! {
        <li class="rail__entry" data-current=move || is_current.get().then_some("")>
            <button
                type="button"
                class="rail__section"
                aria-current=move || is_current.get().then_some("true")
                on:click=go
            >
                <span class="rail__number">{section.number()}</span>
                <span class="rail__title">{section.title()}</span>
                <span class="rail__short">{section.number()} " " {short(section)}</span>
                {state}
            </button>
            {questions}
        </li>
    }
    .into_any()
}

fn question(editor: Editor, question: &'static Question) -> AnyView {
    let of_question = move |item: u16| {
        ITEMS.get(usize::from(item)).is_some_and(|item| {
            item.section == question.section && item.question == question.number
        })
    };
    let state = move || {
        editor.track_marks();
        let tally = editor.tally(of_question);
        let (sign, _, word) = state_of(tally);
        view! { {icon(sign)} <span class="visually-hidden">{word}</span> }.into_any()
    };
    let id = question_id(question);
    let go = move |_| frame::go_to(&id, &[&id, "-h"].concat());
    view! {
        <li>
            <button type="button" class="rail__question" on:click=go>
                <span>"(" {question.number} ") " {question.short}</span> {state}
            </button>
        </li>
    }
    .into_any()
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
