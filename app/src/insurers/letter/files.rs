use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::json;
use wire::paths;

use super::Pane;
use super::opened::Opened;
use crate::insurers::download::{save_answer, save_text};
use crate::insurers::told::Told;
use crate::print::{self, Paper};
use crate::ui::{Icon, icon};

/// The letter as a file: our JSON, and the CSV that municipal systems read.
pub(super) fn buttons(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    let told = pane.decision.told;
    let name = ["ikensho-", &open.view.line.receipt_no].concat();
    // The file has the bytes whose SHA-256 is on the receipt.
    let (text, json_name) = (json::canonical(&open.view.letter), [&name, ".json"].concat());
    let save_json = move |_| {
        let saved = save_text(&json_name, &text);
        told.set(Some(saved.map_or_else(|_| not_made(), |()| kept(&json_name))));
    };
    let paper = Paper::Here(open.view.line.id.clone(), open.view.letter.clone());
    let (local, insurer_no, pdf_name) =
        (pane.place.local.clone(), open.view.line.insurer_no.clone(), name.clone());
    let print = print::button("印刷・PDF", "button button--small", move || {
        let insurer = print::insurer(&local, &insurer_no);
        print::finished(&local, vec![paper.clone()], insurer, pdf_name.clone())
    });
    let (pane, csv_name) = (pane.clone(), [&name, ".csv"].concat());
    let save_csv = move |_| {
        let (pane, csv_name) = (pane.clone(), csv_name.clone());
        spawn_local(async move {
            let saved = save_answer(&paths::letter(&pane.id), "text/csv", &csv_name).await;
            let _ = told.try_set(Some(saved.map_or_else(Told::Trouble, |()| kept(&csv_name))));
        });
    };
    view! {
        <div class="whole__files" role="group" aria-label="印刷とファイル">
            {print.any()}
            <button type="button" class="button button--small" on:click=save_json>{icon(Icon::Down)} "JSONで保存"</button>
            <button type="button" class="button button--small" on:click=save_csv>{icon(Icon::Down)} "CSV（ORCA 1.2）で保存"</button>
        </div>
    }
    .into_any()
}

fn kept(name: &str) -> Told {
    let sentence = [
        "「",
        name,
        "」をダウンロードに保存しました。本人の情報が入ったふつうのファイルです。取り扱いに気をつけてください。",
    ];
    Told::Done(sentence.concat())
}

fn not_made() -> Told {
    Told::Trouble(crate::local::Trouble::not_understood())
}
