use leptos::prelude::*;
use letters::form::{Cell, CellKind, ITEMS, Part};

use super::choice::{Name, checkbox, radios};
use super::head::marks;
use super::text::part;
use crate::letters::editor::{Editor, cell_of};

/// A check with what belongs to it: 部位, 程度, both or nothing.
pub(super) fn check(editor: Editor, index: u16) -> AnyView {
    let Some((item, whole)) = ITEMS.get(usize::from(index)).zip(cell_of(index, Part::Whole)) else {
        return ().into_any();
    };
    let words = view! { <span class="choice__words">{item.label}</span> }.into_any();
    let site = cell_of(index, Part::Site);
    let degree = cell_of(index, Part::Degree);
    let parts = (site.is_some() || degree.is_some()).then(|| {
        let class = if site.is_some() { "parts parts--below" } else { "parts" };
        view! {
            <div class=class hidden=move || !is_open(editor, index)>
                {site.map(|cell| site_of(editor, cell, item.label))}
                {degree.map(|cell| degree_of(editor, cell, item.label))}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="check">
            <div class="check__head">{checkbox(editor, whole, words, true)} {super::head::help(index)} {marks(editor, index)}</div>
            {parts}
        </div>
    }
    .into_any()
}

fn site_of(editor: Editor, cell: Cell, label: &str) -> AnyView {
    let name = [label, "の部位"].concat();
    view! { <span class="parts__part"><span class="parts__name" aria-hidden="true">"部位"</span> {part(editor, cell, name, "input w-l")}</span> }
        .into_any()
}

fn degree_of(editor: Editor, cell: Cell, label: &str) -> AnyView {
    let CellKind::Choice(choices) = cell.kind() else { return ().into_any() };
    let name = Name::Words([label, "の程度"].concat());
    view! {
        <span class="parts__part">
            <span class="parts__name" aria-hidden="true">"程度"</span>
            {radios(editor, cell, choices, "choices choices--tight", name)}
        </span>
    }
    .into_any()
}

/// Whether the parts are asked: the check is set, or one of them holds something.
fn is_open(editor: Editor, index: u16) -> bool {
    editor.item(index, |state| !crate::letters::editor::is_empty(&state.letter, index))
}
