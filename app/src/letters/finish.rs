//! 「完成」: what is missing, the doctor's confirmation, the way into the outbox; and a clerk's 「医師に渡す」.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::cell;
use letters::rules::{self, Finding, Severity};
use sync::Action;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use wire::letters::Approval;
use wire::people::Role;

use super::editor::{Editor, Tab};
use super::travel;
use crate::local::Mode;
use crate::route::{Route, Router};
use crate::ui::{Icon, icon};

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
    editor.tell(if waiting { "医師に渡しました（承認待ち）。" } else { "事務に戻しました。" });
}

/// The button of the top bar, and its place at the end of 確認 on a phone.
pub(crate) fn button(editor: Editor, class: &'static str) -> AnyView {
    let shown = move || editor.with(|open| open.writer.mode().get() == Mode::Writing);
    let word = move || if is_doctor(editor) { "完成" } else { "医師に渡す（承認待ち）" };
    view! {
        <button type="button" class=class hidden=move || !shown() on:click=move |_| attempt(editor)>{word}</button>
    }
    .into_any()
}

/// The doctor's own confirmation.
pub(crate) fn dialog(editor: Editor, router: Router) -> AnyView {
    let node = NodeRef::<leptos::html::Dialog>::new();
    let open = move || editor.with(|open| open.finishing.get());
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        let dialog: &HtmlDialogElement = dialog.as_ref();
        if open() && !dialog.open() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        } else if !open() && dialog.open() {
            dialog.close();
        }
    });
    let close = move || editor.with(|open| open.finishing.set(false));
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="finish-title" on:close=move |_| close()>
            {move || open().then(|| contents(editor, router))}
        </dialog>
    }
    .into_any()
}

fn contents(editor: Editor, router: Router) -> AnyView {
    let close = move |_| editor.with(|open| open.finishing.set(false));
    let refused = refused(editor);
    if !refused.is_empty() {
        let sentences = refused.iter().map(|finding| view! { <li>{finding.message()}</li> }).collect_view();
        return view! {
            <h2 id="finish-title">"まだ完成できません"</h2>
            <ul class="dialog__reasons">{sentences}</ul>
            <div class="dialog__buttons"><button type="button" class="button" on:click=close>"戻って直す"</button></div>
        }
        .into_any();
    }
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let name = editor.with(|open| open.local.me().get_untracked().map(|me| me.user.name).unwrap_or_default());
    let finish = move |_| {
        if !busy.get_untracked() {
            busy.set(true);
            send(editor, router, busy, trouble);
        }
    };
    view! {
        <h2 id="finish-title">"この内容で完成しますか"</h2>
        <dl class="dialog__facts">{facts(editor)}</dl>
        <p>"完成した意見書は送信箱に入り、つながったときに一度だけ送られます。送ったあとは、ここでは直せません。"</p>
        <p role="alert" class="message message--error">{move || trouble.get()}</p>
        <div class="dialog__buttons">
            <button type="button" class="button" on:click=close>"戻る"</button>
            <button type="button" class="button button--filled" on:click=finish>
                {icon(Icon::Tick)} {name} " として完成する"
            </button>
        </div>
    }
    .into_any()
}

/// What the rules say when this doctor confirms now.
fn refused(editor: Editor) -> Vec<Finding> {
    let Some(open) = editor.get() else { return Vec::new() };
    let mut context = open.writer.context();
    context.finalising = Some(true);
    context.signer = open.local.me().get_untracked().map(|me| me.user.name);
    context.approved = Some(true);
    let findings = open.writer.with(|state| rules::check(&state.letter, &context));
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn facts(editor: Editor) -> AnyView {
    let text = |at| editor.state(|state| letters::show::value_text(at, state.letter.get(at)));
    let insurer = [&text(cell("insurer_name")), "（", &text(cell("insurer_no")), "）"].concat();
    let findings = editor.findings();
    let confirmed = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    [
        ("申請者", text(cell("pt_name"))),
        ("送り先", insurer),
        ("記入日", text(cell("entry_date"))),
        ("確かめた項目", format!("{confirmed}件（このままで正しい）")),
    ]
    .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
    .collect_view()
    .into_any()
}

fn send(editor: Editor, router: Router, busy: RwSignal<bool>, trouble: RwSignal<Option<String>>) {
    let Some(open) = editor.get() else { return };
    let Some(me) = open.local.me().get_untracked() else { return };
    spawn_local(async move {
        let approval = Approval { by: me.user.id, name: me.user.name, at: open.local.now() };
        match open.writer.finish(approval).await {
            Ok(()) => {
                open.finishing.set(false);
                router.go(Route::Sent(None));
            }
            Err(why) => {
                let words = [why.title, why.action.unwrap_or_default()].concat();
                let _ = trouble.try_set(Some(words));
                let _ = busy.try_set(false);
            }
        }
    });
}
