use letters::Edition;
use letters::form::{CellKind, ITEMS, Part};

use super::check::named;
use super::choice::{checkbox, edition, radios};
use super::head::{head, label_id, marks};
use super::text::part;
use crate::el::{El, el};
use crate::letters::editor::{Editor, cell_of, is_empty};

/// 留意事項: a check with its text under it; in H21 特になし／あり with the text.
pub(super) fn care(editor: Editor, index: u16) -> Option<El> {
    let item = ITEMS.get(usize::from(index))?;
    let edition = edition(editor);
    let choice = cell_of(index, Part::Choice).filter(|cell| cell.field().is_asked(edition));
    let whole = cell_of(index, Part::Whole).filter(|cell| cell.field().is_asked(edition));
    let mut check = el("div").class("check");
    match (choice.map(|cell| (cell, cell.kind())), whole) {
        (Some((cell, CellKind::Choice(choices))), _) => {
            let group = el("div").class("choices").attr("aria-labelledby", label_id(item.key));
            check = check.opt(head(editor, index, None)).child(radios(editor, cell, choices, group));
        }
        (_, Some(cell)) => {
            let boxed = checkbox(editor, cell, named(item.label), true);
            check = check.child(marks(editor, index, el("div").class("check__head").child(boxed)));
        }
        _ => check = check.opt(head(editor, index, None)),
    }
    let always = edition == Edition::H21 && choice.is_none();
    let text = cell_of(index, Part::Text).map(|cell| {
        el("div")
            .class("parts parts--below parts--text")
            .hidden(move || !always && editor.item(index, |state| is_empty(&state.letter, index)))
            .child(part(editor, cell, [item.label, "の内容"].concat(), "input"))
    });
    Some(check.opt(text))
}
