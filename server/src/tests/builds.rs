//! Builds of the app: the header that names them, and which are understood.

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

use super::sample::{letter, post};
use super::{ISHI, START, TestApp, key};

const LETTERS: &str = "/api/v1/letters";
const BUILD: &str = wire::headers::BUILD;

#[tokio::test]
async fn a_build_that_is_too_old_is_told_so_and_changes_nothing() {
    let app = TestApp::new().await;
    let (sent, operation, before) = (post(&letter(), &app.user(ISHI).await), key(), app.audit());
    for build in ["5-00000000000000a1", "00000000000000a1", "", "8"] {
        let headers = [("idempotency-key", &*operation), (BUILD, build)];
        let problem =
            app.write_as(ISHI, "POST", LETTERS, &sent, &headers).await.problem(426, "client.too_old");
        assert!(problem["action"].as_str().unwrap().contains("新しい版"), "{problem}");
    }
    let get = |path: &str| Request::get(path).header("host", ISHI).header(BUILD, "5-a1").body(Body::empty());
    app.send(get("/api/v1/me").unwrap()).await.problem(426, "client.too_old");
    app.send(get("/api/v1/events").unwrap()).await.problem(426, "client.too_old");
    assert_eq!(app.audit(), before, "nothing was recorded");
    // The new version sends the same bytes under the same id.
    let headers = [("idempotency-key", &*operation), (BUILD, "8-00000000000000a1")];
    assert_eq!(app.write_as(ISHI, "POST", LETTERS, &sent, &headers).await.ok()["outcome"], "received");
}

#[tokio::test]
async fn the_two_schemas_before_and_programs_without_a_build_are_understood() {
    let app = TestApp::new().await;
    for build in ["6-a1", "7-a1", "8-a1"] {
        let me = Request::get("/api/v1/me").header("host", ISHI).header(BUILD, build).body(Body::empty());
        app.send(me.unwrap()).await.ok();
    }
    app.get(ISHI, "/api/v1/me").await.ok();
}

#[tokio::test]
async fn a_build_newer_than_the_server_waits() {
    let app = TestApp::new().await;
    let me = Request::get("/api/v1/me").header("host", ISHI).header(BUILD, "9-a1").body(Body::empty());
    app.send(me.unwrap()).await.problem(503, "client.too_new");
}

#[tokio::test]
async fn a_header_that_is_no_text_is_too_old_and_pages_are_for_every_build() {
    let app = TestApp::new().await;
    let odd = axum::http::HeaderValue::from_bytes(b"8-\xff").unwrap();
    let ask = |host: &str, path: &str| {
        Request::get(path).header("host", host).header(BUILD, odd.clone()).body(Body::empty()).unwrap()
    };
    app.send(ask(ISHI, "/api/v1/me")).await.problem(426, "client.too_old");
    assert_eq!(app.send(ask(START, "/healthz")).await.status.as_u16(), 200);
}

/// A letter of every schema that is understood lies in a file, as the app of that schema writes it.
#[tokio::test]
async fn letters_of_this_schema_and_the_two_before_are_received() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/wire/tests/schemas");
    let present = wire::headers::SCHEMA;
    for schema in present.saturating_sub(2).max(1)..=present {
        let app = TestApp::new().await;
        let text = std::fs::read_to_string(format!("{folder}/letter-{schema}.json"))
            .unwrap_or_else(|error| panic!("a letter of schema {schema} is kept: {error}"));
        let kept: Value = serde_json::from_str(&text).unwrap();
        let outcome = app.post(ISHI, LETTERS, &kept).await.ok();
        assert_eq!(outcome["outcome"], "received", "schema {schema}: {outcome}");
    }
}
