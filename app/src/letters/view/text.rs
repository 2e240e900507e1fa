use ja::width::{columns, line_count};
use letters::Value;
use letters::form::{
    COURSE_COLUMNS, COURSE_LINES, Cell, CellKind, Field, ITEMS, Item, Kind, Part, REMARKS_COLUMNS,
    REMARKS_LINES,
};

use super::head::message_id;
use super::item::worst;
use crate::el::{El, Text, el};
use crate::letters::controls::id_of;
use crate::letters::diagnosis;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::{lines_of, width_of};

/// A text, a long text or a number.
pub(super) fn text(editor: Editor, index: u16) -> Vec<El> {
    let Some((item, cell)) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole)) else {
        return Vec::new();
    };
    match item.kind {
        Kind::LongText => {
            let long = el("textarea").class("input").attr("rows", lines_of(item.key));
            control(editor, cell, long).chain(counter(editor, item, cell))
        }
        Kind::Number(unit) => {
            let number = line("input w-s").attr("inputmode", "decimal");
            let number = control(editor, cell, number);
            Some(el("div").class("number").each(number).child(el("span").text(unit))).into_iter().chain(None)
        }
        _ if diagnosis::is_one(cell) => {
            let named = diagnosis::combobox(editor, cell, line(width_of(item)));
            let input = control(editor, cell, named);
            Some(diagnosis::helper(editor, cell).each(input)).into_iter().chain(None)
        }
        _ => {
            let line = line(width_of(item)).maybe("inputmode", mode_of(item.key));
            control(editor, cell, line).chain(counter(editor, item, cell))
        }
    }
    .collect()
}

fn mode_of(key: &str) -> Option<&'static str> {
    matches!(
        key,
        "insurer_no" | "office_no" | "pt_zip" | "pt_tel" | "clinic_zip" | "clinic_tel" | "clinic_fax"
    )
    .then_some("numeric")
}

fn line(class: &'static str) -> El {
    el("input").attr("type", "text").class(class)
}

/// A control that holds the text of a cell.
fn control(editor: Editor, cell: Cell, control: El) -> std::option::IntoIter<El> {
    let control = control
        .attr("id", id_of(cell))
        .attr("data-t", cell.index().to_string())
        .attr("aria-describedby", message_id(cell.field().of_item().key))
        .live("aria-invalid", move || invalid(editor, cell))
        .mark("data-copied", move || copied(editor, cell))
        .value(initial(editor, cell));
    Some(control).into_iter()
}

/// A part of an item that is a text (部位, 内容): one line, named by `name`.
pub(super) fn part(editor: Editor, cell: Cell, name: String, class: &'static str) -> El {
    el("span").class("part").each(control(editor, cell, line(class).attr("aria-label", name)))
}

fn initial(editor: Editor, cell: Cell) -> String {
    editor.state(|state| match state.letter.get(cell) {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    })
}

/// Whether a cell is what an error said aloud is about.
pub(super) fn invalid(editor: Editor, cell: Cell) -> Option<Text> {
    let field = cell.field();
    worst(editor, field.item)?;
    let about = |at: Field| {
        at == field || (at.item == field.item && at.part == Part::Whole && Cell::of(at).is_none())
    };
    let errors = editor
        .findings()
        .iter()
        .any(|finding| finding.severity == letters::rules::Severity::Error && about(finding.at));
    errors.then_some(Text::Borrowed("true"))
}

/// Whether a cell's value is 未確認.
pub(super) fn copied(editor: Editor, cell: Cell) -> bool {
    editor.item(cell.field().item, |state| state.copied.contains(&cell))
}

/// How much of a text's space is used: always for long texts, for a line when it becomes narrow.
fn counter(editor: Editor, item: &'static Item, cell: Cell) -> Option<El> {
    let soft = usize::from(item.limit?.soft);
    if cell.kind() != CellKind::Text {
        return None;
    }
    let always = item.kind == Kind::LongText;
    let words = move || {
        let (used, lines) = editor.words(cell.field().item, |state| {
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
    Some(el("p").apart().class("counter").live_text(words))
}

/// The lines a long text takes on paper, and how many there are.
fn lines(key: &str, text: &str) -> Option<(usize, usize)> {
    match key {
        "course_text" => Some((line_count(text, COURSE_COLUMNS), COURSE_LINES)),
        "remarks" => Some((line_count(text, REMARKS_COLUMNS), REMARKS_LINES)),
        _ => None,
    }
}
