//! Mutated bodies: whatever is sent, it is answered with a clear problem, never a 5xx, and changes nothing.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::sample::{letter, post, request};
use super::{HOKENSHA, ISHI, TestApp, key};

/// A small generator of its own: the same seed gives the same bodies on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// The bytes of a body with a few of them changed, cut, doubled or put in.
    fn bytes(&mut self, body: &[u8]) -> Vec<u8> {
        let mut bytes = body.to_vec();
        for _ in 0..=self.next(3) {
            let at = self.next(bytes.len());
            match self.next(5) {
                0 => bytes[at] = self.next(256) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, b"{}[]\",:0\\\0\xff"[self.next(11)]),
                3 => drop(bytes.remove(at)),
                _ => {
                    let end = (at + self.next(40)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        bytes
    }

    /// The body with one value somewhere in it replaced by one of another kind.
    fn value(&mut self, body: &Value) -> Value {
        let mut body = body.clone();
        let mut at = &mut body;
        loop {
            let deeper = match at {
                Value::Object(map) => map.len(),
                Value::Array(list) => list.len(),
                _ => 0,
            };
            if deeper == 0 || self.next(4) == 0 {
                break;
            }
            let n = self.next(deeper);
            at = match at {
                Value::Object(map) => map.values_mut().nth(n).unwrap(),
                Value::Array(list) => &mut list[n],
                _ => unreachable!(),
            };
        }
        *at =
            [json!(null), json!(-1), json!(1e300), json!([]), json!({ "": "" }), json!("\u{0}"), json!(true)]
                [self.next(7)]
            .clone();
        body
    }
}

/// How many mutants a body gets.
const MUTANTS: usize = 120;

#[tokio::test]
async fn no_mutant_breaks_the_server_or_changes_anything() {
    let app = TestApp::new().await;
    let (doctor, asked) = (app.user(ISHI).await, app.request_of(ISHI, "髙橋 千代子").await);
    let draft = app.get(ISHI, "/api/v1/drafts").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let operation = json!({
        "id": key(), "at": "2026-10-14T03:00:00.000Z", "author": doctor, "device": "d",
        "action": { "do": "set", "field": "hand", "before": "右", "after": "左" },
    });
    let targets: [(&str, &str, String, Value); 7] = [
        (ISHI, "POST", "/api/v1/letters".into(), post(&letter(), &doctor)),
        (
            ISHI,
            "POST",
            "/api/v1/drafts".into(),
            json!({ "id": key(), "request_id": asked["id"], "letter": letter() }),
        ),
        (
            ISHI,
            "PATCH",
            format!("/api/v1/drafts/{draft}"),
            json!({ "base_version": 1, "operations": [operation] }),
        ),
        (HOKENSHA, "POST", "/api/v1/requests".into(), request("0000999001")),
        (ISHI, "POST", "/api/v1/requests/paper".into(), request("0000999002")),
        (
            ISHI,
            "PUT",
            "/api/v1/phrases".into(),
            json!({ "id": key(), "scope": "clinic", "key": "", "text": "あ" }),
        ),
        (ISHI, "POST", "/api/v1/prints".into(), json!({ "way": "saved", "drafts": [key(), draft] })),
    ];
    let mut random = Random(20_261_014);
    for (host, method, path, body) in &targets {
        let original = body.to_string();
        for n in 0..MUTANTS {
            let bytes = match n % 2 {
                0 => random.bytes(original.as_bytes()),
                _ => random.value(body).to_string().into_bytes(),
            };
            let before = app.audit();
            let send = Request::builder().method(*method).uri(path).header("host", *host);
            let send = send.header("idempotency-key", key()).header("content-type", "application/json");
            let answer = app.send(send.body(Body::from(bytes.clone())).unwrap()).await;
            let shown = String::from_utf8_lossy(&bytes);
            assert!(answer.status.as_u16() < 500, "{method} {path} {shown}: {answer:?}");
            if answer.status.as_u16() >= 400 {
                assert_eq!(answer.headers["content-type"], wire::problem::MEDIA_TYPE, "{shown}");
                assert!(!answer.code().is_empty() && answer.json()["action"].is_string(), "{answer:?}");
                assert_eq!(
                    app.audit(),
                    before,
                    "{method} {path} {shown}: refused, and yet something changed"
                );
            }
        }
    }
}
