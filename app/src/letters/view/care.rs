use leptos::prelude::*;
use letters::Edition;
use letters::form::{CellKind, ITEMS, Part};

use super::choice::{Name, checkbox, radios};
use super::head::{head, label_id, marks};
use super::text::part;
use crate::letters::editor::{Editor, cell_of, is_empty};

/// 留意事項: a check with its text under it; in H21 特になし／あり with the text.
pub(super) fn care(editor: Editor, index: u16) -> AnyView {
    let Some(item) = ITEMS.get(usize::from(index)) else { return ().into_any() };
    let edition = editor.state(|state| Some(state.letter.edition)).unwrap_or(Edition::R8);
    let choice = cell_of(index, Part::Choice).filter(|cell| cell.field().is_asked(edition));
    let asked = match (choice, cell_of(index, Part::Whole)) {
        (Some(cell), _) => {
            let CellKind::Choice(choices) = cell.kind() else { return ().into_any() };
            let boxes = radios(editor, cell, choices, "choices", Name::Label(label_id(item.key)));
            view! { {head(editor, index, None)} {boxes} }.into_any()
        }
        (None, Some(cell)) if cell.field().is_asked(edition) => {
            let words = view! { <span class="choice__words">{item.label}</span> }.into_any();
            view! { <div class="check__head">{checkbox(editor, cell, words, true)} {marks(editor, index)}</div> }.into_any()
        }
        _ => head(editor, index, None),
    };
    let always = edition == Edition::H21 && choice.is_none();
    let text = cell_of(index, Part::Text).map(|cell| {
        let name = [item.label, "の内容"].concat();
        view! {
            <div class="parts parts--below" hidden=move || {
                !always && editor.item(index, |state| is_empty(&state.letter, index))
            }>{part(editor, cell, name, "input")}</div>
        }
    });
    view! { <div class="check">{asked} {text}</div> }.into_any()
}
