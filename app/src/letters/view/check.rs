use letters::form::{Cell, CellKind, ITEMS, Part};

use super::choice::{checkbox, radios};
use super::head::{help, marks};
use super::text::part;
use crate::el::{El, el};
use crate::letters::editor::{Editor, cell_of, is_empty};

/// A check with what belongs to it: 部位, 程度, both or nothing.
pub(super) fn check(editor: Editor, index: u16) -> Option<El> {
    let (item, whole) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole))?;
    let site = cell_of(index, Part::Site);
    let degree = cell_of(index, Part::Degree);
    let parts = (site.is_some() || degree.is_some()).then(|| {
        // Asked when the check is set, or when one of them holds something.
        el("div")
            .class(if site.is_some() { "parts parts--below" } else { "parts" })
            .hidden(move || editor.item(index, |state| is_empty(&state.letter, index)))
            .opt(site.map(|cell| site_of(editor, cell, item.label)))
            .opt(degree.and_then(|cell| degree_of(editor, cell, item.label)))
    });
    let boxed = checkbox(editor, whole, named(item.label), true);
    let head = el("div").class("check__head").child(boxed).show(move || help(editor, index));
    Some(el("div").class("check").child(marks(editor, index, head)).opt(parts))
}

/// The words of a box.
pub(super) fn named(label: &'static str) -> El {
    el("span").class("choice__words").text(label)
}

fn site_of(editor: Editor, cell: Cell, label: &str) -> El {
    labelled("部位").child(part(editor, cell, [label, "の部位"].concat(), "input w-l"))
}

fn degree_of(editor: Editor, cell: Cell, label: &str) -> Option<El> {
    let CellKind::Choice(choices) = cell.kind() else { return None };
    let group = el("div").class("choices choices--tight").attr("aria-label", [label, "の程度"].concat());
    Some(labelled("程度").child(radios(editor, cell, choices, group)))
}

fn labelled(name: &'static str) -> El {
    let name = el("span").class("parts__name").attr("aria-hidden", "true").text(name);
    el("span").class("parts__part").child(name)
}
