//! A cell with two values: both stand at the field, and a person chooses.

use leptos::prelude::*;
use letters::form::Cell;
use letters::{Value, show};
use sync::{Conflict, Side};

use super::editor::Editor;
use crate::el::{El, el};
use crate::ui::{Icon, day_and_clock, sign};

/// The values to choose between at this item.
pub(crate) fn choices(editor: Editor, index: u16) -> Vec<El> {
    let Some(conflicts) = editor.with(|open| Some(open.writer.conflicts().get())) else { return Vec::new() };
    let mine = conflicts.iter().filter(|(cell, _)| cell.field().item == index);
    mine.map(|(cell, conflict)| one(editor, *cell, conflict)).collect()
}

fn one(editor: Editor, cell: Cell, conflict: &Conflict) -> El {
    let title = ["「", &show::cell_name(cell), "」に2つの値があります。どちらかを選んでください。"].concat();
    let sides = [&conflict.standing].into_iter().chain(&conflict.others);
    let sides = sides.map(|side| value(editor, cell, side));
    el("div")
        .class("conflict")
        .attr("role", "group")
        .attr("aria-label", title.clone())
        .child(el("p").class("conflict__title").child(sign(Icon::Change)).text(title))
        .child(el("ul").each(sides))
}

fn value(editor: Editor, cell: Cell, side: &Side) -> El {
    let chosen: Value = side.value.clone();
    let words = match show::value_text(cell, &side.value) {
        words if words.is_empty() => "（空欄）".to_owned(),
        words => words,
    };
    let who = [&author(editor, &side.author), " ", &day_and_clock(&side.at)].concat();
    let name = [&words, "：こちらにする"].concat();
    let choose = move |_| {
        if editor.writable() {
            editor.with(|open| open.writer.resolve(cell, chosen.clone()));
            super::controls::show(editor, cell);
        }
    };
    let value =
        el("div").class("conflict__value").text(words).child(el("span").class("conflict__who").text(who));
    let button = el("button")
        .class("button button--small")
        .attr("type", "button")
        .attr("aria-label", name)
        .text("こちらにする")
        .on("click", choose);
    el("li").class("conflict__side").child(value).child(button)
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
