//! `/letters`: once, forever, to the right desk.

use axum::body::Body;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use wire::events::Event;
use wire::letters::{Receipt, ReceiptBody};

use super::sample::{changed, letter, numbered, post, with};
use super::{HOKENSHA, ISHI, ISHI2, TestApp, key};
use crate::receipt::{Signer, verify};

const LETTERS: &str = "/api/v1/letters";

fn body(outcome: &Value) -> ReceiptBody {
    let receipt: Receipt = serde_json::from_value(outcome["receipt"].clone()).unwrap();
    verify(&receipt, &Signer::new(&[7; 32]).public_key()).unwrap()
}

#[tokio::test]
async fn a_letter_is_received_signed_and_seen_by_its_insurer() {
    let app = TestApp::new().await;
    let (sent, outcome) = app.send_letter(&letter()).await;
    assert_eq!(outcome["outcome"], "received", "{outcome}");
    let receipt = body(&outcome);
    assert_eq!(receipt.receipt_no, "01-990010-20261014-0001");
    assert_eq!((receipt.version, &*receipt.sha256), (1, sent["sha256"].as_str().unwrap()));
    assert_eq!(
        (&*receipt.insurer_no, &*receipt.insured_no, &*receipt.apply_date),
        ("990010", "0000123456", "2026-10-02")
    );
    let id = sent["id"].as_str().unwrap();
    let seen = app.get(HOKENSHA, &format!("{LETTERS}/{id}")).await.ok();
    assert_eq!(seen["letter"], sent["letter"]);
    assert_eq!(seen["receipt"], outcome["receipt"]);
    assert_eq!(seen["line"]["state"], "sent");
    assert_eq!(seen["line"]["due_date"], "2026-10-20");
    // Half a year ago the same clinic wrote about her.
    assert_eq!(seen["previous"]["dr_name"], "佐々木 健一");
    let request = app.request_of(ISHI, "髙橋 千代子").await;
    assert_eq!((request["state"].as_str(), request["letter_id"].as_str()), (Some("sent"), Some(id)));
}

#[tokio::test]
async fn the_same_operation_gets_the_same_receipt_for_ever() {
    let app = TestApp::new().await;
    let (sent, operation) = (post(&letter(), &app.user(ISHI).await), key());
    let headers = [("idempotency-key", &*operation)];
    let first = app.write_as(ISHI, "POST", LETTERS, &sent, &headers).await;
    let events = app.events("insurer:990010");
    for _ in 0..3 {
        let again = app.write_as(ISHI, "POST", LETTERS, &sent, &headers).await;
        assert_eq!((again.status, &again.text), (first.status, &first.text));
    }
    assert_eq!(app.events("insurer:990010"), events, "a repeated operation tells nobody anything");
    let other = with(&sent, json!({ "judged_on": "2026-10-13" }));
    app.write_as(ISHI, "POST", LETTERS, &other, &headers).await.problem(409, "operation.reused");
    let app = app.restarted().await;
    let again = app.write_as(ISHI, "POST", LETTERS, &sent, &headers).await;
    assert_eq!((again.status, again.text), (first.status, first.text));
}

#[tokio::test]
async fn a_second_letter_for_the_application_must_say_that_it_replaces() {
    let app = TestApp::new().await;
    let (sent, _) = app.send_letter(&letter()).await;
    let corrected = changed(&letter(), json!({ "last_exam_date": "2026-10-12" }));
    let doctor = app.user(ISHI).await;
    let duplicate =
        app.post(ISHI, LETTERS, &post(&corrected, &doctor)).await.problem(409, "letter.duplicate");
    assert_eq!(duplicate["letter_id"], sent["id"], "its owner is told which one");
    let replacing = with(&post(&corrected, &doctor), json!({ "replaces": sent["id"] }));
    let outcome = app.post(ISHI, LETTERS, &replacing).await.ok();
    assert_eq!(body(&outcome).version, 2);
    let old = app.get(HOKENSHA, &format!("{LETTERS}/{}", sent["id"].as_str().unwrap())).await.ok();
    assert_eq!(old["line"]["state"], "superseded");
    let new = app.get(HOKENSHA, &format!("{LETTERS}/{}", replacing["id"].as_str().unwrap())).await.ok();
    assert_eq!((&new["line"]["version"], &new["replaces"]), (&json!(2), &sent["id"]));
    let third = with(&post(&letter(), &doctor), json!({ "replaces": sent["id"] }));
    let replaced = app.post(ISHI, LETTERS, &third).await.problem(409, "letter.replaced");
    assert_eq!(replaced["letter_id"], replacing["id"]);
    let unknown = with(&third, json!({ "replaces": key() }));
    app.post(ISHI, LETTERS, &unknown).await.problem(422, "letter.replaces_unknown");
}

#[tokio::test]
async fn another_facilitys_letter_is_a_line_of_its_own_and_neither_learns_of_the_other() {
    let app = TestApp::new().await;
    let (first, _) = app.send_letter(&letter()).await;
    let theirs = changed(&letter(), json!({ "dr_name": "小川 直子", "clinic_name": "さくら通り病院" }));
    let second = with(
        &post(&theirs, &app.user(ISHI2).await),
        json!({ "approved": { "by": app.user(ISHI2).await, "name": "小川 直子", "at": "2026-10-14T03:00:00.000Z" } }),
    );
    let outcome = app.post(ISHI2, LETTERS, &second).await.ok();
    assert_eq!((&outcome["outcome"], body(&outcome).version), (&json!("received"), 1));
    let path = |letter: &Value| format!("{LETTERS}/{}", letter["id"].as_str().unwrap());
    let seen = app.get(HOKENSHA, &path(&first)).await.ok();
    assert_eq!(seen["beside"][0]["id"], second["id"], "the insurer sees both");
    assert_eq!(app.get(ISHI, &path(&first)).await.ok()["beside"], json!([]));
    app.get(ISHI, &path(&second)).await.problem(404, "letter.unknown");
    app.get(ISHI2, &path(&first)).await.problem(404, "letter.unknown");
}

#[tokio::test]
async fn accept_and_return_need_the_state_the_officer_saw() {
    let app = TestApp::new().await;
    let (first, _) = app.send_letter(&numbered(1)).await;
    let (second, _) = app.send_letter(&numbered(2)).await;
    let accept = format!("{LETTERS}/{}/accept", first["id"].as_str().unwrap());
    app.post(HOKENSHA, &accept, &Value::Null).await.problem(428, "precondition.missing");
    let matched = |etag: &'static str| [("if-match", etag), ("idempotency-key", "")];
    let call = async |path: &str, body: &Value, etag: &'static str| {
        let (key, mut headers) = (key(), matched(etag));
        headers[1].1 = &key;
        app.write_as(HOKENSHA, "POST", path, body, &headers).await
    };
    call(&accept, &Value::Null, "\"7\"").await.problem(412, "letter.changed");
    let line = call(&accept, &Value::Null, "\"1\"").await.ok();
    assert_eq!((&line["state"], &line["etag"]), (&json!("accepted"), &json!("\"2\"")));
    call(&accept, &Value::Null, "\"2\"").await.problem(409, "letter.settled");
    let back = format!("{LETTERS}/{}/return", second["id"].as_str().unwrap());
    let reason = json!({ "code": "date", "text": "最終診察日をご確認ください。", "field": "last_exam_date" });
    for wrong in [
        with(&reason, json!({ "code": "nope" })),
        with(&reason, json!({ "text": " " })),
        with(&reason, json!({ "field": "nope" })),
    ] {
        call(&back, &wrong, "\"1\"").await.problem(422, "return.invalid");
    }
    let line = call(&back, &reason, "\"1\"").await.ok();
    assert_eq!((&line["state"], &line["returned"]["text"]), (&json!("returned"), &reason["text"]));
    let told = app.events("facility:019d4664-bba1-7000-8000-0000000dbba1");
    let letter_id = second["id"].as_str().unwrap().to_owned();
    assert_eq!(told.last().unwrap().1, Event::Letter { letter_id });
}

#[tokio::test]
async fn a_withdrawn_request_never_blocks_its_letter() {
    let app = TestApp::new().await;
    let request = app.request_of(HOKENSHA, "髙橋 千代子").await;
    let path = format!("/api/v1/requests/{}/withdraw", request["id"].as_str().unwrap());
    assert_eq!(app.post(HOKENSHA, &path, &Value::Null).await.ok()["state"], "withdrawn");
    let (_, outcome) = app.send_letter(&letter()).await;
    assert_eq!(outcome["outcome"], "received");
    let list = app.get(HOKENSHA, LETTERS).await.ok();
    assert_eq!(list["items"][0]["withdrawn"], true, "the desk shows it");
}

#[tokio::test]
async fn lists_go_on_where_the_page_before_ended() {
    let app = TestApp::new().await;
    for n in 1..=3 {
        app.send_letter(&numbered(n)).await;
    }
    let whole = app.get(ISHI, LETTERS).await.ok();
    let (mut pages, mut path) = (Vec::new(), format!("{LETTERS}?limit=2"));
    loop {
        let page = app.get(ISHI, &path).await.ok();
        pages.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{LETTERS}?limit=2&cursor={next}");
    }
    assert_eq!(Value::Array(pages), whole["items"]);
    assert_eq!(whole["items"].as_array().unwrap().len(), 9, "five earlier, one returned, three now");
    app.get(ISHI, &format!("{LETTERS}?limit=0")).await.problem(400, "query.invalid");
}

#[tokio::test]
async fn a_letter_is_a_csv_file_for_who_accepts_one() {
    let app = TestApp::new().await;
    let (sent, _) = app.send_letter(&letter()).await;
    let (odd, _) = app.send_letter(&changed(&numbered(1), json!({ "remarks": "𠮷野へ通う。" }))).await;
    let get = async |host: &str, letter: &Value, accept: &str| {
        let path = format!("{LETTERS}/{}", letter["id"].as_str().unwrap());
        let request = axum::http::Request::get(path).header("host", host).header("accept", accept);
        let response = app.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let media_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        (media_type, response.into_body().collect().await.unwrap().to_bytes())
    };
    let before = app.audit();
    let (media_type, bytes) = get(HOKENSHA, &sent, "text/csv").await;
    assert_eq!((&*media_type, app.audit()), ("text/csv; charset=shift_jis", before + 1));
    let file = letters::orca::read(&bytes).unwrap();
    let read = &file.letters[0].as_ref().unwrap().letter;
    assert_eq!(read.text(letters::form::cell("pt_name")), "髙橋 千代子");
    let (media_type, bytes) = get(HOKENSHA, &odd, "text/csv").await;
    assert_eq!(media_type, wire::problem::MEDIA_TYPE);
    let problem: Value = serde_json::from_slice(&bytes).unwrap();
    assert!(problem["code"] == "letter.csv.character" && problem["detail"].as_str().unwrap().contains('𠮷'));
    assert_eq!(get(HOKENSHA, &odd, "text/csv;charset=utf-8").await.0, "text/csv; charset=utf-8");
    assert_eq!(get(ISHI2, &sent, "text/csv").await.0, wire::problem::MEDIA_TYPE);
}
