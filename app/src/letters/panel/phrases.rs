use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::Cell;
use letters::show;
use wasm_bindgen::JsCast;
use wire::phrases::{Phrase, Scope};

use crate::el::{El, el};
use crate::letters::controls::{self, Control, by_id, id_of};
use crate::letters::editor::Editor;
use crate::ui::{Icon, sign};

/// 定型文: phrases for the text that had the focus last; pressed, they go where the caret is.
pub(super) fn phrases(editor: Editor) -> El {
    let scope = RwSignal::new(Scope::Personal);
    let word = RwSignal::new(String::new());
    let target = Memo::new(move |_| editor.with(|open| open.text.get()));
    let list = move || {
        let key = target.get().map_or("", |cell| cell.field().of_item().key);
        let phrases = editor.with(|open| Some(open.local.phrases().get()));
        let found = phrases.iter().flat_map(|all| all.iter()).filter(|phrase| {
            phrase.scope == scope.get()
                && (phrase.key.is_empty() || phrase.key == key || key.is_empty())
                && word.with(|word| phrase.text.contains(word.as_str()))
        });
        found.map(|phrase| ([&phrase.id, "|", &phrase.text].concat(), phrase.clone())).collect::<Vec<_>>()
    };
    let about = move || match target.get() {
        Some(cell) => ["「", &show::cell_name(cell), "」に入れます"].concat(),
        None => "文章の欄を選ぶと、その欄の定型文が出ます".to_owned(),
    };
    let scopes = [(Scope::Personal, "自分"), (Scope::Clinic, "医療機関")].map(|(which, name)| {
        el("button")
            .class("segments__item")
            .attr("type", "button")
            .truth("aria-pressed", move || scope.get() == which)
            .on("click", move |_| scope.set(which))
            .text(name)
    });
    let search = el("label")
        .class("field phrases__search")
        .child(el("span").class("field__label").text("ことばで絞る"))
        .child(
            el("input")
                .class("input")
                .attr("type", "search")
                .on("input", move |event| word.set(event_target_value(&event))),
        );
    let body = el("div")
        .class("panel__body")
        .child(el("p").class("phrases__about").live_text(about))
        .child(
            el("div").class("segments").attr("role", "group").attr("aria-label", "定型文の範囲").each(scopes),
        )
        .child(search)
        .child(el("ul").class("phrases").rows(list, move |phrase| view_of(editor, target, phrase)))
        .child(
            el("p")
                .class("findings__none")
                .hidden(move || !list().is_empty())
                .text("定型文はまだありません。下で、いまの文を登録できます。"),
        );
    el("div").class("panel__page").child(body).child(add(editor, target, scope))
}

fn view_of(editor: Editor, target: Memo<Option<Cell>>, phrase: Phrase) -> El {
    let sure = RwSignal::new(false);
    let Phrase { id, text, .. } = phrase;
    let words = text.clone();
    let remove = move |_| {
        if !sure.get_untracked() {
            sure.set(true);
            return;
        }
        let (id, open) = (id.clone(), editor.get());
        spawn_local(async move {
            if let Some(open) = open
                && let Err(why) = open.local.remove_phrase(&id).await
            {
                open.trouble.set(Some(why.title));
            }
        });
    };
    let put = el("button")
        .class("phrases__text")
        .attr("type", "button")
        .on("mousedown", |event| event.prevent_default())
        .on("click", move |_| insert(editor, target.get_untracked(), &text))
        .text(words);
    let gone = el("button")
        .class("button button--text")
        .attr("type", "button")
        .on("click", remove)
        .live_text(move || if sure.get() { "本当に消す" } else { "消す" });
    el("li").class("phrases__item").child(put).child(gone)
}

/// Puts a phrase where the caret of the text is, as if it had been typed: the browser's own undo keeps working.
fn insert(editor: Editor, target: Option<Cell>, text: &str) {
    let Some((cell, control)) = target.and_then(|cell| Some((cell, by_id(&id_of(cell))?))) else {
        editor.tell("先に、定型文を入れる欄を選んでください。");
        return;
    };
    if !editor.writable() {
        return;
    }
    // The selection is kept while a control has no focus.
    let _ = control.focus();
    let page: web_sys::HtmlDocument = document().unchecked_into();
    let typed = page.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or_default();
    if !typed {
        let together = [&control.value(), text].concat();
        control.set_value(&together);
    }
    controls::commit(editor, cell);
}

/// 「いまの文を登録」: what is selected in the text, or all of it.
fn add(editor: Editor, target: Memo<Option<Cell>>, scope: RwSignal<Scope>) -> El {
    let note = RwSignal::new(String::new());
    let put = move |_| {
        let Some(open) = editor.get() else { return };
        let Some((cell, control)) =
            target.get_untracked().and_then(|cell| Some((cell, by_id(&id_of(cell))?)))
        else {
            note.set("登録する文のある欄を、先に選んでください。".to_owned());
            return;
        };
        let text = selected(&control);
        if text.trim().is_empty() {
            note.set("この欄にはまだ文がありません。".to_owned());
            return;
        }
        let key = cell.field().of_item().key.to_owned();
        let phrase = Phrase { id: open.local.new_id(), scope: scope.get_untracked(), key, text };
        spawn_local(async move {
            let words = match open.local.put_phrase(phrase).await {
                Ok(()) => "登録しました。".to_owned(),
                Err(why) => [why.title, why.action.unwrap_or_default()].concat(),
            };
            let _ = note.try_set(words);
        });
    };
    let button = el("button")
        .class("button button--wide")
        .attr("type", "button")
        .on("mousedown", |event| event.prevent_default())
        .on("click", put)
        .child(sign(Icon::Plus))
        .text("いまの文を定型文に登録");
    let help = "選んだところだけ、選んでいなければ欄の全文を登録します。";
    el("div")
        .class("panel__foot")
        .child(button)
        .child(el("p").class("panel__note").attr("role", "status").live_text(move || note.get()))
        .child(el("p").class("panel__note").text(help))
}

/// The selected part of a text; all of it when nothing is selected.
fn selected(control: &Control) -> String {
    let text = control.value();
    let units: Vec<u16> = text.encode_utf16().collect();
    let part = control
        .selection_start()
        .zip(control.selection_end())
        .filter(|(from, to)| from < to)
        .and_then(|(from, to)| units.get(from as usize..to as usize));
    part.map_or(text, String::from_utf16_lossy)
}
