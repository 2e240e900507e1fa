use std::rc::Rc;

use leptos::prelude::*;
use letters::form::cell;
use letters::{Edition, Value, json, show};

use crate::el::{El, el};
use crate::letters::editor::Editor;
use crate::letters::travel;
use crate::print::{self, Source};

/// 紙面: the letter as it will be printed.
pub(super) fn paper(editor: Editor) -> El {
    match source(editor) {
        Some(source) => print::in_panel(source),
        None => el("div"),
    }
}

fn source(editor: Editor) -> Option<Source> {
    let open = editor.get()?;
    let text = |at| editor.state(|state| state.letter.text(at).to_owned());
    let letters = move || -> print::Letters {
        let sheet = editor.get().map(|open| print::Sheet {
            id: open.writer.id(),
            is_draft: true,
            json: open.writer.with(|state| json::write(&state.letter)),
        });
        Box::pin(std::future::ready(Ok(sheet.into_iter().collect())))
    };
    Some(Source {
        local: open.local.clone(),
        letters: Rc::new(letters),
        track: Rc::new(move || editor.with(|open| open.any.track())),
        insurer_no: text(cell("insurer_no")),
        insurer_name: text(cell("insurer_name")),
        edition: Rc::new(move || {
            editor.state(|state| Some(state.letter.edition)).unwrap_or(Edition::R8).name()
        }),
        name: ["ikensho-", &open.local.today().to_string()].concat(),
        places: Rc::new(move |character| places(editor, character)),
    })
}

/// Ways to the texts that hold a character.
fn places(editor: Editor, character: &str) -> Vec<El> {
    let cells = editor.state(|state| {
        let holds = |value: &Value| matches!(value, Value::Text(text) if text.contains(character));
        state.letter.filled().filter(|(_, value)| holds(value)).map(|(cell, _)| cell).collect::<Vec<_>>()
    });
    let way = |cell: letters::Cell| {
        el("button")
            .class("finding__place")
            .attr("type", "button")
            .text(show::cell_name(cell))
            .on("click", move |_| travel::go(editor, cell.field()))
    };
    cells.into_iter().map(way).collect()
}
