//! `/prints`: every letter that leaves a device is in the audit log.

use serde_json::{Value, json};

use super::{HOKENSHA, ISHI, ISHI2, TestApp, key};

const PRINTS: &str = wire::paths::PRINTS;

async fn first(app: &TestApp, host: &str, path: &str) -> String {
    app.get(host, path).await.ok()["items"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_printed_letter_is_written_down_once() {
    let app = TestApp::new().await;
    let letter = first(&app, ISHI, wire::paths::LETTERS).await;
    let draft = first(&app, ISHI, wire::paths::DRAFTS).await;
    // One the server does not have yet, and one it has.
    let print = json!({ "way": "saved", "letters": [letter], "drafts": [key(), draft] });
    let before = app.audit();
    let operation = [("idempotency-key", &*key())];
    for _ in 0..2 {
        let answer = app.write_as(ISHI, "POST", PRINTS, &print, &operation).await;
        assert_eq!((answer.status.as_u16(), &*answer.text), (204, ""));
        assert_eq!(app.audit(), before + 3);
    }
    let insurer = first(&app, HOKENSHA, wire::paths::LETTERS).await;
    let print = json!({ "way": "printed", "letters": [insurer] });
    assert_eq!(app.post(HOKENSHA, PRINTS, &print).await.status.as_u16(), 204);
}

#[tokio::test]
async fn nobody_writes_about_what_is_not_theirs() {
    let app = TestApp::new().await;
    let letter = first(&app, ISHI, wire::paths::LETTERS).await;
    let draft = first(&app, ISHI, wire::paths::DRAFTS).await;
    let letters = |ids: Value| json!({ "way": "printed", "letters": ids });
    let drafts = |ids: Value| json!({ "way": "printed", "drafts": ids });
    let before = app.audit();
    for (host, print, status, code) in [
        (ISHI2, letters(json!([letter])), 404, "letter.unknown"),
        (ISHI2, drafts(json!([draft])), 404, "draft.unknown"),
        (HOKENSHA, drafts(json!([key()])), 404, "draft.unknown"),
        (ISHI, letters(json!([key()])), 404, "letter.unknown"),
        (ISHI, letters(json!([])), 422, "id.malformed"),
        (ISHI, letters(json!(["髙橋花子"])), 422, "id.malformed"),
        (ISHI, letters(json!((0..2001).map(|_| key()).collect::<Vec<_>>())), 422, "id.malformed"),
    ] {
        app.post(host, PRINTS, &print).await.problem(status, code);
    }
    assert_eq!(app.audit(), before, "a refusal writes nothing");
}
