//! Mutated bodies: whatever is sent, it is answered with a clear problem, never a 5xx, and changes nothing.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::sample::{letter, post, request};
use super::{HOKENSHA, ISHI, KANRI, START, TestApp, UNYO, key};

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

/// How many mutants a body gets whose true form is known here, and one of every other route.
const MUTANTS: usize = 1000;
const OTHERS: usize = 60;

/// A request as it should not be.
struct Mutant<'a> {
    host: &'a str,
    method: &'a str,
    path: &'a str,
    media: &'a str,
    bytes: Vec<u8>,
}

/// Sends it; whatever it is, the answer is a clear one, and a mistake leaves nothing behind.
async fn send(app: &TestApp, mutant: Mutant<'_>) {
    let Mutant { host, method, path, media, bytes } = mutant;
    let before = app.written();
    let send = Request::builder().method(method).uri(path).header("host", host);
    let send = send.header("idempotency-key", key()).header("content-type", media);
    let answer = app.send(send.body(Body::from(bytes.clone())).unwrap()).await;
    let (shown, status) = (String::from_utf8_lossy(&bytes), answer.status.as_u16());
    assert!(status < 500, "{method} {path} {shown}: {answer:?}");
    if status >= 400 {
        assert_eq!(answer.headers["content-type"], wire::problem::MEDIA_TYPE, "{shown}");
        assert!(!answer.code().is_empty() && answer.json()["action"].is_string(), "{answer:?}");
        // An attempt that was refused is written down; a mistake is not.
        let is_attempt = matches!(status, 401 | 403 | 404);
        let written = app.written();
        assert!(
            written == before || is_attempt,
            "{method} {path} {shown}: refused, and yet something changed"
        );
    }
}

#[tokio::test]
async fn no_mutant_breaks_the_server_or_changes_anything() {
    let app = TestApp::new().await;
    let (doctor, asked) = (app.user(ISHI).await, app.request_of(ISHI, "髙橋 千代子").await);
    let draft = app.get(ISHI, "/api/v1/drafts").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let operation = json!({
        "id": key(), "at": "2026-10-14T03:00:00.000Z", "author": doctor, "device": "d",
        "action": { "do": "set", "field": "hand", "before": "右", "after": "左" },
    });
    let json = "application/json";
    let requests_csv = "insurer_no,insured_no,apply_date,request_date,pt_name,office_no\r\n\
        990010,0000999003,2026-10-02,2026-10-06,髙橋 一,9910123455\r\n";
    let targets: [(&str, &str, String, &str, String); 9] = [
        (ISHI, "POST", "/api/v1/letters".into(), json, post(&letter(), &doctor).to_string()),
        (
            ISHI,
            "POST",
            "/api/v1/drafts".into(),
            json,
            json!({ "id": key(), "request_id": asked["id"], "letter": letter() }).to_string(),
        ),
        (
            ISHI,
            "PATCH",
            format!("/api/v1/drafts/{draft}"),
            json,
            json!({ "base_version": 1, "operations": [operation] }).to_string(),
        ),
        (HOKENSHA, "POST", "/api/v1/requests".into(), json, request("0000999001").to_string()),
        (HOKENSHA, "POST", "/api/v1/requests".into(), "text/csv", requests_csv.into()),
        (ISHI, "POST", "/api/v1/requests/paper".into(), json, request("0000999002").to_string()),
        (
            ISHI,
            "PUT",
            "/api/v1/phrases".into(),
            json,
            json!({ "id": key(), "scope": "clinic", "key": "", "text": "あ" }).to_string(),
        ),
        (
            KANRI,
            "POST",
            "/api/v1/users".into(),
            json,
            json!({ "id": key(), "name": "新人", "profession": "office", "roles": ["clerk"] }).to_string(),
        ),
        (
            ISHI,
            "POST",
            "/api/v1/prints".into(),
            json,
            json!({ "way": "saved", "drafts": [key(), draft] }).to_string(),
        ),
    ];
    let (mut random, mut sent) = (Random(20_261_014), 0);
    for (host, method, path, media, body) in &targets {
        for n in 0..MUTANTS {
            let parsed = serde_json::from_str::<Value>(body).ok().filter(|_| n % 2 == 1);
            let bytes = match parsed {
                Some(value) => random.value(&value).to_string().into_bytes(),
                None => random.bytes(body.as_bytes()),
            };
            send(&app, Mutant { host, method, path, media, bytes }).await;
            sent += 1;
        }
    }
    // Every other route: words and numbers where something else is meant, in bodies, paths and queries.
    let any = json!({ "id": "x", "code": "ABCD-EFGH", "name": "名", "credential": { "id": "AA", "response": {} }, "roles": [] });
    for (method, route) in crate::http::contract_routes() {
        if route == wire::paths::EVENTS || route == wire::paths::DEMO_RESET {
            continue;
        }
        for n in 0..OTHERS {
            let id = ["x", "%00", "%F0%9F%92%A9", "..", "0199e0a0-0000-7000-8000-00000000ffff", "%", "a%2Fb"]
                [n % 7];
            let query =
                ["", "?limit=-1", "?cursor=%FF", "?limit=1&limit=2", "?place=x", "?%", "?cursor=fgo%3D"]
                    [n % 7];
            let path = format!("{}{}", route.replace("{id}", id), if n % 2 == 0 { query } else { "" });
            let host = [ISHI, HOKENSHA, KANRI, UNYO, START][n % 5];
            let bytes = match (method, n % 3) {
                ("get", _) => Vec::new(),
                (_, 0) => random.bytes(any.to_string().as_bytes()),
                _ => random.value(&any).to_string().into_bytes(),
            };
            send(&app, Mutant { host, method: &method.to_uppercase(), path: &path, media: json, bytes })
                .await;
            sent += 1;
        }
    }
    assert!(sent >= 10_000, "{sent}");
    app.audit();
}
