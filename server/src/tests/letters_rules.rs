//! `/letters`: what is not received, and the server's own judgement.

use letters::evidence;
use letters::rules::{Context, check};
use serde_json::{Value, json};

use super::sample::{changed, letter, numbered, post, with};
use super::{HOKENSHA, ISHI, TestApp, key, today};

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
}

/// The confirmation of this warning by the clinic's doctor, made on the values of `letter`.
async fn confirmation(app: &TestApp, letter: &Value, rule: &str) -> Value {
    let letter = letters::json::from_value(letter).unwrap();
    let context = Context { today: Some(today()), ..Context::default() };
    let finding = check(&letter, &context).into_iter().find(|finding| finding.rule.id() == rule).unwrap();
    let cells = evidence::cells(&letter, &context, &finding);
    json!({
        "rule": rule, "field": finding.at.path(), "values": evidence::hash_of(&letter, &finding, &cells),
        "by": app.user(ISHI).await, "name": "佐々木 健一", "at": "2026-10-14T03:00:00.000Z",
    })
}

#[tokio::test]
async fn a_confirmation_counts_for_the_values_it_was_made_on_and_for_no_others() {
    let app = TestApp::new().await;
    let doctor = app.user(ISHI).await;
    // D18 (a height out of the ordinary) reads the height alone.
    let small = |no: u32, height: &str| changed(&numbered(no), json!({ "height": height }));
    let confirmed = confirmation(&app, &small(5, "98"), "D18").await;
    let cases = [
        (small(5, "98"), true, "the values it was made on"),
        (changed(&small(6, "98"), json!({ "weight": "40" })), true, "other values beside them changed"),
        (small(7, "97"), false, "the value it was made on changed"),
    ];
    for (letter, counts, case) in cases {
        let sent = with(&post(&letter, &doctor), json!({ "confirmations": [confirmed] }));
        let outcome = app.post(ISHI, LETTERS, &sent).await.ok();
        assert_eq!(outcome["outcome"], "received", "{case}: it never blocks");
        let is_new = outcome["warnings"].as_array().unwrap().iter().any(|warning| warning["rule"] == "D18");
        assert_eq!(is_new, !counts, "{case}");
        let seen = app.get(HOKENSHA, &format!("{LETTERS}/{}", sent["id"].as_str().unwrap())).await.ok();
        let rules = |list: &str| -> Vec<String> {
            let all = seen[list].as_array().unwrap().iter();
            all.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
        };
        let (upheld, open) = (rules("confirmations"), rules("warnings"));
        assert_eq!(upheld.contains(&"D18".to_owned()), counts, "{case}: {seen}");
        assert_eq!(open.contains(&"D18".to_owned()), !counts, "{case}: {seen}");
    }
}

#[tokio::test]
async fn a_day_that_passed_on_the_way_voids_no_confirmation() {
    let app = TestApp::new().await;
    let letter = changed(&numbered(5), json!({ "height": "98" }));
    let confirmed = confirmation(&app, &letter, "D18").await;
    let yesterday = json!({ "confirmations": [confirmed], "judged_on": "2026-10-13" });
    let sent = with(&post(&letter, &app.user(ISHI).await), yesterday);
    let warnings = app.post(ISHI, LETTERS, &sent).await.ok()["warnings"].clone();
    assert!(warnings.as_array().unwrap().iter().all(|warning| warning["rule"] != "D18"), "{warnings}");
}
