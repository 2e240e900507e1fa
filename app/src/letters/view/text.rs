use ja::width::{columns, line_count};
use leptos::prelude::*;
use letters::form::{
    COURSE_COLUMNS, COURSE_LINES, Cell, CellKind, Field, ITEMS, Item, Kind, Part, REMARKS_COLUMNS, REMARKS_LINES,
};
use letters::Value;

use super::head::message_id;
use super::item::worst;
use crate::letters::controls::id_of;
use crate::letters::diagnosis;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::{lines_of, width_of};

/// A text, a long text or a number.
pub(super) fn text(editor: Editor, index: u16) -> AnyView {
    let Some((item, cell)) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole)) else {
        return ().into_any();
    };
    match item.kind {
        Kind::LongText => long(editor, item, cell),
        Kind::Number(unit) => view! {
            <div class="number">{line(editor, item, cell, "input w-s", Some("decimal"))} <span>{unit}</span></div>
        }
        .into_any(),
        _ if diagnosis::is_one(cell) => diagnosis::control(editor, cell, line(editor, item, cell, width_of(item), None)),
        _ => view! { {line(editor, item, cell, width_of(item), mode_of(item.key))} {counter(editor, item, cell)} }.into_any(),
    }
}

fn mode_of(key: &str) -> Option<&'static str> {
    matches!(
        key,
        "insurer_no" | "office_no" | "pt_zip" | "pt_tel" | "clinic_zip" | "clinic_tel" | "clinic_fax"
    )
    .then_some("numeric")
}

/// One line of text; named by the item's label.
fn line(editor: Editor, item: &'static Item, cell: Cell, class: &'static str, mode: Option<&'static str>) -> AnyView {
    let helper = diagnosis::is_one(cell);
    view! {
        <input
            type="text"
            class=class
            id=id_of(cell)
            data-t=cell.index()
            autocomplete="off"
            inputmode=mode
            role=helper.then_some("combobox")
            aria-autocomplete=helper.then_some("list")
            aria-controls=helper.then(|| diagnosis::list_id(cell))
            aria-expanded=move || helper.then(|| if diagnosis::is_open(editor, cell) { "true" } else { "false" })
            aria-activedescendant=move || diagnosis::active_id(editor, cell)
            aria-describedby=message_id(item.key)
            aria-invalid=move || invalid(editor, cell)
            data-copied=move || copied(editor, cell)
            prop:value=initial(editor, cell)
        />
    }
    .into_any()
}

fn long(editor: Editor, item: &'static Item, cell: Cell) -> AnyView {
    view! {
        <textarea
            class="input"
            id=id_of(cell)
            data-t=cell.index()
            rows=lines_of(item.key)
            autocomplete="off"
            aria-describedby=message_id(item.key)
            aria-invalid=move || invalid(editor, cell)
            data-copied=move || copied(editor, cell)
            prop:value=initial(editor, cell)
        ></textarea>
        {counter(editor, item, cell)}
    }
    .into_any()
}

/// A part of an item that is a text (部位, 内容): one line, named by `name`.
pub(super) fn part(editor: Editor, cell: Cell, name: String, class: &'static str) -> AnyView {
    let item = cell.field().of_item();
    view! {
        <input
            type="text"
            class=class
            id=id_of(cell)
            data-t=cell.index()
            autocomplete="off"
            aria-label=name
            aria-describedby=message_id(item.key)
            aria-invalid=move || invalid(editor, cell)
            data-copied=move || copied(editor, cell)
            prop:value=initial(editor, cell)
        />
    }
    .into_any()
}

fn initial(editor: Editor, cell: Cell) -> String {
    editor.state(|state| match state.letter.get(cell) {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    })
}

/// Whether a cell is what an error said aloud is about.
pub(super) fn invalid(editor: Editor, cell: Cell) -> Option<&'static str> {
    let field = cell.field();
    worst(editor, field.item)?;
    let about = |at: Field| at == field || (at.item == field.item && at.part == Part::Whole && Cell::of(at).is_none());
    let errors = editor.findings().iter().any(|finding| {
        finding.severity == letters::rules::Severity::Error && about(finding.at)
    });
    errors.then_some("true")
}

/// Whether a cell's value is 未確認.
pub(super) fn copied(editor: Editor, cell: Cell) -> Option<&'static str> {
    editor.item(cell.field().item, |state| state.copied.contains(&cell)).then_some("")
}

/// How much of a text's space is used: always for long texts, for a line when it becomes narrow.
fn counter(editor: Editor, item: &'static Item, cell: Cell) -> Option<AnyView> {
    let soft = usize::from(item.limit?.soft);
    if cell.kind() != CellKind::Text {
        return None;
    }
    let always = item.kind == Kind::LongText;
    let words = move || {
        let (used, lines) = editor.item(cell.field().item, |state| {
            let text = state.letter.text(cell);
            (columns(text).div_ceil(2), lines(item.key, text))
        });
        if !always && used * 5 < soft * 4 {
            return String::new();
        }
        let mut words = [&used.to_string(), "／", &soft.to_string(), "文字"].concat();
        if let Some((lines, of)) = lines {
            words.push_str(&["・", &lines.to_string(), "／", &of.to_string(), "行"].concat());
        }
        words
    };
    Some(view! { <p class="counter">{words}</p> }.into_any())
}

/// The lines a long text takes on paper, and how many there are.
fn lines(key: &str, text: &str) -> Option<(usize, usize)> {
    match key {
        "course_text" => Some((line_count(text, COURSE_COLUMNS), COURSE_LINES)),
        "remarks" => Some((line_count(text, REMARKS_COLUMNS), REMARKS_LINES)),
        _ => None,
    }
}
