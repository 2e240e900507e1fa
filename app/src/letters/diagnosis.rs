//! The helper of 診断名: names to choose from while typing, those that are a 特定疾病 marked.

use leptos::prelude::*;
use letters::diseases::Diagnosis;
use letters::form::Cell;
use web_sys::Element;

use super::controls::{self, Control, by_id, id_of};
use super::editor::Editor;
use super::knowledge::knowledge;
use crate::el::{El, el};

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

/// What an input with a list under it says of itself.
pub(crate) fn combobox(editor: Editor, cell: Cell, input: El) -> El {
    input
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", list_id(cell))
        .truth("aria-expanded", move || is_open(editor, cell))
        .live("aria-activedescendant", move || {
            let active = editor.with(|open| open.offer.with(|o| o.active.filter(|_| o.cell == Some(cell))));
            active.map(|n| option_id(cell, n).into())
        })
}

/// The field with the list, which stands before the input in the page and under it on the screen.
pub(crate) fn helper(editor: Editor, cell: Cell) -> El {
    let list = move || {
        let offer = editor.with(|open| open.offer.get());
        let mine = offer.cell == Some(cell);
        let names = offer.names.into_iter().enumerate().filter(|_| mine);
        names.map(|(n, diagnosis)| option(editor, cell, n, diagnosis)).collect()
    };
    let list = el("ul")
        .class("helper__list")
        .attr("id", list_id(cell))
        .attr("role", "listbox")
        .attr("aria-label", "診断名の候補")
        .hidden(move || !is_open(editor, cell))
        .list(list);
    el("div").class("helper").child(list)
}

fn option(editor: Editor, cell: Cell, n: usize, diagnosis: &'static Diagnosis) -> El {
    let active = move || editor.with(|open| open.offer.with(|offer| offer.active == Some(n)));
    el("li")
        .class("helper__option")
        .attr("id", option_id(cell, n))
        .attr("role", "option")
        .truth("aria-selected", active)
        .text(diagnosis.name)
        .opt(diagnosis.specified.map(|_| el("span").class("helper__tag").text("特定疾病")))
        .on("mousedown", move |event| {
            // The focus stays in the field.
            event.prevent_default();
            take(editor, cell, diagnosis);
        })
}

/// Something was typed, possibly not converted yet.
pub(crate) fn typed(editor: Editor, cell: Cell, input: &Element) {
    use wasm_bindgen::JsCast;
    if !is_one(cell) {
        return;
    }
    let typed = input.unchecked_ref::<Control>().value();
    let names = knowledge().map(|known| (known.suggest)(&typed)).unwrap_or_default();
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
fn is_open(editor: Editor, cell: Cell) -> bool {
    editor.with(|open| open.offer.with(|offer| offer.cell == Some(cell)))
}

/// The id of a field's list.
fn list_id(cell: Cell) -> String {
    [&id_of(cell), "-list"].concat()
}

fn option_id(cell: Cell, n: usize) -> String {
    [&id_of(cell), "-option-", &n.to_string()].concat()
}
