//! The top bar: whose letter, until when, how safe.

use leptos::prelude::*;
use letters::form::{Cell, cell};
use letters::show;
use sync::Saved;

use super::editor::Editor;
use super::finish;
use crate::local::SavedView;
use crate::ui::{Icon, Tone, chip, clock, due_chip, icon};

/// The bar.
pub(crate) fn bar(editor: Editor) -> AnyView {
    let today = editor.get().map(|open| open.local.today());
    let due = editor.with(|open| {
        let due = open.writer.request()?.request.due_date?;
        ja::Date::parse_iso(&due)
    });
    let online = move || editor.with(|open| open.local.online().get());
    view! {
        <header class="bar">
            <a class="skip-link" href="#main">"本文へ"</a>
            <a class="bar__back" href="/">{icon(Icon::Left)} <span>"依頼一覧"</span></a>
            <div class="bar__person">
                <h1 class="bar__names">
                    <span class="bar__name">{move || text(editor, cell("pt_name"))}</span>
                    <span class="bar__kana">{move || text(editor, cell("pt_kana"))}</span>
                    <span class="bar__age">{move || age_and_sex(editor)}</span>
                </h1>
                <p class="bar__facts">
                    <span>{move || text(editor, cell("pt_birth"))} "生"</span>
                    <span>{move || insurer(editor)}</span>
                    <span class="bar__number">"被保険者番号 " {move || text(editor, cell("insured_no"))}</span>
                </p>
            </div>
            <div class="bar__state">
                {due.zip(today).map(|(due, today)| due_chip(due, today))}
                {move || saved_chip(&saved(editor))}
                {move || (!online()).then(|| chip(Tone::Offline, Icon::Offline, "オフライン"))}
            </div>
            {finish::button(editor, "button button--filled bar__finish")}
        </header>
    }
    .into_any()
}

fn text(editor: Editor, at: Cell) -> String {
    editor.item(at.field().item, |state| show::value_text(at, state.letter.get(at)))
}

fn insurer(editor: Editor) -> String {
    let (name, number) = (text(editor, cell("insurer_name")), text(editor, cell("insurer_no")));
    if number.is_empty() { name } else { [&name, "（", &number, "）"].concat() }
}

fn age_and_sex(editor: Editor) -> String {
    let sex = text(editor, cell("pt_sex"));
    let entry = cell("entry_date");
    let on = editor.item(entry.field().item, |state| state.letter.date(entry));
    let on = on.or_else(|| editor.get().map(|open| open.local.today()));
    let birth = cell("pt_birth");
    let birth = editor.item(birth.field().item, |state| state.letter.date(birth));
    match birth.zip(on) {
        Some((birth, on)) if !sex.is_empty() => format!("{}歳・{sex}", ja::age::printed(birth, on)),
        Some((birth, on)) => format!("{}歳", ja::age::printed(birth, on)),
        None => sex,
    }
}

/// How safe the letter is, tracked.
pub(crate) fn saved(editor: Editor) -> SavedView {
    let saved = editor.with(|open| Some(open.writer.saved().get()));
    saved.unwrap_or(SavedView { saved: Saved::Saving, at: None })
}

fn saved_chip(view: &SavedView) -> AnyView {
    let (word, tone) = saved_words(view);
    chip(tone, Icon::Terminal, word)
}

/// 保存済み 14:03.
pub(crate) fn saved_words(view: &SavedView) -> (String, Tone) {
    let time = view.at.as_deref().map(clock).unwrap_or_default();
    let (word, tone) = match view.saved {
        Saved::Everywhere => ("保存済み", Tone::Done),
        Saved::HereOnly => ("この端末のみ", Tone::Done),
        Saved::Saving => return ("保存中…".to_owned(), Tone::Plain),
        Saved::Failed => return ("保存できません".to_owned(), Tone::Alarm),
    };
    ([word, " ", &time].concat().trim_end().to_owned(), tone)
}
