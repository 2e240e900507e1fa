//! Route A: letters that other programs wrote, each received once, whatever it came in.

use axum::body::Body;
use axum::http::Request;
use letters::form::cell;
use letters::orca::{self, Charset, Options, Timestamp};
use letters::{Letter, fhir, json};
use serde_json::{Value, json};

use super::sample::{changed, letter, numbered, post, with};
use super::{Answer, HOKENSHA, ISHI, ISHI2, JIMU, TestApp, key};

const LETTERS: &str = "/api/v1/letters";
pub(super) const SJIS: &str = "text/csv; charset=Shift_JIS";
pub(super) const UTF8: &str = "text/csv; charset=utf-8";

pub(super) fn csv(letters: &[Value], charset: Charset) -> Vec<u8> {
    let letters: Vec<Letter> = letters.iter().map(|letter| json::from_value(letter).unwrap()).collect();
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    let options = Options { charset, software: "医見書".to_owned(), timestamp };
    orca::write(&letters.iter().collect::<Vec<_>>(), &options).unwrap().bytes
}

impl TestApp {
    /// Sends a file as a program does: with nothing but its media type.
    pub(super) async fn file(&self, host: &str, media_type: &str, bytes: impl Into<Body>) -> Answer {
        let request = Request::post(LETTERS).header("host", host).header("content-type", media_type);
        self.send(request.body(bytes.into()).unwrap()).await
    }

    /// The letters that みどり野市's desk holds.
    pub(super) async fn held(&self) -> Vec<Value> {
        let list = self.get(HOKENSHA, &format!("{LETTERS}?limit=500")).await.ok();
        list["items"].as_array().unwrap().clone()
    }
}

/// The letter with what CSV can hold of it: drugs stand in the course there.
fn carried(n: u32) -> Value {
    let read = orca::read(&csv(&[numbered(n)], Charset::Utf8)).unwrap().letters.remove(0);
    json::to_value(&read.unwrap().letter)
}

pub(super) fn outcomes(answer: &Value) -> Vec<&str> {
    let letters = answer["letters"].as_array().unwrap();
    assert!((1..).zip(letters).all(|(row, result): (usize, _)| result["row"] == row));
    letters.iter().map(|result| result["outcome"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn each_letter_of_a_file_has_a_receipt_and_its_own_bytes() {
    let app = TestApp::new().await;
    let before = app.held().await.len();
    let bytes = csv(&[numbered(1), numbered(2), numbered(3)], Charset::Cp932);
    let answer = app.file(ISHI, SJIS, bytes.clone()).await.ok();
    assert_eq!(outcomes(&answer), ["received"; 3]);
    assert_eq!(app.held().await.len(), before + 3);
    let mut sources = Vec::new();
    for result in answer["letters"].as_array().unwrap() {
        assert!(result["notes"][0].as_str().unwrap().contains("R8様式"), "{result}");
        let path = format!("{LETTERS}/{}", result["letter_id"].as_str().unwrap());
        let view = app.get(ISHI, &path).await.ok();
        assert_eq!((&view["line"]["state"], &view["receipt"]), (&json!("sent"), &result["receipt"]));
        assert_eq!(view["approved"]["name"], "佐々木 健一");
        let request = Request::get(format!("{path}/source")).header("host", ISHI).body(Body::empty());
        let response = tower::ServiceExt::oneshot(app.router.clone(), request.unwrap()).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/csv; charset=shift_jis");
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap();
        sources.extend(body.to_bytes());
        app.get(ISHI2, &format!("{path}/source")).await.problem(404, "letter.unknown");
    }
    assert_eq!(sources, bytes);
    app.audit();
}

#[tokio::test]
async fn a_letter_is_known_again_in_whatever_it_comes() {
    let app = TestApp::new().await;
    let (one, two) = (carried(1), carried(2));
    let first = app.file(ISHI, SJIS, csv(&[one.clone(), two.clone()], Charset::Cp932)).await.ok();
    let held = app.held().await;
    let receipt = |answer: &Value, n: usize| answer["letters"][n]["receipt"].clone();
    let letter = json::from_value(&one).unwrap();
    let again = [
        app.file(ISHI, UTF8, csv(&[two, one.clone(), one.clone()], Charset::Utf8)).await.ok(),
        app.file(ISHI, fhir::MEDIA_TYPE, fhir::write(&letter).text).await.ok(),
        app.file(ISHI, "application/json", one.to_string()).await.ok(),
        app.file(ISHI, "application/json", json!([one]).to_string()).await.ok(),
        app.file(JIMU, "application/json; charset=utf-8", one.to_string()).await.ok(),
    ];
    assert_eq!(receipt(&again[0], 0), receipt(&first, 1));
    assert_eq!([receipt(&again[0], 1), receipt(&again[0], 2)], [receipt(&first, 0), receipt(&first, 0)]);
    for answer in &again[1..] {
        assert_eq!((outcomes(answer), receipt(answer, 0)), (vec!["received"], receipt(&first, 0)));
    }
    assert_eq!(app.held().await, held);
    let app = app.restarted().await;
    let answer = app.file(ISHI, "application/json", one.to_string()).await.ok();
    assert_eq!(receipt(&answer, 0), receipt(&first, 0));
}

#[tokio::test]
async fn a_bundle_is_as_many_letters_as_it_holds() {
    let app = TestApp::new().await;
    let entry = |n: u32| {
        let letter = json::from_value(&numbered(n)).unwrap();
        json!({ "resource": serde_json::from_str::<Value>(&fhir::write(&letter).text).unwrap() })
    };
    let other = json!({ "resource": { "resourceType": "Patient", "name": [{ "text": "秘密" }] } });
    let bundle = |entries: &[Value]| {
        json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string()
    };
    let sent = bundle(&[entry(1), other, entry(2)]);
    let answer = app.file(ISHI, fhir::MEDIA_TYPE, sent.clone()).await.ok();
    assert_eq!(outcomes(&answer), ["received", "failed", "received"]);
    assert_eq!(answer["letters"][1]["problem"]["detail"], "letter.fhir.resource");
    assert!(!answer.to_string().contains("秘密"));
    let held = app.held().await;
    // Declared as plain JSON, or each by itself, they are the same letters.
    let again = [
        app.file(ISHI, "application/json", sent).await.ok(),
        app.file(ISHI, fhir::MEDIA_TYPE, bundle(&[entry(1), entry(1), entry(2)])).await.ok(),
    ];
    let receipts = |answer: &Value, n: usize| answer["letters"][n]["receipt"].clone();
    for (n, m) in [(0, 0), (2, 2)] {
        assert_eq!(receipts(&again[0], n), receipts(&answer, n));
        assert_eq!(receipts(&again[1], m), receipts(&answer, n));
    }
    let alone = app.file(ISHI, "application/json", entry(2)["resource"].to_string()).await.ok();
    assert_eq!(receipts(&alone, 0), receipts(&answer, 2));
    assert_eq!(app.held().await, held);
    let none = app.file(ISHI, fhir::MEDIA_TYPE, bundle(&[])).await;
    none.problem(422, "letter.csv.empty");
    app.file(ISHI, "application/json", "[]").await.problem(422, "letter.csv.empty");
}

#[tokio::test]
async fn a_finished_letter_without_an_operation_is_named_by_its_content() {
    let app = TestApp::new().await;
    let doctor = app.user(ISHI).await;
    let send = async |post: &Value| app.file(ISHI, "application/json", post.to_string()).await.ok();
    let first = send(&post(&letter(), &doctor)).await;
    // A program that made another id for the same letter.
    let again = send(&post(&letter(), &doctor)).await;
    assert_eq!((&first["outcome"], &first), (&json!("received"), &again));
    let other = app.file(ISHI, "application/json", post(&carried(1), &doctor).to_string()).await.ok();
    assert_ne!(other["receipt"], first["receipt"]);
    // The same content in a file is the same letter.
    let file = app.file(ISHI, UTF8, csv(&[numbered(1)], Charset::Utf8)).await.ok();
    assert_eq!(file["letters"][0]["receipt"], other["receipt"]);
}

#[tokio::test]
async fn a_refused_letter_is_judged_again_another_time() {
    let app = TestApp::new().await;
    let ahead = changed(&numbered(1), json!({ "entry_date": "2026-10-15" }));
    let answer = app.file(ISHI, UTF8, csv(&[ahead.clone(), numbered(2)], Charset::Utf8)).await.ok();
    assert_eq!(outcomes(&answer), ["refused", "received"]);
    assert_eq!(answer["letters"][0]["findings"][0]["rule"], "D02");
    assert_eq!(answer["letters"][0].get("problem"), None);
    // The demonstration of the next day, on the same store.
    let kept = app.store.clone();
    let mut answers = 0;
    kept.look(&mut |rows| {
        let digest = crate::audit::sha256(
            ["019d4664-bba1-7000-8000-0000000dbba1", &json::write(&json::from_value(&ahead).unwrap())]
                .concat(),
        );
        answers +=
            usize::from(rows.answer("019d4664-bba1-7000-8000-0000000dbba1", &digest).unwrap().is_some());
    })
    .unwrap();
    assert_eq!(answers, 0, "a refusal is not this letter's answer for ever");
    let corrected = app.file(ISHI, UTF8, csv(&[numbered(1)], Charset::Utf8)).await.ok();
    assert_eq!(outcomes(&corrected), ["received"]);
}

#[tokio::test]
async fn a_returned_letter_is_replaced_and_its_reason_is_read() {
    let app = TestApp::new().await;
    let first = app.file(ISHI, UTF8, csv(&[numbered(1)], Charset::Utf8)).await.ok();
    let id = first["letters"][0]["letter_id"].as_str().unwrap().to_owned();
    let corrected = changed(&numbered(1), json!({ "last_exam_date": "2026-10-12" }));
    let duplicate = app.file(ISHI, UTF8, csv(std::slice::from_ref(&corrected), Charset::Utf8)).await.ok();
    let problem = &duplicate["letters"][0]["problem"];
    assert_eq!((&problem["code"], &problem["letter_id"]), (&json!("letter.duplicate"), &json!(id)));
    let reason = json!({ "code": "date", "text": "最終診察日をご確認ください。", "field": "last_exam_date" });
    let headers = [("if-match", "\"1\""), ("idempotency-key", &*key())];
    app.write_as(HOKENSHA, "POST", &format!("{LETTERS}/{id}/return"), &reason, &headers).await.ok();
    let view = app.get(ISHI, &format!("{LETTERS}/{id}")).await.ok();
    assert_eq!((&view["line"]["state"], &view["line"]["returned"]), (&json!("returned"), &reason));
    let second = app.file(ISHI, UTF8, csv(&[corrected], Charset::Utf8)).await.ok();
    assert_eq!(outcomes(&second), ["received"]);
    let view = app
        .get(ISHI, &format!("{LETTERS}/{}", second["letters"][0]["letter_id"].as_str().unwrap()))
        .await
        .ok();
    assert_eq!((&view["line"]["version"], &view["replaces"]), (&json!(2), &json!(id)));
    // The first letter again is still the first letter.
    let again = app.file(ISHI, UTF8, csv(&[numbered(1)], Charset::Utf8)).await.ok();
    assert_eq!(again["letters"][0]["receipt"], first["letters"][0]["receipt"]);
}

#[tokio::test]
async fn a_letter_names_a_doctor_of_the_clinic_that_sends_it() {
    let app = TestApp::new().await;
    for (name, outcome) in
        [("佐々木　健一", "received"), ("小川 直子", "failed"), ("森 美咲", "failed"), ("", "failed")]
    {
        let n = 10 + name.len() as u32;
        let answer =
            app.file(JIMU, "application/json", changed(&numbered(n), json!({ "dr_name": name })).to_string());
        let answer = answer.await.ok();
        assert_eq!(outcomes(&answer), [outcome], "{name} {answer}");
        if outcome == "failed" {
            assert_eq!(answer["letters"][0]["problem"]["code"], "letter.not_approved");
        }
    }
    for (body, media_type) in [("{\"form\":1}", "application/json"), ("{}", fhir::MEDIA_TYPE), ("", UTF8)] {
        app.file(HOKENSHA, media_type, body).await.problem(404, "path.unknown");
        app.file("localhost:8080", media_type, body).await.problem(401, "identity.missing");
    }
}

#[tokio::test]
async fn what_cannot_be_read_or_does_not_belong_is_named() {
    let app = TestApp::new().await;
    let list = json!([{ "form": "R8", "answers": { "hand": "中" } }, changed(&letter(), json!({ "insurer_no": null })),
        changed(&numbered(3), json!({ "insurer_no": "990044" }))]);
    let answer = app.file(ISHI, "application/json", list.to_string()).await.ok();
    let problems: Vec<&Value> = answer["letters"].as_array().unwrap().iter().map(|r| &r["problem"]).collect();
    assert_eq!((&problems[0]["code"], &problems[0]["field"]), (&json!("letter.invalid"), &json!("hand")));
    assert_eq!(problems[1]["code"], "letter.key_incomplete");
    assert_eq!(problems[2]["code"], "letter.insurer_unknown");
    let response = json!({
        "resourceType": "QuestionnaireResponse", "status": "completed",
        "questionnaire": "https://ikensho.example/fhir/Questionnaire/ikensho-r8|1",
        "item": [{ "linkId": "nope", "answer": [{ "valueString": "秘密" }] }],
    });
    let answer = app.file(ISHI, fhir::MEDIA_TYPE, response.to_string()).await.ok();
    let problem = &answer["letters"][0]["problem"];
    assert_eq!((&problem["detail"], &problem["field"]), (&json!("letter.fhir.link"), &json!("nope")));
    assert!(!answer.to_string().contains("秘密"));
    app.file(ISHI, fhir::MEDIA_TYPE, "{").await.problem(400, "body.malformed");
    app.file(ISHI, "text/plain", "a").await.problem(415, "body.media_type");
    app.audit();
}

#[tokio::test]
async fn an_operation_id_names_one_file() {
    let app = TestApp::new().await;
    let operation = key();
    let send = async |bytes: Vec<u8>, key: &str| {
        let request = Request::post(LETTERS).header("host", ISHI).header("content-type", UTF8);
        app.send(request.header("idempotency-key", key).body(Body::from(bytes)).unwrap()).await
    };
    let first = send(csv(&[numbered(1)], Charset::Utf8), &operation).await.ok();
    assert_eq!(send(csv(&[numbered(1)], Charset::Utf8), &operation).await.ok(), first);
    send(csv(&[numbered(2)], Charset::Utf8), &operation).await.problem(409, "operation.reused");
    send(csv(&[numbered(2)], Charset::Utf8), "1").await.problem(400, "operation.missing");
    let sent = app.user(ISHI).await;
    let headers = [("idempotency-key", &*operation)];
    let finished = with(&post(&numbered(3), &sent), json!({}));
    app.write_as(ISHI, "POST", LETTERS, &finished, &headers).await.problem(409, "operation.reused");
}

#[tokio::test]
async fn the_insurer_takes_a_letter_out_in_its_own_formats() {
    let app = TestApp::new().await;
    let (sent, _) = app.send_letter(&letter()).await;
    let get = async |accept: &str| {
        let path = format!("{LETTERS}/{}", sent["id"].as_str().unwrap());
        let request = Request::get(path).header("host", HOKENSHA).header("accept", accept);
        app.send(request.body(Body::empty()).unwrap()).await
    };
    let nintei = get("text/csv; profile=nintei09b; charset=utf-8").await;
    assert_eq!(nintei.headers["content-type"], "text/csv; charset=utf-8");
    // What the format has no place for is named.
    let lost = nintei.headers[wire::headers::LOST].to_str().unwrap();
    assert!(lost.split(',').any(|key| key == "pt_name"), "{lost}");
    let read = letters::nintei::read(&nintei.text).unwrap().remove(0);
    let whole = json::from_value(&letter()).unwrap();
    assert_eq!(read.get(cell("dementia_level")), whole.get(cell("dementia_level")));
    let response = get("application/fhir+json").await;
    assert_eq!(response.headers["content-type"], "application/fhir+json");
    assert!(!response.headers.contains_key(wire::headers::LOST));
    assert_eq!(fhir::read(&response.text).unwrap(), whole);
    let path = format!("{LETTERS}/{}/source", sent["id"].as_str().unwrap());
    app.get(HOKENSHA, &path).await.problem(404, "letter.source_none");
}
