//! `/letters`: what is not received, and the server's own judgement.

use serde_json::{Value, json};

use super::sample::{changed, letter, numbered, post, with};
use super::{ISHI, TestApp, key};

const LETTERS: &str = "/api/v1/letters";

#[tokio::test]
async fn what_does_not_say_where_it_belongs_is_not_received() {
    let app = TestApp::new().await;
    let doctor = app.user(ISHI).await;
    for missing in ["insurer_no", "insured_no", "apply_date"] {
        let post = post(&changed(&letter(), json!({ missing: null })), &doctor);
        let problem = app.post(ISHI, LETTERS, &post).await.problem(422, "letter.key_incomplete");
        assert_eq!(problem["field"], missing);
    }
    let elsewhere = post(&changed(&letter(), json!({ "insurer_no": "990044" })), &doctor);
    app.post(ISHI, LETTERS, &elsewhere).await.problem(422, "letter.insurer_unknown");
}

#[tokio::test]
async fn bytes_hash_and_approval_must_belong_together() {
    let app = TestApp::new().await;
    let good = post(&letter(), &app.user(ISHI).await);
    let mut loose = letter();
    loose["answers"]["bpsd_text"] = "".into();
    let clerk = app.user(super::JIMU).await;
    let cases = [
        (json!({ "sha256": "0".repeat(64) }), "letter.hash"),
        (json!({ "letter": loose }), "letter.not_canonical"),
        (json!({ "id": "1" }), "id.malformed"),
        (json!({ "approved": { "by": clerk, "name": "森 美咲", "at": "" } }), "letter.not_approved"),
        (json!({ "letter": { "form": "R8", "answers": { "hand": "中" } } }), "letter.invalid"),
        (json!({ "extra": 1 }), "body.invalid"),
        (json!({ "sha256": null }), "body.invalid"),
    ];
    let before = app.audit();
    for (change, code) in cases {
        app.post(ISHI, LETTERS, &with(&good, change)).await.problem(422, code);
    }
    assert_eq!(app.audit(), before, "nothing was recorded");
    app.post(ISHI, LETTERS, &good).await.ok();
    let again = with(&post(&numbered(9), &app.user(ISHI).await), json!({ "id": good["id"] }));
    app.post(ISHI, LETTERS, &again).await.problem(409, "letter.id_taken");
}

#[tokio::test]
async fn an_error_of_the_servers_own_judgement_is_a_recorded_refusal() {
    let app = TestApp::new().await;
    // The device's clock runs ahead: to the server the letter is dated tomorrow.
    let ahead = changed(&letter(), json!({ "entry_date": "2026-10-15" }));
    let (refused, operation) = (post(&ahead, &app.user(ISHI).await), key());
    let headers = [("idempotency-key", &*operation)];
    let first = app.write_as(ISHI, "POST", LETTERS, &refused, &headers).await;
    let outcome = first.json();
    assert_eq!(outcome["outcome"], "refused");
    assert_eq!(
        (&outcome["findings"][0]["rule"], &outcome["findings"][0]["severity"]),
        (&json!("D02"), &json!("E"))
    );
    let again = app.write_as(ISHI, "POST", LETTERS, &refused, &headers).await;
    assert_eq!(again.text, first.text);
    let (_, corrected) = app.send_letter(&letter()).await;
    assert_eq!(corrected["outcome"], "received", "the corrected letter has an operation of its own");
}

#[tokio::test]
async fn an_insurer_that_takes_no_letters_yet_is_an_error() {
    let app = TestApp::new().await;
    let there = changed(&letter(), json!({ "insurer_no": "990036", "insurer_name": "霧ヶ原町" }));
    let (_, outcome) = app.send_letter(&there).await;
    let rules: Vec<&Value> = outcome["findings"].as_array().unwrap().iter().map(|f| &f["rule"]).collect();
    assert_eq!((outcome["outcome"].as_str(), rules), (Some("refused"), vec![&json!("V06")]));
}

#[tokio::test]
async fn a_warning_nobody_confirmed_is_kept_beside_and_never_blocks() {
    let app = TestApp::new().await;
    let thinner = changed(
        &numbered(5),
        json!({
            "pt_name": "高橋 千代子", "weight_change": "減少", "issue_count": "初回",
        }),
    );
    let (sent, outcome) = app.send_letter(&thinner).await;
    assert_eq!(outcome["outcome"], "received");
    let warnings: Vec<&Value> = outcome["warnings"].as_array().unwrap().iter().map(|f| &f["rule"]).collect();
    assert_eq!(warnings, [&json!("X54")]);
    let seen = app.get(ISHI, &format!("{LETTERS}/{}", sent["id"].as_str().unwrap())).await.ok();
    assert_eq!(seen["warnings"], outcome["warnings"]);
    let confirmation = json!({
        "rule": "X54", "field": outcome["warnings"][0]["field"], "values": "", "by": app.user(ISHI).await,
        "name": "佐々木 健一", "at": "2026-10-14T03:00:00.000Z",
    });
    let other = changed(&thinner, json!({ "insured_no": "0000000006" }));
    let confirmed = with(&post(&other, &app.user(ISHI).await), json!({ "confirmations": [confirmation] }));
    assert_eq!(app.post(ISHI, LETTERS, &confirmed).await.ok()["warnings"], json!([]));
}
