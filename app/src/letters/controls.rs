//! The text controls of the form: read when somebody types, followed when the letter changes from elsewhere.
//!
//! A control holds its own text; nothing writes into the one that has the focus.

use leptos::prelude::document;
use letters::dates::{GREGORIAN, UNKNOWN, from_inputs, to_inputs};
use letters::form::{Cell, CellKind};
use letters::{Typed, Value};
use wasm_bindgen::prelude::*;

use super::editor::Editor;
use super::layout;

#[wasm_bindgen]
extern "C" {
    /// An input, a select or a textarea.
    #[wasm_bindgen(extends = web_sys::HtmlElement)]
    pub(crate) type Control;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn value(this: &Control) -> String;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_value(this: &Control, value: &str);
    #[wasm_bindgen(method, getter, js_name = selectionStart)]
    pub(crate) fn selection_start(this: &Control) -> Option<u32>;
    #[wasm_bindgen(method, getter, js_name = selectionEnd)]
    pub(crate) fn selection_end(this: &Control) -> Option<u32>;
    #[wasm_bindgen(method, setter, js_name = readOnly)]
    pub(crate) fn set_read_only(this: &Control, value: bool);
}

/// The four inputs of a date, in order: the end of their ids.
pub(crate) const DATE_PARTS: [&str; 4] = ["e", "y", "m", "d"];

/// The id of a cell's control.
pub(crate) fn id_of(cell: Cell) -> String {
    ["c", &cell.index().to_string()].concat()
}

/// The id of one of the four inputs of a date.
pub(crate) fn date_id(cell: Cell, part: &str) -> String {
    [&id_of(cell), "-", part].concat()
}

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<Control> {
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}

fn has_focus(id: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| {
        active.id() == id || active.id().strip_prefix(id).is_some_and(|rest| rest.starts_with('-'))
    })
}

/// What a text control of a cell holds becomes the cell's value.
pub(crate) fn commit(editor: Editor, cell: Cell) {
    let value = match cell.kind() {
        CellKind::Date | CellKind::Onset => from_inputs(date_inputs(cell), cell.kind()),
        _ => match by_id(&id_of(cell)) {
            Some(control) => Value::text(control.value()),
            None => return,
        },
    };
    editor.typed(cell, value);
}

/// The four inputs as they stand. An era alone is nothing yet.
fn date_inputs(cell: Cell) -> Typed {
    let [era, y, m, d] =
        DATE_PARTS.map(|part| by_id(&date_id(cell, part)).map(|c| c.value()).unwrap_or_default());
    let blank = [&y, &m, &d].iter().all(|input| input.trim().is_empty());
    if blank { Typed::default() } else { Typed { era, y, m, d } }
}

/// Shows the values of cells that changed without being typed.
pub(crate) fn follow(editor: Editor, cells: &[Cell]) {
    for cell in cells {
        match cell.kind() {
            CellKind::Text | CellKind::Number | CellKind::Date | CellKind::Onset => show(editor, *cell),
            _ => {}
        }
    }
}

/// Shows a cell's value in its control, unless somebody is in it.
pub(crate) fn show(editor: Editor, cell: Cell) {
    if has_focus(&id_of(cell)) {
        return;
    }
    let value = editor.state(|state| state.letter.get(cell).clone());
    match cell.kind() {
        CellKind::Date | CellKind::Onset => show_date(cell, &value),
        _ => {
            let text = if let Value::Text(text) = &value { text.as_str() } else { "" };
            write(&id_of(cell), text);
        }
    }
}

fn show_date(cell: Cell, value: &Value) {
    // What stands there may say the same in other words (元, 08).
    if *value != Value::Unknown && from_inputs(date_inputs(cell), cell.kind()) == *value {
        return;
    }
    let Typed { era, y, m, d } = shown(cell, value);
    for (part, text) in DATE_PARTS.into_iter().zip([era, y, m, d]) {
        write(&date_id(cell, part), &text);
    }
}

/// The four inputs that show a value; an empty date stands under the era that the paper prints.
pub(crate) fn shown(cell: Cell, value: &Value) -> Typed {
    let printed = layout::era_of(cell.field().of_item().key);
    match value {
        Value::Empty | Value::Unknown => Typed { era: printed.to_owned(), ..Typed::default() },
        value => to_inputs(value),
    }
}

fn write(id: &str, text: &str) {
    if let Some(control) = by_id(id).filter(|control| control.value() != text) {
        control.set_value(text);
    }
}

/// The eras a date can be given in.
pub(crate) fn eras() -> impl Iterator<Item = &'static str> {
    ja::era::Era::ALL.into_iter().rev().map(ja::era::Era::name).chain([GREGORIAN])
}

/// Whether a value is 不詳.
pub(crate) fn is_unknown(value: &Value) -> bool {
    *value == Value::Unknown || matches!(value, Value::Typed(typed) if typed.era == UNKNOWN)
}
