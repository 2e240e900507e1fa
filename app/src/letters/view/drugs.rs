use leptos::prelude::*;
use letters::form::{Cell, DRUG_COLUMNS, DRUG_ROWS, Part};

use super::text::part;
use crate::el::{El, el};
use crate::letters::controls::{by_id, id_of};
use crate::letters::editor::{Editor, cell_of};
use crate::ui::{Icon, sign};

const NAMES: [&str; 4] = ["薬剤名", "用量", "単位", "用法"];

/// The table of drugs: filled rows, and one more on request.
pub(super) fn drugs(editor: Editor, index: u16) -> Vec<El> {
    let filled = move || {
        editor.item(index, |state| {
            let holds = |cells: &[Cell]| cells.iter().any(|cell| !state.letter.is_empty(*cell));
            rows(index).filter(|(_, cells)| holds(cells)).last().map_or(0, |(row, _)| row + 1)
        })
    };
    let asked = RwSignal::new(1usize);
    let shown = Memo::new(move |_| filled().max(asked.get()).min(DRUG_ROWS));
    let body = rows(index).map(|(row, cells)| {
        let place = (row + 1).to_string();
        let inputs = cells.into_iter().zip(NAMES).map(move |(cell, name)| {
            let name = [name, "（", &place, "行目）"].concat();
            el("td").child(part(editor, cell, name, "input"))
        });
        el("tr").hidden(move || row >= shown.get()).each(inputs)
    });
    let add = move |_| {
        let row = shown.get_untracked();
        asked.set(row + 1);
        if let Some(cell) = cell_of(index, Part::Drug(row as u8, 0)) {
            // The row is shown first.
            request_animation_frame(move || {
                if let Some(input) = by_id(&id_of(cell)) {
                    crate::letters::travel::focus(&input);
                }
            });
        }
    };
    let heads = NAMES.map(|name| el("th").attr("scope", "col").text(name));
    let table = el("table")
        .class("drugs")
        .child(el("thead").child(el("tr").each(heads)))
        .child(el("tbody").each(body));
    let button = el("button")
        .class("button button--text")
        .attr("type", "button")
        .hidden(move || shown.get() >= DRUG_ROWS)
        .on("click", add)
        .child(sign(Icon::Plus))
        .text("薬剤を加える");
    vec![table, button]
}

fn rows(index: u16) -> impl Iterator<Item = (usize, Vec<Cell>)> {
    (0..DRUG_ROWS).map(move |row| {
        let columns = 0..DRUG_COLUMNS.len() as u8;
        (row, columns.filter_map(|column| cell_of(index, Part::Drug(row as u8, column))).collect())
    })
}
