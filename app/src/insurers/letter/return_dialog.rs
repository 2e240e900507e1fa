use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{ITEMS, QUESTIONS, Question};
use letters::show::{item_name, parent};
use wire::letters::{RETURN_CODES, ReturnReason};

use super::{Pane, decide};
use crate::el::{El, el};
use crate::insurers::modal::modal;
use crate::insurers::told::{self, focus};
use crate::local::Trouble;
use crate::ui::{Icon, sign};

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
pub(super) fn dialog(pane: &Pane) -> El {
    let reason = Reason {
        code: RwSignal::default(),
        text: RwSignal::default(),
        field: RwSignal::default(),
        pressed: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let returning = pane.decision.returning;
    let element = modal("return-dialog", move || returning.get(), move || returning.set(false));
    let codes = RETURN_CODES.map(|(code, word)| {
        let choice = el("input")
            .attr("type", "radio")
            .attr("name", "return-code")
            .attr("id", ["return-", code].concat())
            .attr("value", code)
            .on("change", move |_| reason.code.set(code.to_owned()));
        el("label").class("choice-line").child(choice).text(" ").text(word)
    });
    let no_code = Signal::derive(move || reason.pressed.get() && reason.code.read().is_empty());
    let no_text = Signal::derive(move || reason.pressed.get() && reason.text.read().trim().is_empty());
    let why = el("fieldset")
        .class("field")
        .attr("aria-describedby", "return-code-message")
        .child(el("legend").class("field__label").text("理由の種類"))
        .child(el("div").class("dialog__codes").each(codes))
        .child(message("return-code-message", no_code, "理由の種類を選んでください。"));
    let text = el("textarea")
        .class("input")
        .attr("id", "return-text")
        .attr("rows", "4")
        .attr("aria-describedby", "return-help return-text-message")
        .live("aria-invalid", move || no_text.get().then(|| "true".into()))
        .on("input", move |event| reason.text.set(event_target_value(&event)));
    let label = |id, words| el("label").class("field__label").attr("for", id).text(words);
    let help = "どこを、どう直してほしいかを書いてください。";
    let words = el("div")
        .class("field")
        .child(label("return-text", "医療機関への説明"))
        .child(el("span").class("field__help").attr("id", "return-help").text(help))
        .child(text)
        .child(message("return-text-message", no_text, "説明を書いてください。"));
    let select = el("select")
        .class("input")
        .attr("id", "return-field")
        .on("change", move |event| reason.field.set(event_target_value(&event)))
        .child(el("option").attr("value", "").text("選ばない"))
        .each(QUESTIONS.iter().map(fields));
    let field = el("div")
        .class("field")
        .child(label("return-field", "直してほしい項目（1つに決まる場合）"))
        .child(el("span").class("select").child(select).child(sign(Icon::Down)));
    let pane = pane.clone();
    let button = |class, word| el("button").attr("type", "button").class(class).text(word);
    let lead = "理由は医療機関の画面にそのまま表示されます。直した意見書は、次の版として届きます。";
    element
        .attr("aria-labelledby", "return-title")
        .child(el("h2").class("dialog__title").attr("id", "return-title").text("医療機関に差し戻す"))
        .child(el("p").text(lead))
        .show(move || reason.trouble.get().map(told::trouble))
        .child(why)
        .child(words)
        .child(field)
        .child(
            el("div")
                .class("dialog__actions")
                .child(button("button", "やめる").on("click", move |_| returning.set(false)))
                .child(
                    button("button button--filled", "この理由で差し戻す")
                        .on("click", move |_| press(&pane, reason)),
                ),
        )
}

fn message(id: &'static str, wrong: Signal<bool>, sentence: &'static str) -> El {
    let said = move || match wrong.get() {
        true => vec![sign(Icon::Fix), el("span").text(sentence)],
        false => Vec::new(),
    };
    el("p").class("message message--error").attr("id", id).list(said)
}

/// The items of a question, under its title.
fn fields(question: &'static Question) -> El {
    let mine =
        ITEMS.iter().filter(|item| (item.section, item.question) == (question.section, question.number));
    let options = mine
        .filter(|item| parent(item).is_none())
        .map(|item| el("option").attr("value", item.key).text(item_name(item)));
    el("optgroup").attr("label", question.short).each(options)
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
