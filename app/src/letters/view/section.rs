use leptos::prelude::*;
use letters::form::{QUESTIONS, Section};

use super::question::question;
use crate::letters::editor::Editor;
use crate::letters::judged::section_of;
use crate::letters::{copied, edition, state_chip, steps};

/// A section of the paper.
pub(crate) fn section(editor: Editor, section: Section) -> AnyView {
    let id = section_id(section);
    let heading = [&id, "-h"].concat();
    let questions = QUESTIONS
        .iter()
        .filter(|question| question.section == section)
        .map(|question_of| question(editor, question_of))
        .collect_view();
    let tally = move || {
        editor.track_marks();
        editor.tally(|item| section_of(item) == section)
    };
    view! {
        <section class="section" id=id aria-labelledby=heading.clone()>
            <div class="section__head">
                <h2 class="section__title" id=heading.clone() tabindex="-1">
                    {section.number().map(|n| view! { <span class="section__number">{n}</span> })}
                    {section.title()}
                </h2>
                {steps::buttons(editor)}
                <span class="section__state">{move || state_chip(tally())}</span>
            </div>
            {(section == Section::Basics).then(|| edition::switch(editor))}
            {move || {
                let copied = tally().copied;
                (copied > 0).then(|| banner(editor, section, copied))
            }}
            {questions}
        </section>
    }
    .into_any()
}

fn banner(editor: Editor, section: Section, copied: usize) -> AnyView {
    view! {
        <div class="banner banner--copied section__copied">
            <div class="banner__text">
                <p class="banner__title">"前回から写した項目が" {copied} "つあります"</p>
                <p>"いまの状態と合うか見て、章ごとか1つずつ確認してください。"</p>
            </div>
            <button type="button" class="button" on:click=move |_| copied::confirm_section(editor, section)>
                "この章を確認"
            </button>
        </div>
    }
    .into_any()
}

/// The id of a section's element.
pub(crate) fn section_id(section: Section) -> String {
    ["s-", &section.number().unwrap_or(0).to_string()].concat()
}

