//! What is kept beside the letter, in words, with the way back into it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::{Cell, Edition};
use letters::{Field, Letter, Value, show};
use sync::Action;

use super::banners::{banner, button};
use super::edition;
use super::editor::{Editor, Open};
use crate::el::{El, el};
use crate::local::{OpenDraft, Trouble};
use crate::route::{Route, Router};
use crate::ui::Icon;

/// What was typed here after the letter had been sent from another device.
pub(super) fn left_out(editor: Editor) -> Option<El> {
    editor.track_marks();
    let values = editor.with(|open| {
        open.writer.mode().track();
        open.writer.left_out()
    });
    if values.is_empty() {
        return None;
    }
    let router = use_context::<Router>()?;
    let title = format!("送った意見書に入らなかった入力が{}つあります", values.len());
    let words =
        "この端末で入力したあと、届く前に、ほかの端末から意見書が送られました。消さずにとってあります。";
    let take = move || {
        spawn_local(async move {
            if let Some(open) = editor.get()
                && let Err(trouble) = take_over(&open, router).await
            {
                let words = [trouble.title, trouble.action.unwrap_or_default()].concat();
                open.trouble.set(Some(words));
            }
        });
    };
    let drop = move || editor.with(|open| open.writer.let_go());
    Some(
        banner("banner banner--warn", Icon::Change, title, words)
            .child(list(&values))
            .child(button("差し替えの意見書に入れる", take))
            .child(button("入れなくてよい（消す）", drop)),
    )
}

/// Puts what was left out into a new version of the letter; only then it is kept here no longer.
async fn take_over(open: &Open, router: Router) -> Result<(), Trouble> {
    let id = open.writer.id();
    let sent = open.local.sent().get_untracked();
    let letter = sent.items.iter().find(|sent| sent.draft.as_deref() == Some(&id));
    let letter = letter.map(|sent| sent.letter_id.clone()).ok_or_else(Trouble::offline)?;
    let writer = open.local.open_draft(OpenDraft::Replace(letter)).await?;
    writer.set_all(&open.writer.left_out());
    writer.flush().await;
    open.writer.let_go();
    let draft = writer.id();
    writer.close();
    router.go(Route::Letter(draft));
    Ok(())
}

fn list(values: &[(Cell, Value)]) -> El {
    let line = |(cell, value): &(Cell, Value)| {
        let words = match show::value_text(*cell, value) {
            words if words.is_empty() => "（空欄）".to_owned(),
            words => words,
        };
        el("li").child(el("strong").text([&show::cell_name(*cell), "："].concat())).text(words)
    };
    el("ul").class("aside__values").each(values.iter().map(line))
}

/// Another edition of the form, chosen on another device.
pub(super) fn editions(editor: Editor) -> Option<El> {
    let others = editor.with(|open| Some(open.writer.editions().get()))?;
    let other = *others.first()?;
    let now = editor.edition();
    let (mine, theirs) = (edition::words(now).0, edition::words(other).0);
    let title = ["ほかの端末では", theirs, "が選ばれています"].concat();
    let words = ["いまは", mine, "です。どちらで書くかを選んでください。入力はどちらでも残ります。"].concat();
    let choose = move |before: Edition, after: Edition| {
        move || {
            if editor.writable() {
                editor.with(|open| open.writer.edit(Action::Form { before, after }));
            }
        }
    };
    Some(
        banner("banner banner--warn", Icon::Change, title, words)
            .child(button([mine, "のまま書く"].concat(), choose(other, now)))
            .child(button([theirs, "に替える"].concat(), choose(now, other))),
    )
}

/// The answers that this edition does not ask: where they are, and how they come back.
pub(super) fn not_asked(editor: Editor) -> Option<El> {
    editor.with(|open| open.any.track());
    let now = editor.edition();
    let values = editor.state(|state| of_other_editions(&state.letter, now));
    if values.is_empty() {
        return None;
    }
    let title = format!("この様式にない入力を{}件とってあります", values.len());
    let words =
        "画面と紙には出ませんが、消えてはいません。「様式を変える」で元の様式に戻すと、また出てきます。";
    let details = el("details")
        .class("edition__aside")
        .child(el("summary").text(title))
        .child(el("p").text(words))
        .child(list(&values));
    Some(details)
}

fn of_other_editions(letter: &Letter, now: Edition) -> Vec<(Cell, Value)> {
    let filled = letter.filled().filter(|(cell, _)| !Field::from(*cell).is_asked(now));
    filled.map(|(cell, value)| (cell, value.clone())).collect()
}
