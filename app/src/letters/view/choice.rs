use letters::form::{Cell, CellKind, Choice, Edition, ITEMS, Kind, Part};
use letters::{Mark, Value};

use super::head::{label_id, message_id};
use super::text::{copied, invalid};
use crate::el::{El, el};
use crate::letters::controls::id_of;
use crate::letters::editor::{Editor, cell_of};
use crate::letters::layout::grid_of;

/// One of several: boxes of which one is marked, or none.
pub(super) fn one(editor: Editor, index: u16, choices: &'static [Choice]) -> Option<El> {
    let (item, cell) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole))?;
    let group = el("div").class(grid_of(item.key)).attr("aria-labelledby", label_id(item.key));
    Some(radios(editor, cell, choices, group))
}

/// The boxes of a cell that holds one choice, put into `group`, which is named already.
pub(super) fn radios(editor: Editor, cell: Cell, choices: &'static [Choice], group: El) -> El {
    let item = cell.field().item;
    let edition = edition(editor);
    let chosen = editor.state(|state| state.letter.choice(cell));
    let boxes = (0u8..).zip(choices).filter(|(_, choice)| choice.editions.has(edition)).map(|(n, choice)| {
        let first = chosen.map_or(n == 0, |chosen| chosen == n);
        boxed("radio", cell, first)
            .attr("data-n", n.to_string())
            .truth("aria-checked", move || editor.item(item, |state| state.letter.choice(cell) == Some(n)))
            .mark("data-copied", move || copied(editor, cell))
            .child(words(choice))
    });
    group
        .attr("id", id_of(cell))
        .attr("role", "radiogroup")
        .attr("aria-describedby", message_id(cell.field().of_item().key))
        .live("aria-invalid", move || invalid(editor, cell))
        .attr("data-group", "")
        .each(boxes)
}

/// Any of several, each plain or underlined where the paper asks so.
pub(super) fn many(editor: Editor, index: u16, choices: &'static [Choice]) -> El {
    let Some(item) = ITEMS.get(usize::from(index)) else { return el("div") };
    let edition = edition(editor);
    let asked = (0u8..).zip(choices).filter(|(_, choice)| choice.editions.has(edition));
    let boxes = asked.enumerate().filter_map(|(place, (n, choice))| {
        let cell = cell_of(index, Part::Option(n))?;
        let boxed = checkbox(editor, cell, words(choice), place == 0);
        let marked_too = matches!(item.kind, Kind::Marks(_)) && !choice.exclusive;
        Some(if marked_too { marked(editor, cell, boxed, choice.label) } else { boxed })
    });
    el("div")
        .class(grid_of(item.key))
        .attr("role", "group")
        .attr("aria-labelledby", label_id(item.key))
        .attr("aria-describedby", message_id(item.key))
        .attr("data-group", "")
        .each(boxes)
}

/// A box as printed. `first` is the one of its group that the tab key enters.
fn boxed(role: &'static str, cell: Cell, first: bool) -> El {
    el("button")
        .class("choice")
        .attr("type", "button")
        .attr("role", role)
        .attr("data-c", cell.index().to_string())
        .attr("tabindex", if first { "0" } else { "-1" })
}

/// A box that is marked or not.
pub(super) fn checkbox(editor: Editor, cell: Cell, words: El, first: bool) -> El {
    let item = cell.field().item;
    let on = |value: &Value| !value.is_empty() && *value != Value::Mark(Mark::UnderlineOnly);
    let checkbox = boxed("checkbox", cell, first)
        .attr("id", id_of(cell))
        .truth("aria-checked", move || editor.item(item, |state| on(state.letter.get(cell))))
        .live("aria-invalid", move || invalid(editor, cell))
        .mark("data-copied", move || copied(editor, cell))
        .child(words);
    match cell.kind() {
        CellKind::Mark => checkbox.mark("data-underlined", move || underlined(editor, cell)),
        _ => checkbox,
    }
}

/// A service with its 下線, which is offered once the service is marked.
fn marked(editor: Editor, cell: Cell, boxed: El, label: &'static str) -> El {
    let item = cell.field().item;
    let line = el("button")
        .class("marked__line")
        .attr("type", "button")
        .attr("data-u", cell.index().to_string())
        .attr("tabindex", "-1")
        .attr("aria-label", [label, "に下線"].concat())
        .truth("aria-pressed", move || underlined(editor, cell))
        .hidden(move || editor.item(item, |state| state.letter.is_empty(cell)))
        .text("下線");
    el("span").class("marked").attr("data-m", "").child(boxed).child(line)
}

fn underlined(editor: Editor, cell: Cell) -> bool {
    editor.item(cell.field().item, |state| {
        matches!(state.letter.get(cell), Value::Mark(Mark::Underlined | Mark::UnderlineOnly))
    })
}

/// A choice as printed.
pub(super) fn words(choice: &'static Choice) -> El {
    let note = (!choice.note.is_empty())
        .then(|| el("span").class("choice__note").text(["（", choice.note, "）"].concat()));
    el("span").class("choice__words").text(choice.label).opt(note)
}

/// The edition of the letter, not tracked: another one renders the form anew.
pub(super) fn edition(editor: Editor) -> Edition {
    editor.state(|state| Some(state.letter.edition)).unwrap_or(Edition::R8)
}
