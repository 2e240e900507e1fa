use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{ITEMS, QUESTIONS, Question};
use letters::show::parent;
use wire::letters::{RETURN_CODES, ReturnReason};

use super::{Pane, decide};
use crate::insurers::compare::name;
use crate::insurers::told::{self, focus};
use crate::local::Trouble;
use crate::ui::{Icon, icon};

/// What is being written; it stays when the dialog is closed.
#[derive(Clone, Copy)]
struct Reason {
    code: RwSignal<String>,
    text: RwSignal<String>,
    field: RwSignal<String>,
    /// Whether 差し戻す was pressed: before that nothing is red.
    pressed: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

/// 差し戻す: why, in a code and in plain words.
pub(super) fn dialog(pane: &Pane) -> AnyView {
    let reason = Reason {
        code: RwSignal::default(),
        text: RwSignal::default(),
        field: RwSignal::default(),
        pressed: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let returning = pane.decision.returning;
    let element = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (returning.get(), dialog.open()) {
            // A dialog that is not in the page any more cannot be shown.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let codes = RETURN_CODES.map(|(code, word)| {
        view! {
            <label class="choice-line">
                <input type="radio" name="return-code" id=["return-", code].concat() value=code on:change=move |_| reason.code.set(code.to_owned()) /> {word}
            </label>
        }
    });
    let no_code = Signal::derive(move || reason.pressed.get() && reason.code.read().is_empty());
    let no_text = Signal::derive(move || reason.pressed.get() && reason.text.read().trim().is_empty());
    let pane = pane.clone();
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="return-title" on:close=move |_| returning.set(false)>
            <h2 class="dialog__title" id="return-title">"医療機関に差し戻す"</h2>
            <p>"理由は医療機関の画面にそのまま表示されます。直した意見書は、次の版として届きます。"</p>
            {move || reason.trouble.get().map(told::trouble)}
            <fieldset class="field" aria-describedby="return-code-message">
                <legend class="field__label">"理由の種類"</legend>
                <div class="dialog__codes">{codes.into_iter().collect_view()}</div>
                {message("return-code-message", no_code, "理由の種類を選んでください。")}
            </fieldset>
            <div class="field">
                <label class="field__label" for="return-text">"医療機関への説明"</label>
                <span class="field__help" id="return-help">"どこを、どう直してほしいかを書いてください。"</span>
                <textarea class="input" id="return-text" rows="4" aria-describedby="return-help return-text-message"
                    aria-invalid=move || no_text.get().then_some("true")
                    on:input=move |event| reason.text.set(event_target_value(&event))></textarea>
                {message("return-text-message", no_text, "説明を書いてください。")}
            </div>
            <div class="field">
                <label class="field__label" for="return-field">"直してほしい項目（1つに決まる場合）"</label>
                <span class="select">
                    <select class="input" id="return-field" on:change=move |event| reason.field.set(event_target_value(&event))>
                        <option value="">"選ばない"</option>
                        {QUESTIONS.iter().map(fields).collect_view()}
                    </select>
                    {icon(Icon::Down)}
                </span>
            </div>
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| returning.set(false)>"やめる"</button>
                <button type="button" class="button button--filled" on:click=move |_| press(&pane, reason)>"この理由で差し戻す"</button>
            </div>
        </dialog>
    }
    .into_any()
}

fn message(id: &'static str, wrong: Signal<bool>, sentence: &'static str) -> AnyView {
    let said = move || wrong.get().then(|| view! { {icon(Icon::Fix)} {sentence} });
    view! { <p class="message message--error" id=id>{said}</p> }.into_any()
}

/// The items of a question, under its title.
fn fields(question: &'static Question) -> AnyView {
    let mine =
        ITEMS.iter().filter(|item| (item.section, item.question) == (question.section, question.number));
    let options = mine
        .filter(|item| parent(item).is_none())
        .map(|item| view! { <option value=item.key>{name(item)}</option> });
    view! { <optgroup label=question.short>{options.collect_view()}</optgroup> }.into_any()
}

fn press(pane: &Pane, reason: Reason) {
    reason.pressed.set(true);
    let (code, text) = (reason.code.get_untracked(), reason.text.get_untracked());
    if code.is_empty() || text.trim().is_empty() {
        focus(if code.is_empty() { "return-missing" } else { "return-text" });
        return;
    }
    let open = pane.opened.get_untracked().and_then(Result::ok);
    let Some(etag) = open.map(|open| open.view.line.etag.clone()) else { return };
    let field = Some(reason.field.get_untracked()).filter(|field| !field.is_empty());
    let (pane, posted) = (pane.clone(), ReturnReason { code, text: text.trim().to_owned(), field });
    spawn_local(async move {
        let answer = decide::return_letter(&pane, &posted, &etag).await;
        if answer.is_ok() {
            let _ = pane.decision.returning.try_set(false);
        }
        let _ = reason.trouble.try_set(answer.err());
    });
}
