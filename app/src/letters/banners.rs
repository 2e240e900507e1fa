//! What stands over the form: who else writes, why it came back, what another device changed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::{Field, show};

use super::editor::Editor;
use super::{finish, travel};
use crate::local::Mode;
use crate::ui::{Icon, icon};

/// All of it, in order of weight.
pub(crate) fn banners(editor: Editor) -> AnyView {
    view! {
        <div class="banners">
            {move || storage(editor)} {move || mode(editor)} {move || trouble(editor)} {returned(editor)}
            {move || merged(editor)} {move || waiting(editor)}
        </div>
    }
    .into_any()
}

fn banner(class: &'static str, sign: Icon, title: String, text: AnyView, buttons: AnyView) -> AnyView {
    view! {
        <div class=class>
            {icon(sign)} <div class="banner__text"><p class="banner__title">{title}</p> {text}</div> {buttons}
        </div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    ().into_any()
}

fn storage(editor: Editor) -> Option<AnyView> {
    let problem = editor.with(|open| open.local.storage().get().problem)?;
    let text = view! { <p>{problem.action}</p> }.into_any();
    let alarm = banner("banner banner--error", Icon::Fix, problem.title.to_owned(), text, nothing());
    Some(view! { <div role="alert">{alarm}</div> }.into_any())
}

fn trouble(editor: Editor) -> Option<AnyView> {
    let words = editor.with(|open| open.trouble.get())?;
    Some(view! { <div role="alert">{banner("banner banner--error", Icon::Fix, words, nothing(), nothing())}</div> }.into_any())
}

fn mode(editor: Editor) -> Option<AnyView> {
    match editor.with(|open| Some(open.writer.mode().get()))? {
        Mode::Writing => None,
        Mode::Reading => {
            let take = move |_| {
                if let Some(open) = editor.get() {
                    spawn_local(async move { open.writer.take_over().await });
                }
            };
            let title = "ほかのタブでこの意見書を編集しています".to_owned();
            let text = view! { <p>"この画面では読むだけです。"</p> }.into_any();
            let button = view! { <button type="button" class="button" on:click=take>"こちらで編集する"</button> };
            Some(banner("banner", Icon::Eye, title, text, button.into_any()))
        }
        Mode::Finished => {
            let title = "この意見書は完成しています".to_owned();
            let text = view! { <p>"ここでは直せません。送信の様子は送信箱で見られます。"</p> }.into_any();
            let link = view! { <a class="button" href="/sent">"送信箱へ"</a> };
            Some(banner("banner", Icon::Done, title, text, link.into_any()))
        }
    }
}

/// The insurer's reason, and the field it names.
fn returned(editor: Editor) -> AnyView {
    (move || {
        let replaced = editor.with(|open| open.writer.replaces());
        let line = editor.with(|open| {
            let sent = open.local.sent().get();
            let line = sent.items.iter().find(|sent| Some(&sent.letter_id) == replaced.as_ref())?.line.clone()?;
            line.returned
        });
        let text = line
            .as_ref()
            .map(|reason| reason.text.clone())
            .or_else(|| editor.with(|open| open.writer.request()?.return_text))?;
        let field = line.and_then(|reason| reason.field).and_then(|path| Field::parse(&path).ok());
        let link = field.map(|field| {
            let name = letters::Cell::of(field).map_or_else(|| field.of_item().label.to_owned(), show::cell_name);
            view! {
                <button type="button" class="button" on:click=move |_| travel::go(editor, field)>
                    "「" {name} "」へ"
                </button>
            }
        });
        let words = view! { <p>{text}</p> }.into_any();
        Some(banner("banner banner--error", Icon::Back, "保険者から差し戻されました".to_owned(), words, link.into_any()))
    })
    .into_any()
}

fn merged(editor: Editor) -> Option<AnyView> {
    let cells = editor.with(|open| Some(open.writer.unseen().get()))?;
    let first = *cells.first()?;
    let mut names: Vec<String> = cells.iter().take(3).map(|cell| ["「", &show::cell_name(*cell), "」"].concat()).collect();
    if cells.len() > 3 {
        names.push("など".to_owned());
    }
    let title = format!("ほかの端末の変更が{}か所入りました", cells.len());
    let text = view! { <p>{names.concat()}</p> }.into_any();
    let buttons = view! {
        <button type="button" class="button" on:click=move |_| travel::go(editor, first.field())>"見る"</button>
        <button type="button" class="button" on:click=move |_| editor.with(|open| open.writer.mark_seen())>
            "確かめました"
        </button>
    };
    Some(banner("banner banner--warn", Icon::Change, title, text, buttons.into_any()))
}

fn waiting(editor: Editor) -> Option<AnyView> {
    editor.track_marks();
    if !editor.state(|state| state.waiting) {
        return None;
    }
    let back = move |_| finish::hand_over(editor, false);
    let (title, words, word) = if finish::is_doctor(editor) {
        ("承認待ちです", "事務が入力しました。内容を確かめて、完成してください。", "事務に戻す")
    } else {
        ("医師に渡しました（承認待ち）", "医師が確かめて完成します。直すところがあれば取り戻してください。", "取り戻す")
    };
    let text = view! { <p>{words}</p> }.into_any();
    let button = view! { <button type="button" class="button" on:click=back>{word}</button> };
    Some(banner("banner", Icon::Half, title.to_owned(), text, button.into_any()))
}
