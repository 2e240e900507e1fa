use leptos::prelude::*;
use letters::form::{Cell, DRUG_COLUMNS, DRUG_ROWS, Part};

use super::text::part;
use crate::letters::controls::{by_id, id_of};
use crate::letters::editor::{Editor, cell_of};
use crate::ui::{Icon, icon};

const NAMES: [&str; 4] = ["薬剤名", "用量", "単位", "用法"];

/// The table of drugs: filled rows, and one more on request.
pub(super) fn drugs(editor: Editor, index: u16) -> AnyView {
    let filled = move || editor.item(index, |state| {
        let last = rows(index).filter(|(_, cells)| cells.iter().any(|cell| !state.letter.is_empty(*cell))).last();
        last.map_or(0, |(row, _)| row + 1)
    });
    let asked = RwSignal::new(1usize);
    let shown = Memo::new(move |_| filled().max(asked.get()).min(DRUG_ROWS));
    let rows = rows(index)
        .map(|(row, cells)| {
            let place = (row + 1).to_string();
            let inputs = cells
                .into_iter()
                .zip(NAMES)
                .map(|(cell, name)| {
                    view! { <td>{part(editor, cell, [name, "（", &place, "行目）"].concat(), "input")}</td> }
                })
                .collect_view();
            view! { <tr hidden={move || row >= shown.get()}>{inputs}</tr> }
        })
        .collect_view();
    let add = move |_: leptos::ev::MouseEvent| {
        let row = shown.get_untracked();
        asked.set(row + 1);
        if let Some(cell) = cell_of(index, Part::Drug(row as u8, 0)) {
            // The row is shown first.
            set_timeout(move || drop(by_id(&id_of(cell)).map(|input| input.focus())), core::time::Duration::ZERO);
        }
    };
    view! {
        <table class="drugs">
            <thead>
                <tr>{NAMES.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <button
            type="button"
            class="button button--text"
            hidden={move || shown.get() >= DRUG_ROWS}
            on:click=add
        >
            {icon(Icon::Plus)} "薬剤を加える"
        </button>
    }
    .into_any()
}

fn rows(index: u16) -> impl Iterator<Item = (usize, Vec<Cell>)> {
    (0..DRUG_ROWS).map(move |row| {
        let columns = 0..DRUG_COLUMNS.len() as u8;
        (row, columns.filter_map(|column| cell_of(index, Part::Drug(row as u8, column))).collect())
    })
}
