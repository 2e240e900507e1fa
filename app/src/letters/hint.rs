//! What the levels mean, one key away: `?` or F1 on a choice, or the button beside the label.

use leptos::prelude::*;
use letters::form::{Choice, ITEMS, Item, Kind, Part};

use super::editor::{Editor, cell_of};
use super::knowledge::{Knowledge, knowledge};
use crate::el::{El, el};

/// Shows what an item and one of its choices mean, or hides it again.
pub(crate) fn toggle(editor: Editor, item: u16, choice: Option<u8>) {
    let Some(shown) = ITEMS.get(usize::from(item)) else { return };
    if knowledge().is_none() {
        editor.tell("説明を読み込んでいます。少し待って、もう一度押してください。");
        return;
    }
    if !knowledge().is_some_and(|known| (known.explains)(shown.key)) {
        editor.tell("この項目に説明はありません。");
        return;
    }
    editor.with(|open| {
        let wanted = Some((item, choice));
        let now = open.hint.get_untracked();
        open.hint.set(if now == wanted { None } else { wanted });
    });
}

/// Hides what is shown; nothing when nothing is.
pub(crate) fn close(editor: Editor) -> Option<()> {
    editor.with(|open| {
        let shown = open.hint.get_untracked().is_some();
        shown.then(|| open.hint.set(None))
    })
}

/// Adds the definition of the chosen level, and what was asked for.
pub(crate) fn definition(editor: Editor, index: u16, shell: El) -> El {
    let Some(item) = ITEMS.get(usize::from(index)) else { return shell };
    let level = levels(item).zip(cell_of(index, Part::Whole)).map(|(choices, cell)| {
        let meaning = move || {
            let chosen = editor.item(index, |state| state.letter.choice(cell));
            let choice = chosen.and_then(|n| choices.get(usize::from(n)));
            choice.and_then(|choice| meaning(editor.knowledge()?, item.key, choice)).unwrap_or_default()
        };
        el("p").class("item__level").live_text(meaning)
    });
    let asked = move || {
        let shown = editor.with(|open| open.hint.get());
        shown
            .filter(|(item, _)| *item == index)
            .and_then(|(_, choice)| Some((knowledge()?.asked_for)(item, choice)))
    };
    shell.opt(level).child(el("div").attr("role", "status").show(asked))
}

/// The choices of an item whose chosen level is always explained.
fn levels(item: &Item) -> Option<&'static [Choice]> {
    match item.kind {
        Kind::One(choices) if matches!(item.key, "adl_level" | "dementia_level") => Some(choices),
        _ => None,
    }
}

/// A level in one sentence: A2：外出の頻度が少なく….
fn meaning(known: Knowledge, key: &str, choice: &Choice) -> Option<String> {
    let text = (known.of_choice)(key, choice.label)?;
    let last = text.trim_end_matches('。').rsplit('。').next().unwrap_or(text);
    let named = [choice.label, "は、"].concat();
    Some([choice.label, "：", last.strip_prefix(named.as_str()).unwrap_or(last)].concat())
}

/// The definitions of an item's choices, or of one.
pub(crate) fn asked_for(item: &'static Item, choice: Option<u8>) -> El {
    let only = choice.and_then(|n| item.choices().get(usize::from(n)));
    let explained = item.choices().iter().filter(|choice| only.is_none_or(|only| only == *choice));
    let of_choice = |label| (knowledge()?.of_choice)(item.key, label);
    let rows = explained.filter_map(|choice| Some((choice.label, of_choice(choice.label)?)));
    let rows = rows.flat_map(|(label, text)| [el("dt").text(label), el("dd").text(text)]);
    el("div")
        .class("hint")
        .opt(knowledge().and_then(|known| (known.of_item)(item.key)).map(|text| el("p").text(text)))
        .child(el("dl").class("hint__levels").each(rows))
}
