//! `/requests`: taken once, matched with paper, seen by whom they concern.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::sample::{request, with};
use super::{HOKENSHA, ISHI, JIMU, START, TestApp, key};

const REQUESTS: &str = "/api/v1/requests";
const PAPER: &str = "/api/v1/requests/paper";

fn row(posted: &Value, n: usize) -> &Value {
    &posted["rows"][n]
}

#[tokio::test]
async fn a_request_is_taken_once_however_often_it_is_posted() {
    let app = TestApp::new().await;
    let before = app.get(ISHI, REQUESTS).await.ok()["items"].as_array().unwrap().len();
    let first = app.post(HOKENSHA, REQUESTS, &request("0000999001")).await.ok();
    assert_eq!((row(&first, 0)["matched"].as_bool(), row(&first, 0)["row"].as_u64()), (Some(false), Some(1)));
    let later = with(&request("0000999001"), json!({ "due_date": "2026-10-30" }));
    let second = app.post(HOKENSHA, REQUESTS, &later).await.ok();
    assert_eq!(
        (row(&second, 0)["matched"].as_bool(), &row(&second, 0)["id"]),
        (Some(true), &row(&first, 0)["id"])
    );
    let list = app.get(ISHI, REQUESTS).await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), before + 1);
    let id = row(&first, 0)["id"].as_str().unwrap();
    let seen = app.get(ISHI, &format!("{REQUESTS}/{id}")).await.ok();
    assert_eq!((&seen["request"]["due_date"], &seen["state"]), (&json!("2026-10-30"), &json!("open")));
}

#[tokio::test]
async fn each_row_of_a_list_stands_by_itself() {
    let app = TestApp::new().await;
    let list = json!([
        request("0000999001"),
        with(&request("0000999002"), json!({ "insurer_no": "990028" })),
        with(&request("0000999003"), json!({ "clinic": { "office_no": "1234567890" } })),
        with(&request("0000999004"), json!({ "apply_date": "2026-02-30" })),
        with(&request("999"), json!({})),
        with(&request("0000999006"), json!({ "extra": 1 })),
        request("H000999007"),
    ]);
    let posted = app.post(HOKENSHA, REQUESTS, &list).await.ok();
    let codes: Vec<&str> =
        (0..7).map(|n| row(&posted, n)["problem"]["code"].as_str().unwrap_or("taken")).collect();
    assert_eq!(
        codes,
        [
            "taken",
            "request.other_insurer",
            "request.facility_unknown",
            "request.invalid",
            "request.invalid",
            "request.invalid",
            "taken"
        ]
    );
    assert_eq!(row(&posted, 3)["problem"]["field"], "apply_date");
    assert_eq!(row(&posted, 4)["problem"]["field"], "insured_no");
}

#[tokio::test]
async fn csv_is_taken_in_utf_8_and_cp932() {
    let app = TestApp::new().await;
    let csv = "insurer_no,insured_no,apply_date,request_date,due_date,pt_name,office_no\r\n\
        990010,0000999001,2026-10-10,2026-10-13,2026-10-27,髙橋 一,9910123455\r\n\
        990010,0000999002,2026-10-10\r\n";
    for (bytes, matched) in [(csv.as_bytes().to_vec(), false), (ja::cp932::encode(csv).unwrap(), true)] {
        let send = Request::post(REQUESTS).header("host", HOKENSHA).header("idempotency-key", key());
        let send = send.header("content-type", "text/csv").body(Body::from(bytes)).unwrap();
        let posted = app.send(send).await.ok();
        assert_eq!(row(&posted, 0)["matched"], matched);
        assert_eq!(row(&posted, 1)["problem"]["code"], "request.invalid");
    }
    let name = &app.request_of(ISHI, "髙橋 一").await["request"]["person"]["pt_name"];
    assert_eq!(name, "髙橋 一");
}

#[tokio::test]
async fn a_paper_request_becomes_electronic_when_the_insurers_arrives() {
    let app = TestApp::new().await;
    let typed = with(&request("0000999001"), json!({ "person": { "pt_name": "青山 千佳" } }));
    let paper = app.post(JIMU, PAPER, &typed).await.ok();
    assert_eq!((&paper["origin"], &paper["state"]), (&json!("paper"), &json!("open")));
    let id = paper["id"].as_str().unwrap();
    app.get(HOKENSHA, &format!("{REQUESTS}/{id}")).await.problem(404, "request.unknown");
    let posted = app.post(HOKENSHA, REQUESTS, &request("0000999001")).await.ok();
    assert_eq!((row(&posted, 0)["matched"].as_bool(), &row(&posted, 0)["id"]), (Some(true), &paper["id"]));
    let now = app.get(ISHI, &format!("{REQUESTS}/{id}")).await.ok();
    assert_eq!(now["origin"], "electronic");
    assert_eq!(now["request"]["person"]["pt_name"], "青山 ちか");
    assert_eq!(now["typed"]["person"]["pt_name"], "青山 千佳", "what differs is kept");
    assert_eq!(app.get(HOKENSHA, &format!("{REQUESTS}/{id}")).await.ok().get("typed"), None);
    let typed_again = app.post(JIMU, PAPER, &typed).await.ok();
    assert_eq!((&typed_again["id"], &typed_again["origin"]), (&paper["id"], &json!("electronic")));
}

#[tokio::test]
async fn a_paper_request_needs_an_insurer_from_the_list() {
    let app = TestApp::new().await;
    let unknown = with(&request("0000999001"), json!({ "insurer_no": "131045" }));
    let problem = app.post(JIMU, PAPER, &unknown).await.problem(422, "request.invalid");
    assert_eq!(problem["field"], "insurer_no");
}

#[tokio::test]
async fn the_previous_letter_is_the_clinics_own() {
    let app = TestApp::new().await;
    let request = app.request_of(ISHI, "髙橋 千代子").await;
    let path = format!("{REQUESTS}/{}/previous", request["id"].as_str().unwrap());
    let previous = app.get(ISHI, &path).await.ok();
    assert_eq!(previous["letter"]["answers"]["pt_name"], "髙橋 千代子");
    assert_eq!(Some(previous["entry_date"].as_str().unwrap()), request["previous_date"].as_str());
    app.get(super::ISHI2, &path).await.problem(404, "previous.none");
    let new = app.request_of(ISHI, "伊藤 昭二").await;
    let path = format!("{REQUESTS}/{}/previous", new["id"].as_str().unwrap());
    app.get(ISHI, &path).await.problem(404, "previous.none");
}

#[tokio::test]
async fn a_letter_that_went_on_paper_ends_its_draft() {
    let app = TestApp::new().await;
    let request = app.request_of(ISHI, "渡邉 清").await;
    let path = format!("{REQUESTS}/{}/sent-on-paper", request["id"].as_str().unwrap());
    app.post(JIMU, &path, &json!({ "date": "2026-10-15" })).await.problem(422, "request.invalid");
    let marked = app.post(JIMU, &path, &json!({ "date": "2026-10-14" })).await.ok();
    assert_eq!((&marked["state"], &marked["paper_sent_on"]), (&json!("sent_on_paper"), &json!("2026-10-14")));
    assert_eq!(marked.get("draft_id"), None);
    app.get(START, REQUESTS).await.problem(401, "identity.missing");
}
