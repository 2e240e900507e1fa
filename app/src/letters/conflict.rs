//! A cell with two values: both stand at the field, and a person chooses.

use leptos::prelude::*;
use letters::form::Cell;
use letters::{Value, show};
use sync::{Conflict, Side};

use super::editor::Editor;
use crate::ui::{Icon, day_and_clock, icon};

/// The values to choose between at this item.
pub(crate) fn choice(editor: Editor, index: u16) -> AnyView {
    (move || {
        let conflicts = editor.with(|open| Some(open.writer.conflicts().get()))?;
        let mine = conflicts.iter().filter(|(cell, _)| cell.field().item == index);
        let views: Vec<AnyView> = mine.map(|(cell, conflict)| one(editor, *cell, conflict)).collect();
        (!views.is_empty()).then_some(views)
    })
    .into_any()
}

fn one(editor: Editor, cell: Cell, conflict: &Conflict) -> AnyView {
    let name = show::cell_name(cell);
    let sides = [&conflict.standing].into_iter().chain(&conflict.others);
    let sides = sides.map(|side| value(editor, cell, side)).collect_view();
    let title = ["「", &name, "」に2つの値があります。どちらかを選んでください。"].concat();
    view! {
        <div class="conflict" role="group" aria-label=title.clone()>
            <p class="conflict__title">{icon(Icon::Change)} {title.clone()}</p>
            <ul class="conflict__sides">{sides}</ul>
        </div>
    }
    .into_any()
}

fn value(editor: Editor, cell: Cell, side: &Side) -> AnyView {
    let chosen: Value = side.value.clone();
    let words = match show::value_text(cell, &side.value) {
        words if words.is_empty() => "（空欄）".to_owned(),
        words => words,
    };
    let who = [&author(editor, &side.author), " ", &day_and_clock(&side.at)].concat();
    let choose = move |_| {
        if editor.writable() {
            editor.with(|open| open.writer.resolve(cell, chosen.clone()));
            super::controls::show(editor, cell);
        }
    };
    view! {
        <li class="conflict__side">
            <div class="conflict__value">{words.clone()}<span class="conflict__who">{who}</span></div>
            <button type="button" class="button button--small" aria-label=[&words, "：こちらにする"].concat() on:click=choose>
                "こちらにする"
            </button>
        </li>
    }
    .into_any()
}

/// The name of a user of this facility.
fn author(editor: Editor, id: &str) -> String {
    editor.with(|open| {
        let me = open.local.me().get_untracked();
        let known = me.into_iter().flat_map(|me| {
            let doctors = me.facility.map(|facility| facility.doctors).unwrap_or_default();
            doctors.into_iter().chain([me.user])
        });
        known.into_iter().find(|user| user.id == id).map_or_else(|| "ほかの端末".to_owned(), |user| user.name)
    })
}
