//! What every request passes: hosts, origins, methods, media types, sizes, operation ids; and the list of codes.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::sample::{request, with};
use super::{HOKENSHA, ISHI, START, TestApp, key};

const REQUESTS: &str = "/api/v1/requests";

#[tokio::test]
async fn only_named_hosts_are_answered() {
    let app = TestApp::new().await;
    for host in ["evil.example", "127.0.0.1:8080", "ishi.localhost.evil.example", ""] {
        app.get(host, "/api/v1/me").await.problem(421, "host.unknown");
    }
    app.get(START, "/api/v1/me").await.problem(401, "identity.missing");
    assert_eq!(app.get("ISHI.localhost", "/api/v1/me").await.ok()["user"]["name"], "佐々木 健一");
}

#[tokio::test]
async fn writes_come_from_our_own_pages_or_from_programs() {
    let app = TestApp::new().await;
    let send = async |headers: &[(&str, &str)]| {
        let mut all = headers.to_vec();
        let key = key();
        all.push(("idempotency-key", &key));
        app.write_as(HOKENSHA, "POST", REQUESTS, &request("0000999001"), &all).await
    };
    for foreign in [
        [("origin", "http://evil.example")],
        [("origin", "http://ishi.localhost:8080")],
        [("origin", "null")],
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
    ] {
        send(&foreign).await.problem(403, "origin.foreign");
    }
    for site in ["cross-site", "same-site", "none"] {
        send(&[("origin", "null"), ("sec-fetch-site", site)]).await.problem(403, "origin.foreign");
    }
    send(&[("origin", "http://evil.example"), ("sec-fetch-site", "same-origin")])
        .await
        .problem(403, "origin.foreign");
    send(&[("origin", "null"), ("sec-fetch-site", "same-origin")]).await.ok();
    send(&[("origin", "http://hokensha.localhost:8080"), ("sec-fetch-site", "same-origin")]).await.ok();
    send(&[]).await.ok();
}

#[tokio::test]
async fn whatever_is_wrong_has_its_problem() {
    let app = TestApp::new().await;
    app.get(ISHI, "/api/v1/nope").await.problem(404, "path.unknown");
    app.get(ISHI, "/nope").await.problem(404, "path.unknown");
    let wrong = app.write(ISHI, "PUT", REQUESTS, &Value::Null).await;
    assert_eq!(wrong.headers["allow"], "GET,HEAD,POST");
    wrong.problem(405, "method.unknown");
    app.write_as(HOKENSHA, "POST", REQUESTS, &Value::Null, &[]).await.problem(400, "operation.missing");
    let bad = [("idempotency-key", "1")];
    app.write_as(HOKENSHA, "POST", REQUESTS, &Value::Null, &bad).await.problem(400, "operation.missing");
    let raw = async |media: &str, body: Vec<u8>| {
        let request = Request::post(REQUESTS).header("host", HOKENSHA).header("idempotency-key", key());
        app.send(request.header("content-type", media).body(Body::from(body)).unwrap()).await
    };
    raw("text/plain", b"{}".to_vec()).await.problem(415, "body.media_type");
    for malformed in [&b"{"[..], b"", b"\xff", b"{\"a\":1,\"a\":2}", &[b'['; 300]] {
        raw("application/json", malformed.to_vec()).await.problem(400, "body.malformed");
    }
    raw("application/json; charset=utf-8", vec![b' '; 4 * 1024 * 1024 + 1])
        .await
        .problem(413, "body.too_large");
    raw("text/csv", b"nope\n".to_vec()).await.problem(400, "request.csv");
}

#[tokio::test]
async fn unknown_fields_are_named_and_values_are_not_said_again() {
    let app = TestApp::new().await;
    let paper = "/api/v1/requests/paper";
    let extra = with(&request("0000999001"), json!({ "extra": "秘密" }));
    let problem = app.post(ISHI, paper, &extra).await.problem(422, "body.invalid");
    assert!(problem["detail"].as_str().unwrap().starts_with("unknown field `extra`"));
    let wrong = with(&request("0000999001"), json!({ "person": "秘密" }));
    let problem = app.post(ISHI, paper, &wrong).await.problem(422, "body.invalid");
    assert!(!problem.to_string().contains("秘密"), "{problem}");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::new().await;
    for answer in [app.get(ISHI, "/api/v1/me").await, app.get(ISHI, "/x").await, app.get("x", "/").await] {
        assert_eq!(answer.headers["content-security-policy"], wire::headers::CONTENT_SECURITY_POLICY);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    }
    assert_eq!(app.get(ISHI, "/api/v1/me").await.headers["cache-control"], "no-store");
}
