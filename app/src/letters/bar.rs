//! The top bar: whose letter, until when, how safe.

use leptos::prelude::*;
use letters::form::{Cell, cell};
use letters::show;
use sync::Saved;

use super::editor::Editor;
use super::finish;
use crate::el::{El, el};
use crate::local::SavedView;
use crate::ui::{Icon, Tone, badge, clock, due, sign};

/// The bar.
pub(crate) fn bar(editor: Editor, safety: Memo<(String, Tone)>) -> El {
    let today = editor.get().map(|open| open.local.today());
    let until = editor.with(|open| {
        let until = open.writer.request()?.request.due_date?;
        ja::Date::parse_iso(&until)
    });
    let span = |class, text: fn(Editor) -> String| el("span").class(class).live_text(move || text(editor));
    let names = el("h1")
        .class("bar__names")
        .child(span("bar__name", |editor| text(editor, cell("pt_name"))))
        .child(span("bar__kana", |editor| text(editor, cell("pt_kana"))))
        .child(span("bar__age", age_and_sex));
    let facts = el("p")
        .class("bar__facts")
        .child(span("", |editor| [&text(editor, cell("pt_birth")), "生"].concat()))
        .child(span("", insurer))
        .child(span("", |editor| ["被保険者番号 ", &text(editor, cell("insured_no"))].concat()));
    let mut state = el("div").class("bar__state");
    if let Some((until, today)) = until.zip(today) {
        state = state.child(due(until, today));
    }
    let state = state.child(saved_chip(editor, safety)).show(move || {
        let online = editor.with(|open| open.local.online().get());
        (!online).then(|| el("span").child(badge(Tone::Offline, Icon::Offline, "オフライン")))
    });
    el("header")
        .class("bar")
        .child(el("a").class("skip-link").attr("href", "#main").text("本文へ"))
        .child(
            el("a")
                .class("bar__back")
                .attr("href", "/")
                .child(sign(Icon::Left))
                .child(el("span").text("依頼一覧")),
        )
        .child(el("div").class("bar__person").child(names).child(facts))
        .child(state)
        .child(finish::button(editor, "button button--filled bar__finish"))
}

fn text(editor: Editor, at: Cell) -> String {
    editor.words(at.field().item, |state| show::value_text(at, state.letter.get(at)))
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

/// Whether something typed a moment ago is on its way to the disk, tracked.
fn is_saving(editor: Editor) -> bool {
    editor.with(|open| open.writer.saved().get().saved == Saved::Saving)
}

/// How safe the letter was when nothing was on its way last: 保存済み 14:03.
pub(crate) fn safety(editor: Editor) -> Memo<(String, Tone)> {
    Memo::new(move |before: Option<&(String, Tone)>| {
        let view = editor.with(|open| Some(open.writer.saved().get()));
        let view = view.unwrap_or(SavedView { saved: Saved::Saving, at: None });
        let time = view.at.as_deref().map(clock).unwrap_or_default();
        let (word, tone) = match view.saved {
            Saved::Everywhere => ("保存済み", Tone::Done),
            Saved::HereOnly => ("この端末のみ", Tone::Done),
            Saved::Saving => return before.cloned().unwrap_or((SAVING.to_owned(), Tone::Plain)),
            Saved::Failed => return ("保存できません".to_owned(), Tone::Alarm),
        };
        ([word, " ", &time].concat().trim_end().to_owned(), tone)
    })
}

/// The words of [`safety`], and in their place 保存中… while something is on its way to the disk: one mark turns them.
pub(crate) fn saved_words(editor: Editor, safety: Memo<(String, Tone)>) -> El {
    el("span")
        .class("saved")
        .mark("data-saving", move || is_saving(editor))
        .child(el("span").class("saved__words").live_text(move || safety.get().0))
        .child(el("span").class("saved__now").text(SAVING))
}

fn saved_chip(editor: Editor, safety: Memo<(String, Tone)>) -> El {
    let chip = el("span").live("class", move || Some(safety.get().1.class().into()));
    el("span")
        .together()
        .class("bar__saved")
        .child(chip.child(sign(Icon::Terminal)).child(saved_words(editor, safety)))
}

const SAVING: &str = "保存中…";
