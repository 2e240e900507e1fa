//! Requests from a file: JSON or CSV, with what became of every row.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use wire::paths;
use wire::requests::{RequestsPosted, RowPosted};

use super::outcome;
use crate::el::{El, el};
use crate::insurers::download::{read_text, save_text};
use crate::insurers::operation::Operation;
use crate::insurers::shell::{self, Place};
use crate::insurers::told::{self, focus};
use crate::local::Trouble;
use crate::ui::{Icon, sign};

const COLUMNS: &str = "insurer_no,insured_no,apply_date,request_date,due_date,request_no,\
     pt_kana,pt_name,pt_birth,pt_sex,pt_zip,pt_addr,pt_tel,office_no,clinic_name,dr_name\r\n";

/// ファイルからまとめて送る.
pub(in crate::insurers) fn import(place: &Place) -> El {
    let outcome = RwSignal::new(None::<Result<RequestsPosted, Trouble>>);
    let operation = Operation::new();
    let chosen = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let place = place.clone();
    let press = move |_| {
        let file = file();
        missing.set(file.is_none());
        let Some(file) = file else { return focus("import-file") };
        chosen.set(file.name());
        let place = place.clone();
        spawn_local(async move {
            let answer = upload(&place, &file, operation).await;
            operation.answered(&answer);
            place.desk.refresh(&place.local);
            let _ = outcome.try_set(Some(answer));
            focus("import-outcome");
        });
    };
    let template = move |_| {
        if save_text("ikensho-requests.csv", COLUMNS).is_err() {
            outcome.set(Some(Err(Trouble::not_understood())));
        }
    };
    let rule = |words: &'static str| el("li").text(words);
    let rules = el("ul")
        .class("import__rules")
        .child(rule("CSV の1行目には、項目の名前（ひな形と同じ英字）を書きます。文字コードは UTF-8 か Shift_JIS です。"))
        .child(rule("日付は 2026-10-14 の形で書きます。医療機関は医療機関コード（office_no）で決まります。"));
    let message = move || match missing.get() {
        true => vec![sign(Icon::Fix), el("span").text("ファイルを選んでください。")],
        false => Vec::new(),
    };
    let input = el("input")
        .class("input import__file")
        .attr("id", "import-file")
        .attr("type", "file")
        .attr("accept", ".csv,.json,text/csv,application/json")
        .attr("aria-describedby", "import-message")
        .live("aria-invalid", move || missing.get().then(|| "true".into()));
    let field = el("div")
        .class("field")
        .child(
            el("label")
                .class("field__label")
                .attr("for", "import-file")
                .text("ファイル（.csv または .json）"),
        )
        .child(input)
        .child(el("p").class("message message--error").attr("id", "import-message").list(message));
    let button = |class| el("button").attr("type", "button").class(class);
    let lead = "依頼の一覧を、CSV か JSON のファイルで送ります。読めない行があっても、ほかの行はそのまま送られます。前に送った同じ申請の依頼は、二重にならず新しくなります。";
    let card = el("div")
        .class("card import")
        .child(el("p").text(lead))
        .child(rules)
        .child(
            el("p").child(
                button("button").child(sign(Icon::Down)).text("CSVのひな形を保存").on("click", template),
            ),
        )
        .child(field)
        .child(
            el("p")
                .child(button("button button--filled").text("このファイルの依頼を送る").on("click", press)),
        );
    let said = move || match outcome.get() {
        None => Vec::new(),
        Some(Err(trouble)) => vec![told::trouble(trouble)],
        Some(Ok(posted)) => report(&chosen.get_untracked(), &posted.rows),
    };
    let back = el("a").attr("href", "/requests").child(sign(Icon::Left)).text("送った依頼へ戻る");
    shell::page()
        .child(el("p").class("page__back").child(back))
        .child(
            el("div")
                .class("page__head")
                .child(el("h1").class("page__title").text("ファイルからまとめて送る")),
        )
        .child(card)
        .child(
            el("div").attr("id", "import-outcome").attr("tabindex", "-1").attr("role", "status").list(said),
        )
}

fn file() -> Option<File> {
    let input: HtmlInputElement = document().get_element_by_id("import-file")?.dyn_into().ok()?;
    input.files()?.get(0)
}

async fn upload(place: &Place, file: &File, operation: Operation) -> Result<RequestsPosted, Trouble> {
    let unread = |_| {
        Trouble::here(
            "import.unreadable",
            "ファイルを読めませんでした。",
            "文字コードを UTF-8 か Shift_JIS にして保存し直してください。",
        )
    };
    let text = read_text(file).await.map_err(unread)?;
    let id = operation.id(&place.local, &text);
    if file.name().to_ascii_lowercase().ends_with(".json") {
        let list: Value = serde_json::from_str(&text).map_err(|_| {
            Trouble::here(
                "import.not_json",
                "JSON として読めませんでした。",
                "ファイルの書き方を確かめてください。",
            )
        })?;
        return place.local.post(paths::REQUESTS, &list, &id).await;
    }
    place.local.post_text(paths::REQUESTS, "text/csv", &text, &id).await
}

/// What became of every row.
fn report(file: &str, rows: &[RowPosted]) -> Vec<El> {
    let refused = rows.iter().filter(|row| row.problem.is_some()).count();
    let taken = [&(rows.len() - refused).to_string(), "件を送りました。"].concat();
    let lines = rows.iter().map(|row| {
        let number = [&row.row.to_string(), "件目"].concat();
        el("tr").child(el("th").attr("scope", "row").text(number)).child(el("td").child(said(row)))
    });
    let refused =
        (refused > 0).then(|| el("strong").text([&refused.to_string(), "件は送れませんでした。"].concat()));
    vec![
        el("h2").class("import__title").text([file, " の結果"].concat()),
        el("p").text(taken).opt(refused),
        el("table").class("import__rows").child(el("tbody").each(lines)),
    ]
}

/// What became of one row.
fn said(row: &RowPosted) -> El {
    let line = el("span");
    match outcome::of(row) {
        Ok(sentence) => line.class("import__line").child(sign(Icon::Done)).text(sentence),
        Err(trouble) => {
            let detail = row.problem.as_ref().and_then(|problem| problem.detail.clone()).unwrap_or_default();
            let field = trouble.field.as_deref().map(|key| ["（", label(key), "）"].concat());
            let action = trouble.action.unwrap_or_default();
            let words = [&trouble.title, &field.unwrap_or_default(), " ", &detail, " ", &action].concat();
            line.class("import__line import__line--refused")
                .child(sign(Icon::Fix))
                .child(el("span").text(words))
        }
    }
}

/// The item's printed name.
fn label(key: &str) -> &str {
    match key {
        "due_date" => "提出期限",
        _ => letters::form::item(key).map_or(key, |item| item.label),
    }
}
