//! 「完成」: what is missing, the doctor's confirmation, the way into the outbox; and a clerk's 「医師に渡す」.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::cell;
use letters::rules::{Finding, Severity};
use sync::Action;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use wire::letters::Approval;
use wire::people::Role;

use super::editor::{Editor, Tab};
use super::knowledge::{knowledge, message};
use super::travel;
use crate::el::{El, el};
use crate::local::Mode;
use crate::route::{Route, Router};

/// Whether the person may finish a letter; a clerk hands it to the doctor.
pub(crate) fn is_doctor(editor: Editor) -> bool {
    editor.with(|open| open.local.me().get().is_some_and(|me| me.user.roles.contains(&Role::Doctor)))
}

/// 「完成」 was pressed: what is left is shown and the focus goes to the first of it, or the doctor is asked.
pub(crate) fn attempt(editor: Editor) {
    if !editor.writable() {
        return;
    }
    if !untrack(|| is_doctor(editor)) {
        hand_over(editor, true);
        return;
    }
    if knowledge().is_none() {
        editor.with(|open| open.wanted.set(true));
        editor.tell("様式の確認を始めています。終わると続けます。");
        return;
    }
    editor.attempt();
    let left = editor.tally(|_| true).left();
    if left == 0 {
        editor.with(|open| open.finishing.set(true));
        return;
    }
    editor.with(|open| {
        open.tab.set(Tab::Findings);
        open.sheet.set(1);
    });
    editor.tell(format!("まだ完成できません。残りは{left}か所です。"));
    // The list is drawn first.
    request_animation_frame(|| {
        let first = document().query_selector(".panel .finding__place").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            travel::reveal(&first);
            travel::focus(&first);
        }
    });
}

/// A clerk is done, or the letter is given back.
pub(crate) fn hand_over(editor: Editor, waiting: bool) {
    if !editor.writable() {
        return;
    }
    editor.with(|open| open.writer.edit(Action::Handover { waiting }));
    editor.tell(if waiting {
        "医師に渡しました（承認待ち）。"
    } else {
        "事務に戻しました。"
    });
}

/// The button of the top bar, and its place at the end of 確認 on a phone.
pub(crate) fn button(editor: Editor, class: &'static str) -> El {
    let shown = move || editor.with(|open| open.writer.mode().get() == Mode::Writing);
    let word = move || if is_doctor(editor) { "完成" } else { "医師に渡す（承認待ち）" };
    el("button")
        .class(class)
        .attr("type", "button")
        .hidden(move || !shown())
        .on("click", move |_| attempt(editor))
        .live_text(word)
}

/// The doctor's own confirmation.
pub(crate) fn dialog(editor: Editor, router: Router) -> El {
    let is_open = move || editor.with(|open| open.finishing.get());
    Effect::new(move |_| {
        let wanted = is_open();
        let dialog = document().get_element_by_id(DIALOG).and_then(|dialog| dialog.dyn_into().ok());
        let Some(dialog): Option<HtmlDialogElement> = dialog else { return };
        match (wanted, dialog.open()) {
            // Fails only for a dialog that is open already.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    el("dialog")
        .class("dialog")
        .attr("id", DIALOG)
        .attr("aria-labelledby", "finish-title")
        .on("close", move |_| close(editor))
        .show(move || is_open().then(knowledge).flatten().map(|known| (known.finish)(editor, router)))
}

const DIALOG: &str = "finish";

fn close(editor: Editor) {
    editor.with(|open| open.finishing.set(false));
}

/// What the dialog says.
pub(crate) fn contents(editor: Editor, router: Router) -> El {
    let button = |class, word: String| el("button").class(class).attr("type", "button").text(word);
    let title = |words| el("h2").attr("id", "finish-title").text(words);
    let refused = refused(editor);
    if !refused.is_empty() {
        let back = button("button", "戻って直す".to_owned()).on("click", move |_| close(editor));
        return el("div")
            .child(title("まだ完成できません"))
            .child(el("ul").class("dialog__reasons").each(refused.iter().map(|f| el("li").text(message(f)))))
            .child(el("div").class("dialog__buttons").child(back));
    }
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let name = editor.with(|open| open.local.me().get_untracked().map(|me| me.user.name).unwrap_or_default());
    let finish = move |_| {
        if !busy.get_untracked() {
            busy.set(true);
            send(editor, router, busy, trouble);
        }
    };
    let is_proved = editor.with(|open| open.local.has_vault());
    let proof = is_proved.then(|| {
        el("p").text("押すと、パスキーでご本人であることを確かめます。通信がなくても確かめられます。")
    });
    let buttons = el("div")
        .class("dialog__buttons")
        .child(button("button", "戻る".to_owned()).on("click", move |_| close(editor)))
        .child(button("button button--filled", [&name, " として完成する"].concat()).on("click", finish));
    el("div")
        .child(title("この内容で完成しますか"))
        .child(el("dl").class("dialog__facts").each(facts(editor)))
        .child(el("p").text(
            "完成した意見書は送信箱に入り、つながったときに一度だけ送られます。送ったあとは、ここでは直せません。",
        ))
        .opt(proof)
        .child(el("p").attr("role", "alert").class("message message--error").live_text(move || trouble.get()))
        .child(buttons)
}

/// What the rules say when this doctor confirms now.
fn refused(editor: Editor) -> Vec<Finding> {
    let Some(open) = editor.get() else { return Vec::new() };
    let mut context = open.writer.context();
    context.finalising = Some(true);
    context.signer = open.local.me().get_untracked().map(|me| me.user.name);
    context.approved = Some(true);
    let Some(known) = knowledge() else { return Vec::new() };
    let findings = open.writer.with(|state| (known.check)(&state.letter, &context));
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn facts(editor: Editor) -> Vec<El> {
    let text = |at| editor.state(|state| letters::show::value_text(at, state.letter.get(at)));
    let insurer = [&text(cell("insurer_name")), "（", &text(cell("insurer_no")), "）"].concat();
    let findings = editor.findings();
    let confirmed = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let facts = [
        ("申請者", text(cell("pt_name"))),
        ("送り先", insurer),
        ("記入日", text(cell("entry_date"))),
        ("確かめた項目", format!("{confirmed}件（このままで正しい）")),
    ];
    facts.into_iter().flat_map(|(name, value)| [el("dt").text(name), el("dd").text(value)]).collect()
}

fn send(editor: Editor, router: Router, busy: RwSignal<bool>, trouble: RwSignal<String>) {
    let Some(open) = editor.get() else { return };
    let Some(me) = open.local.me().get_untracked() else { return };
    spawn_local(async move {
        let (by, name, at) = (me.user.id, me.user.name, open.local.now());
        let approval = Approval { by, name, at, proof: None, program: None };
        match open.writer.finish(approval).await {
            Ok(()) => {
                open.finishing.set(false);
                router.go(Route::Sent(None));
            }
            Err(why) => {
                let words = [why.title, why.action.unwrap_or_default()].concat();
                let _ = trouble.try_set(words);
                let _ = busy.try_set(false);
            }
        }
    });
}
