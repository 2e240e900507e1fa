use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::Cell;
use letters::show;
use wasm_bindgen::JsCast;
use wire::phrases::{Phrase, Scope};

use crate::letters::controls::{self, Control, by_id, id_of};
use crate::letters::editor::Editor;
use crate::ui::{Icon, icon};

/// 定型文: phrases for the text that had the focus last; pressed, they go where the caret is.
pub(super) fn phrases(editor: Editor) -> AnyView {
    let scope = RwSignal::new(Scope::Personal);
    let word = RwSignal::new(String::new());
    let target = Memo::new(move |_| editor.with(|open| open.text.get()));
    let list = move || {
        let key = target.get().map_or("", |cell| cell.field().of_item().key);
        let phrases = editor.with(|open| Some(open.local.phrases().get()));
        let found = phrases.iter().flat_map(|all| all.iter()).filter(|phrase| {
            phrase.scope == scope.get()
                && (phrase.key.is_empty() || phrase.key == key || key.is_empty())
                && (word.with(|word| phrase.text.contains(word.as_str())))
        });
        found.cloned().collect::<Vec<_>>()
    };
    let about = move || match target.get() {
        Some(cell) => ["「", &show::cell_name(cell), "」に入れます"].concat(),
        None => "文章の欄を選ぶと、その欄の定型文が出ます".to_owned(),
    };
    let scopes = [(Scope::Personal, "自分"), (Scope::Clinic, "医療機関")].map(|(which, name)| {
        let pressed = move || if scope.get() == which { "true" } else { "false" };
        view! {
            <button type="button" class="segments__item" aria-pressed=pressed on:click=move |_| scope.set(which)>{name}</button>
        }
    });
    view! {
        <div class="panel__body">
            <p class="phrases__about">{about}</p>
            <div class="segments" role="group" aria-label="定型文の範囲">{scopes.collect_view()}</div>
            <label class="field phrases__search">
                <span class="field__label">"ことばで絞る"</span>
                <input type="search" class="input" autocomplete="off" on:input=move |event| word.set(event_target_value(&event)) />
            </label>
            <ul class="phrases">
                <For each=list key=|phrase| [&phrase.id, "|", &phrase.text].concat() children=move |phrase| view_of(editor, target, phrase) />
            </ul>
            <p class="findings__none" hidden=move || !list().is_empty()>
                "定型文はまだありません。下で、いまの文を登録できます。"
            </p>
        </div>
        <div class="panel__foot">{add(editor, target, scope)}</div>
    }
    .into_any()
}

fn view_of(editor: Editor, target: Memo<Option<Cell>>, phrase: Phrase) -> AnyView {
    let sure = RwSignal::new(false);
    let text = phrase.text.clone();
    let id = phrase.id.clone();
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
    view! {
        <li class="phrases__item">
            <button
                type="button"
                class="phrases__text"
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| insert(editor, target.get_untracked(), &text)
            >
                {phrase.text.clone()}
            </button>
            <button type="button" class="button button--text" on:click=remove>
                {move || if sure.get() { "本当に消す" } else { "消す" }}
            </button>
        </li>
    }
    .into_any()
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
fn add(editor: Editor, target: Memo<Option<Cell>>, scope: RwSignal<Scope>) -> AnyView {
    let note = RwSignal::new(None::<String>);
    let put = move |_| {
        let Some(open) = editor.get() else { return };
        let Some((cell, control)) = target.get_untracked().and_then(|cell| Some((cell, by_id(&id_of(cell))?))) else {
            note.set(Some("登録する文のある欄を、先に選んでください。".to_owned()));
            return;
        };
        let text = selected(&control);
        if text.trim().is_empty() {
            note.set(Some("この欄にはまだ文がありません。".to_owned()));
            return;
        }
        let key = cell.field().of_item().key.to_owned();
        let phrase = Phrase { id: open.local.new_id(), scope: scope.get_untracked(), key, text };
        spawn_local(async move {
            let words = match open.local.put_phrase(phrase).await {
                Ok(()) => "登録しました。".to_owned(),
                Err(why) => [why.title, why.action.unwrap_or_default()].concat(),
            };
            let _ = note.try_set(Some(words));
        });
    };
    view! {
        <button
            type="button"
            class="button button--wide"
            on:mousedown=|event| event.prevent_default()
            on:click=put
        >
            {icon(Icon::Plus)} "いまの文を定型文に登録"
        </button>
        <p class="panel__note" role="status">{move || note.get()}</p>
        <p class="panel__note">"選んだところだけ、選んでいなければ欄の全文を登録します。"</p>
    }
    .into_any()
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
