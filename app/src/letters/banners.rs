//! What stands over the form: who else writes, why it came back, what another device changed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::{Cell, Field, show};

use super::editor::Editor;
use super::{finish, travel};
use crate::el::{El, Words, el};
use crate::local::Mode;
use crate::ui::{Icon, sign};

/// All of it, in order of weight.
pub(crate) fn banners(editor: Editor) -> El {
    el("div")
        .class("banners")
        .show(move || storage(editor))
        .show(move || mode(editor))
        .show(move || trouble(editor))
        .show(move || editor.knowledge().map(|known| untrack(|| (known.banners)(editor))))
}

/// Why it came back, what another device changed, who waits for it.
pub(crate) fn beside(editor: Editor) -> El {
    el("div")
        .class("banners")
        .show(move || returned(editor))
        .show(move || merged(editor))
        .show(move || waiting(editor))
}

fn banner(class: &'static str, which: Icon, title: impl Words, words: impl Words) -> El {
    let text = el("div")
        .class("banner__text")
        .child(el("p").class("banner__title").text(title))
        .child(el("p").text(words));
    el("div").class(class).child(sign(which)).child(text)
}

fn button(word: impl Words, press: impl Fn() + 'static) -> El {
    el("button").class("button").attr("type", "button").text(word).on("click", move |_| press())
}

fn storage(editor: Editor) -> Option<El> {
    let problem = editor.with(|open| open.local.storage().get().problem)?;
    Some(banner("banner banner--error", Icon::Fix, problem.title, problem.action).attr("role", "alert"))
}

fn trouble(editor: Editor) -> Option<El> {
    let words = editor.with(|open| open.trouble.get())?;
    Some(banner("banner banner--error", Icon::Fix, words, "").attr("role", "alert"))
}

fn mode(editor: Editor) -> Option<El> {
    match editor.with(|open| Some(open.writer.mode().get()))? {
        Mode::Writing => None,
        Mode::Reading => {
            let take = move || {
                if let Some(open) = editor.get() {
                    spawn_local(async move { open.writer.take_over().await });
                }
            };
            let title = "ほかのタブでこの意見書を編集しています";
            let banner = banner("banner", Icon::Eye, title, "この画面では読むだけです。");
            Some(banner.child(button("こちらで編集する", take)))
        }
        Mode::Finished => {
            let words = "ここでは直せません。送信の様子は送信箱で見られます。";
            let link = el("a").class("button").attr("href", "/sent").text("送信箱へ");
            Some(banner("banner", Icon::Done, "この意見書は完成しています", words).child(link))
        }
    }
}

/// The insurer's reason, and the field it names.
fn returned(editor: Editor) -> Option<El> {
    let replaced = editor.with(|open| open.writer.replaces())?;
    let reason = editor.with(|open| {
        let sent = open.local.sent().get();
        let line = sent.items.iter().find(|sent| sent.letter_id == replaced)?.line.as_ref()?;
        line.returned.clone()
    });
    let text = match &reason {
        Some(reason) => reason.text.clone(),
        None => editor.with(|open| open.writer.request()?.return_text)?,
    };
    let field = reason.and_then(|reason| reason.field).and_then(|path| Field::parse(&path).ok());
    let link = field.map(|field| {
        let name = Cell::of(field).map_or_else(|| field.of_item().label.to_owned(), show::cell_name);
        button(["「", &name, "」へ"].concat(), move || travel::go(editor, field))
    });
    Some(banner("banner banner--error", Icon::Back, "保険者から差し戻されました", text).opt(link))
}

fn merged(editor: Editor) -> Option<El> {
    let cells = editor.with(|open| Some(open.writer.unseen().get()))?;
    let first = *cells.first()?;
    let names = cells.iter().take(3).map(|cell| ["「", &show::cell_name(*cell), "」"].concat());
    let names: Vec<String> = names.chain((cells.len() > 3).then(|| "など".to_owned())).collect();
    let title = format!("ほかの端末の変更が{}か所入りました", cells.len());
    let banner = banner("banner banner--warn", Icon::Change, title, names.concat());
    Some(
        banner
            .child(button("見る", move || travel::go(editor, first.field())))
            .child(button("確かめました", move || editor.with(|open| open.writer.mark_seen()))),
    )
}

fn waiting(editor: Editor) -> Option<El> {
    editor.track_marks();
    if !editor.state(|state| state.waiting) {
        return None;
    }
    let (title, words, word) = if finish::is_doctor(editor) {
        ("承認待ちです", "事務が入力しました。内容を確かめて、完成してください。", "事務に戻す")
    } else {
        (
            "医師に渡しました（承認待ち）",
            "医師が確かめて完成します。直すところがあれば取り戻してください。",
            "取り戻す",
        )
    };
    let back = button(word, move || finish::hand_over(editor, false));
    Some(banner("banner", Icon::Half, title, words).child(back))
}
