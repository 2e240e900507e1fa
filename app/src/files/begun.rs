//! A letter of a file beside the draft that somebody has begun for the same request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::Letter;
use letters::form::ITEMS;
use letters::show::{item_name, item_text, parent};

use super::details::{sides, table};
use super::place::OpenAs;
use super::screen::Screen;
use crate::el::{El, el};
use crate::local::{OpenDraft, Trouble};

/// An item: its name, what the draft says, what the file says.
type Row = (String, String, String);

impl From<&OpenAs> for OpenDraft {
    fn from(begun: &OpenAs) -> OpenDraft {
        match begun {
            OpenAs::Request(request) => OpenDraft::Request(request.clone()),
            OpenAs::Replacement(letter) => OpenDraft::Replace(letter.clone()),
        }
    }
}

/// Compares when it is asked for; neither of the two is changed.
pub(super) fn compare(screen: &Screen, begun: &OpenAs, letter: &Letter) -> El {
    let compared = RwSignal::new(None::<Result<Vec<Row>, Trouble>>);
    let (screen, begun, letter) = (screen.clone(), begun.clone(), letter.clone());
    let press = move |_| {
        let (screen, what, letter) = (screen.clone(), OpenDraft::from(&begun), letter.clone());
        spawn_local(async move {
            let rows = screen.local.open_draft(what).await.map(|writer| {
                let rows = writer.with(|state| differing(&state.letter, &letter));
                writer.close();
                rows
            });
            // The screen may be gone meanwhile.
            let _ = compared.try_set(Some(rows));
        });
    };
    let button =
        el("button").attr("type", "button").class("button").text("下書きと比べる").on("click", press);
    el("section")
        .child(el("h3").text("書きかけの下書き"))
        .child(el("p").text(
            "書いたものを消さないよう、ファイルの内容は下書きに入りません。違うところを見て、下書きのほうを直せます。",
        ))
        .child(el("p").child(button))
        .child(el("div").attr("role", "status").show(move || compared.get().map(said)))
}

fn said(compared: Result<Vec<Row>, Trouble>) -> El {
    match compared {
        Err(trouble) => {
            let words = [trouble.title, trouble.action.unwrap_or_default()].concat();
            el("p").class("message message--error").text(words)
        }
        Ok(rows) if rows.is_empty() => el("p").text("下書きとファイルは同じ内容です。"),
        Ok(rows) => table(["項目", "書きかけの下書き", "ファイルの意見書"], rows.into_iter().map(sides)),
    }
}

fn differing(draft: &Letter, file: &Letter) -> Vec<Row> {
    let rows = ITEMS.iter().filter(|item| parent(item).is_none());
    let rows = rows.map(|item| (item_name(item), item_text(item, draft), item_text(item, file)));
    rows.filter(|(_, draft, file)| draft != file).collect()
}
