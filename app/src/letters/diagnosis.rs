//! The helper of 診断名: names to choose from while typing, those that are a 特定疾病 marked.

use leptos::prelude::*;
use letters::diseases::{self, Diagnosis};
use letters::form::Cell;
use web_sys::Element;

use super::controls::{self, Control, by_id, id_of};
use super::editor::Editor;

/// How many names are offered.
const MOST: usize = 8;

/// What is offered at a field, and which of it the arrow keys stand on.
#[derive(Clone, Default)]
pub(crate) struct Offer {
    cell: Option<Cell>,
    names: Vec<&'static Diagnosis>,
    active: Option<usize>,
}

/// Whether a cell is a 診断名.
pub(crate) fn is_one(cell: Cell) -> bool {
    matches!(cell.field().of_item().key, "dx1_name" | "dx2_name" | "dx3_name")
}

/// The field with the list under it.
pub(crate) fn control(editor: Editor, cell: Cell, input: AnyView) -> AnyView {
    let list = move || {
        let offer = editor.with(|open| open.offer.get());
        let mine = offer.cell == Some(cell);
        offer.names.into_iter().enumerate().filter(|_| mine).map(|(n, diagnosis)| option(editor, cell, n, diagnosis)).collect_view()
    };
    view! {
        <div class="helper">
            {input}
            <ul
                class="helper__list"
                id=list_id(cell)
                role="listbox"
                aria-label="診断名の候補"
                hidden=move || !is_open(editor, cell)
            >
                {list}
            </ul>
        </div>
    }
    .into_any()
}

fn option(editor: Editor, cell: Cell, n: usize, diagnosis: &'static Diagnosis) -> AnyView {
    let active = move || editor.with(|open| open.offer.with(|offer| offer.active == Some(n)));
    let tag = diagnosis.specified.map(|_| view! { <span class="helper__tag">"特定疾病"</span> });
    view! {
        <li
            class="helper__option"
            id=option_id(cell, n)
            role="option"
            aria-selected=move || if active() { "true" } else { "false" }
            on:mousedown=move |event| {
                // The focus stays in the field.
                event.prevent_default();
                take(editor, cell, diagnosis);
            }
        >
            {diagnosis.name} {tag}
        </li>
    }
    .into_any()
}

/// Something was typed, possibly not converted yet.
pub(crate) fn typed(editor: Editor, cell: Cell, input: &Element) {
    use wasm_bindgen::JsCast;
    if !is_one(cell) {
        return;
    }
    let typed = input.unchecked_ref::<Control>().value();
    let names: Vec<_> = diseases::suggest(&typed).filter(|diagnosis| diagnosis.name != typed).take(MOST).collect();
    offer(editor, Offer { cell: (!names.is_empty()).then_some(cell), names, active: None });
}

/// The focus left the field.
pub(crate) fn left(editor: Editor, cell: Cell) {
    if is_one(cell) {
        offer(editor, Offer::default());
    }
}

/// Keys of the open list: arrows, Enter, Escape.
pub(crate) fn key(editor: Editor, key: &str) -> Option<()> {
    let now = editor.with(|open| open.offer.get_untracked());
    let (cell, count) = (now.cell?, now.names.len());
    let active = match key {
        "ArrowDown" => Some(now.active.map_or(0, |n| (n + 1) % count)),
        "ArrowUp" => Some(now.active.map_or(count - 1, |n| (n + count - 1) % count)),
        "Enter" => {
            let diagnosis = now.names.get(now.active?)?;
            take(editor, cell, diagnosis);
            return Some(());
        }
        "Escape" => {
            offer(editor, Offer::default());
            return Some(());
        }
        _ => return None,
    };
    offer(editor, Offer { active, ..now });
    Some(())
}

fn take(editor: Editor, cell: Cell, diagnosis: &Diagnosis) {
    if let Some(input) = by_id(&id_of(cell)).filter(|_| editor.writable()) {
        input.set_value(diagnosis.name);
        controls::commit(editor, cell);
    }
    offer(editor, Offer::default());
}

fn offer(editor: Editor, offer: Offer) {
    editor.with(|open| {
        if offer.cell.is_some() || open.offer.with_untracked(|now| now.cell.is_some()) {
            open.offer.set(offer);
        }
    });
}

/// Whether the list of a field is open.
pub(crate) fn is_open(editor: Editor, cell: Cell) -> bool {
    editor.with(|open| open.offer.with(|offer| offer.cell == Some(cell)))
}

/// The id of the option the arrow keys stand on.
pub(crate) fn active_id(editor: Editor, cell: Cell) -> Option<String> {
    if !is_one(cell) {
        return None;
    }
    editor.with(|open| open.offer.with(|offer| (offer.cell == Some(cell)).then_some(offer.active).flatten()))
        .map(|n| option_id(cell, n))
}

/// The id of a field's list.
pub(crate) fn list_id(cell: Cell) -> String {
    [&id_of(cell), "-list"].concat()
}

fn option_id(cell: Cell, n: usize) -> String {
    [&id_of(cell), "-option-", &n.to_string()].concat()
}
