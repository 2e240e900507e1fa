//! `/phrases`: the clinic's and one's own.

use serde_json::{Value, json};

use super::{ISHI, ISHI2, JIMU, TestApp, key};

const PHRASES: &str = "/api/v1/phrases";

#[tokio::test]
async fn clinic_phrases_are_shared_and_personal_ones_are_not() {
    let app = TestApp::new().await;
    let phrase =
        |scope: &str| json!({ "id": key(), "scope": scope, "key": "remarks", "text": "見守りが必要。" });
    let (own, shared) = (phrase("personal"), phrase("clinic"));
    for phrase in [&own, &shared] {
        assert_eq!(&app.write(ISHI, "PUT", PHRASES, phrase).await.ok(), phrase);
    }
    let texts = async |host| app.get(host, PHRASES).await.ok()["items"].as_array().unwrap().clone();
    assert_eq!(texts(ISHI).await, [own.clone(), shared.clone()]);
    assert_eq!(texts(JIMU).await, std::slice::from_ref(&shared));
    assert_eq!(texts(ISHI2).await, [] as [Value; 0]);
    let path = |phrase: &Value| format!("{PHRASES}/{}", phrase["id"].as_str().unwrap());
    app.write(JIMU, "DELETE", &path(&own), &Value::Null).await.problem(404, "phrase.unknown");
    app.write(JIMU, "PUT", PHRASES, &own).await.problem(422, "id.malformed");
    let gone = app.write(JIMU, "DELETE", &path(&shared), &Value::Null).await;
    assert_eq!((gone.status.as_u16(), &*gone.text), (204, ""));
    assert_eq!(texts(ISHI).await, [own]);
    for wrong in [json!({ "key": "nope" }), json!({ "text": " " }), json!({ "text": "あ".repeat(2001) })] {
        let wrong = super::sample::with(&shared, wrong);
        app.write(ISHI, "PUT", PHRASES, &wrong).await.problem(422, "phrase.invalid");
    }
}
