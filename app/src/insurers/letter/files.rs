use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use letters::form::ITEMS;
use letters::json;
use letters::show::item_name;
use wire::paths;

use super::Pane;
use super::opened::Opened;
use crate::el::{El, el};
use crate::insurers::download::{save_answer, save_text};
use crate::insurers::told::Told;
use crate::print::{self, Paper};
use crate::ui::{Icon, sign};

/// What the server writes a letter as: the media type, the end of the name, the words of the button. 09B are the items of
/// 認定ソフト 2009 SP3.
const FILES: [(&str, &str, &str); 3] = [
    ("text/csv", ".csv", "CSV（ORCA 1.2）で保存"),
    ("text/csv; profile=nintei09b", "-09b.csv", "CSV（認定ソフト 09B）で保存"),
    ("application/fhir+json", ".fhir.json", "FHIRで保存"),
];

/// The letter as a file: our JSON, and what other systems read.
pub(super) fn buttons(pane: &Pane, open: &Arc<Opened>) -> El {
    let told = pane.decision.told;
    let name = ["ikensho-", &open.view.line.receipt_no].concat();
    // The file has the bytes whose SHA-256 is on the receipt.
    let (text, json_name) = (json::canonical(&open.view.letter), [&name, ".json"].concat());
    let save_json = move |_| {
        let saved = save_text(&json_name, &text);
        told.set(Some(saved.map_or_else(|_| not_made(), |()| kept(&json_name, ""))));
    };
    let paper = Paper::Here(open.view.line.id.clone(), open.view.letter.clone());
    let (local, insurer_no, pdf_name) =
        (pane.place.local.clone(), open.view.line.insurer_no.clone(), name.clone());
    let print = print::button("印刷・PDF", "button button--small", move || {
        let insurer = print::insurer(&local, &insurer_no);
        print::finished(&local, vec![paper.clone()], insurer, pdf_name.clone())
    });
    let button = |word: &'static str| {
        el("button").attr("type", "button").class("button button--small").child(sign(Icon::Down)).text(word)
    };
    let others = FILES.map(|(media_type, ending, word)| {
        let (path, name) = (paths::letter(&pane.id), [&name, ending].concat());
        let save = move |_| {
            let (path, name) = (path.clone(), name.clone());
            spawn_local(async move {
                let saved = save_answer(&path, media_type, &name).await;
                let _ = told.try_set(Some(saved.map_or_else(Told::Trouble, |lost| kept(&name, &lost))));
            });
        };
        button(word).on("click", save)
    });
    el("div")
        .class("whole__files")
        .attr("role", "group")
        .attr("aria-label", "印刷とファイル")
        .child(print)
        .child(button("JSONで保存").on("click", save_json))
        .each(others)
}

/// `lost`: keys of the items that the file does not hold whole.
fn kept(name: &str, lost: &str) -> Told {
    let items = lost.split(',').filter_map(|key| ITEMS.iter().find(|item| item.key == key));
    let names: Vec<String> = items.map(item_name).collect();
    let lost = match names.is_empty() {
        true => String::new(),
        false => {
            ["この形式に入りきらない項目：", &names.join("、"), "。意見書の画面で確かめてください。"].concat()
        }
    };
    let sentence = [
        "「",
        name,
        "」をダウンロードに保存しました。本人の情報が入ったふつうのファイルです。取り扱いに気をつけてください。",
        &lost,
    ];
    Told::Done(sentence.concat())
}

fn not_made() -> Told {
    Told::Trouble(crate::local::Trouble::not_understood())
}
