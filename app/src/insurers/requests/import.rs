//! Requests from a file: JSON or CSV, with what became of every row.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use wire::paths;
use wire::requests::{RequestsPosted, RowPosted};

use super::outcome;
use crate::insurers::download::{read_text, save_text};
use crate::insurers::operation::Operation;
use crate::insurers::shell::Place;
use crate::insurers::told::{self, focus};
use crate::local::Trouble;
use crate::ui::{Icon, icon};

const COLUMNS: &str = "insurer_no,insured_no,apply_date,request_date,due_date,request_no,\
     pt_kana,pt_name,pt_birth,pt_sex,pt_zip,pt_addr,pt_tel,office_no,clinic_name,dr_name\r\n";

/// ファイルからまとめて送る.
pub(in crate::insurers) fn import(place: &Place) -> AnyView {
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
    view! {
        <main class="page" id="main" tabindex="-1">
            <p class="page__back"><a href=move || "/requests">{icon(Icon::Left)} "送った依頼へ戻る"</a></p>
            <div class="page__head"><h1 class="page__title">"ファイルからまとめて送る"</h1></div>
            <div class="card import">
                <p>"依頼の一覧を、CSV か JSON のファイルで送ります。読めない行があっても、ほかの行はそのまま送られます。前に送った同じ申請の依頼は、二重にならず新しくなります。"</p>
                <ul class="import__rules">
                    <li>"CSV の1行目には、項目の名前（ひな形と同じ英字）を書きます。文字コードは UTF-8 か Shift_JIS です。"</li>
                    <li>"日付は 2026-10-14 の形で書きます。医療機関は医療機関コード（office_no）で決まります。"</li>
                </ul>
                <p><button type="button" class="button" on:click=template>{icon(Icon::Down)} "CSVのひな形を保存"</button></p>
                <div class="field">
                    <label class="field__label" for="import-file">"ファイル（.csv または .json）"</label>
                    <input class="input import__file" id="import-file" type="file" accept=".csv,.json,text/csv,application/json"
                        aria-describedby="import-message" aria-invalid=move || missing.get().then_some("true") />
                    <p class="message message--error" id="import-message">
                        {move || missing.get().then(|| view! { {icon(Icon::Fix)} "ファイルを選んでください。" })}
                    </p>
                </div>
                <p><button type="button" class="button button--filled" on:click=press>"このファイルの依頼を送る"</button></p>
            </div>
            <div id="import-outcome" tabindex="-1" role="status">
                {move || outcome.get().map(|answer| match answer {
                    Err(trouble) => told::trouble(trouble),
                    Ok(posted) => report(&chosen.get_untracked(), &posted.rows),
                })}
            </div>
        </main>
    }
    .into_any()
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
fn report(file: &str, rows: &[RowPosted]) -> AnyView {
    let refused = rows.iter().filter(|row| row.problem.is_some()).count();
    let taken = rows.len() - refused;
    let lines = rows.iter().map(|row| {
        let said = match outcome::of(row) {
            Ok(sentence) => view! { <span class="import__line">{icon(Icon::Done)} {sentence}</span> }.into_any(),
            Err(trouble) => {
                let detail = row.problem.as_ref().and_then(|problem| problem.detail.clone());
                let field = trouble.field.as_deref().map(|key| ["（", label(key), "）"].concat());
                view! {
                    <span class="import__line import__line--refused">
                        {icon(Icon::Fix)} <span>{trouble.title}{field} " " {detail} " " {trouble.action}</span>
                    </span>
                }
                .into_any()
            }
        };
        view! { <tr><th scope="row">{row.row}"件目"</th><td>{said}</td></tr> }
    });
    view! {
        <h2 class="import__title">{file.to_owned()} " の結果"</h2>
        <p>{taken} "件を送りました。" {(refused > 0).then(|| view! { <strong>{refused} "件は送れませんでした。"</strong> })}</p>
        <table class="import__rows"><tbody>{lines.collect_view()}</tbody></table>
    }
    .into_any()
}

/// The item's printed name.
fn label(key: &str) -> &str {
    match key {
        "due_date" => "提出期限",
        _ => letters::form::item(key).map_or(key, |item| item.label),
    }
}
