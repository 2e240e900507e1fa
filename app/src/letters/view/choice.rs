use leptos::prelude::*;
use letters::form::{Cell, CellKind, Choice, ITEMS, Kind, Part};
use letters::{Mark, Value};

use super::head::{label_id, message_id};
use super::text::{copied, invalid};
use crate::letters::controls::id_of;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::grid_of;

/// One of several: boxes of which one is marked, or none.
pub(super) fn one(editor: Editor, index: u16, choices: &'static [Choice]) -> AnyView {
    let Some((item, cell)) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole)) else {
        return ().into_any();
    };
    radios(editor, cell, choices, grid_of(item.key), Name::Label(label_id(item.key)))
}

/// What names a group.
pub(super) enum Name {
    /// The element with this id.
    Label(String),
    /// These words.
    Words(String),
}

/// The boxes of a cell that holds one choice.
pub(super) fn radios(editor: Editor, cell: Cell, choices: &'static [Choice], class: &'static str, name: Name) -> AnyView {
    let item = cell.field().of_item();
    let chosen = editor.state(|state| state.letter.choice(cell));
    let boxes = (0u8..).zip(choices).filter(|(_, choice)| {
        choice.editions.has(editor.state(|state| Some(state.letter.edition)).unwrap_or(letters::Edition::R8))
    });
    let boxes = boxes
        .map(|(n, choice)| {
            let first = chosen.map_or(n == 0, |chosen| chosen == n);
            view! {
                <button
                    type="button"
                    class="choice"
                    role="radio"
                    data-c=cell.index()
                    data-n=n
                    tabindex=if first { "0" } else { "-1" }
                    aria-checked=move || truth(editor.item(cell.field().item, |s| s.letter.choice(cell) == Some(n)))
                    data-copied=move || copied(editor, cell)
                >
                    {words(choice)}
                </button>
            }
            .into_any()
        })
        .collect_view();
    let (label, words) = match name {
        Name::Label(id) => (Some(id), None),
        Name::Words(words) => (None, Some(words)),
    };
    view! {
        <div
            class=class
            id=id_of(cell)
            role="radiogroup"
            aria-labelledby=label
            aria-label=words
            aria-describedby=message_id(item.key)
            aria-invalid=move || invalid(editor, cell)
            data-group=""
        >
            {boxes}
        </div>
    }
    .into_any()
}

/// Any of several, each plain or underlined where the paper asks so.
pub(super) fn many(editor: Editor, index: u16, choices: &'static [Choice]) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(index)) else { return ().into_any() };
    let edition = editor.state(|state| Some(state.letter.edition)).unwrap_or(letters::Edition::R8);
    let asked = (0u8..).zip(choices).filter(|(_, choice)| choice.editions.has(edition));
    let boxes = asked
        .enumerate()
        .filter_map(|(place, (n, choice))| {
            let cell = cell_of(index, Part::Option(n))?;
            let boxed = checkbox(editor, cell, words(choice), place == 0);
            Some(if matches!(item.kind, Kind::Marks(_)) && !choice.exclusive { marked(editor, cell, boxed, choice.label) } else { boxed })
        })
        .collect_view();
    view! {
        <div
            class=grid_of(item.key)
            role="group"
            aria-labelledby=label_id(item.key)
            aria-describedby=message_id(item.key)
            data-group=""
        >
            {boxes}
        </div>
    }
    .into_any()
}

/// A box that is marked or not. `first` is the one of its group that the tab key enters.
pub(super) fn checkbox(editor: Editor, cell: Cell, words: AnyView, first: bool) -> AnyView {
    let item = cell.field().item;
    let on = move |value: &Value| !value.is_empty() && *value != Value::Mark(Mark::UnderlineOnly);
    view! {
        <button
            type="button"
            class="choice"
            role="checkbox"
            id=id_of(cell)
            data-c=cell.index()
            tabindex=if first { "0" } else { "-1" }
            aria-checked=move || truth(editor.item(item, |state| on(state.letter.get(cell))))
            aria-invalid=move || invalid(editor, cell)
            data-copied=move || copied(editor, cell)
            data-underlined=move || underlined(editor, cell).then_some("")
        >
            {words}
        </button>
    }
    .into_any()
}

/// A service with its 下線, which is offered once the service is marked.
fn marked(editor: Editor, cell: Cell, boxed: AnyView, label: &'static str) -> AnyView {
    let hidden = move || editor.item(cell.field().item, |state| state.letter.is_empty(cell));
    view! {
        <span class="marked" data-m="">
            {boxed}
            <button
                type="button"
                class="marked__line"
                data-u=cell.index()
                tabindex="-1"
                aria-pressed=move || truth(underlined(editor, cell))
                aria-label=[label, "に下線"].concat()
                hidden=hidden
            >
                "下線"
            </button>
        </span>
    }
    .into_any()
}

fn underlined(editor: Editor, cell: Cell) -> bool {
    cell.kind() == CellKind::Mark
        && editor.item(cell.field().item, |state| {
            matches!(state.letter.get(cell), Value::Mark(Mark::Underlined | Mark::UnderlineOnly))
        })
}

/// A choice as printed.
pub(super) fn words(choice: &'static Choice) -> AnyView {
    let note = (!choice.note.is_empty()).then(|| view! { <span class="choice__note">"（" {choice.note} "）"</span> });
    view! { <span class="choice__words">{choice.label} {note}</span> }.into_any()
}

/// `true` or `false`, as attributes have it.
pub(crate) const fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}
