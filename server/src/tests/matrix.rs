//! Who sees what: everything of another place is not there.

use serde_json::{Value, json};

use super::sample::letter;
use super::{HOKENSHA, ISHI, ISHI2, JIMU, START, TestApp, key};

/// Doctor, clerk, the other facility's doctor, みどり野市, nobody.
const HOSTS: [&str; 5] = [ISHI, JIMU, ISHI2, HOKENSHA, START];

#[tokio::test]
async fn the_matrix_of_reads() {
    let app = TestApp::new().await;
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let own = id(&app.request_of(ISHI, "髙橋 千代子").await);
    let paper = id(&app.request_of(ISHI, "伊藤 昭二").await);
    let elsewhere = id(&app.request_of(ISHI, "中村 勝").await);
    let hospital = id(&app.request_of(ISHI2, "岡本 静江").await);
    let draft = id(&app.get(ISHI, "/api/v1/drafts").await.ok()["items"][0]);
    let letters = app.get(ISHI, "/api/v1/letters").await.ok();
    let of = |insurer: &str| {
        let items = letters["items"].as_array().unwrap();
        id(items.iter().find(|line| line["insurer_no"] == insurer).unwrap())
    };
    let table: &[(String, [u16; 5])] = &[
        (format!("/api/v1/requests/{own}"), [200, 200, 404, 200, 401]),
        (format!("/api/v1/requests/{own}/previous"), [200, 200, 404, 404, 401]),
        (format!("/api/v1/requests/{paper}"), [200, 200, 404, 404, 401]),
        (format!("/api/v1/requests/{elsewhere}"), [200, 200, 404, 404, 401]),
        (format!("/api/v1/requests/{hospital}"), [404, 404, 200, 200, 401]),
        (format!("/api/v1/drafts/{draft}"), [200, 200, 404, 404, 401]),
        ("/api/v1/drafts".to_owned(), [200, 200, 200, 404, 401]),
        (format!("/api/v1/letters/{}", of("990010")), [200, 200, 404, 200, 401]),
        (format!("/api/v1/letters/{}", of("990028")), [200, 200, 404, 404, 401]),
        ("/api/v1/phrases".to_owned(), [200, 200, 200, 404, 401]),
        ("/api/v1/insurers".to_owned(), [200, 200, 200, 200, 401]),
        ("/api/v1/facilities".to_owned(), [200, 200, 200, 200, 401]),
        ("/api/v1/receipts/key".to_owned(), [200; 5]),
        ("/api/v1/openapi.json".to_owned(), [200; 5]),
    ];
    for (path, expected) in table {
        let mut seen = [0; 5];
        for (n, host) in HOSTS.into_iter().enumerate() {
            seen[n] = app.get(host, path).await.status.as_u16();
        }
        assert_eq!(seen, *expected, "{path}");
    }
}

#[tokio::test]
async fn the_matrix_of_writes() {
    let app = TestApp::new().await;
    let own = app.request_of(ISHI, "髙橋 千代子").await["id"].as_str().unwrap().to_owned();
    let sent = app.get(HOKENSHA, "/api/v1/letters").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = app.get(ISHI, "/api/v1/drafts").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let reason = json!({ "code": "other", "text": "確認" });
    let patch = json!({ "base_version": 1, "operations": [] });
    let begin = json!({ "id": key(), "request_id": own, "letter": letter() });
    let request = super::sample::request("0000999001");
    // 409: the letter is the caller's to decide, and was decided before. 422: the body would be read.
    let table: &[(&str, String, &Value, [u16; 5])] = &[
        ("POST", "/api/v1/drafts".to_owned(), &begin, [201, 409, 422, 404, 401]),
        ("PATCH", format!("/api/v1/drafts/{draft}"), &patch, [200, 200, 404, 404, 401]),
        ("POST", format!("/api/v1/requests/{own}/withdraw"), &Value::Null, [404, 404, 404, 200, 401]),
        ("POST", "/api/v1/requests".to_owned(), &request, [404, 404, 404, 200, 401]),
        ("POST", "/api/v1/letters".to_owned(), &Value::Bool(true), [422, 422, 422, 404, 401]),
        ("POST", format!("/api/v1/letters/{sent}/accept"), &Value::Null, [404, 404, 404, 409, 401]),
        ("POST", format!("/api/v1/letters/{sent}/return"), &reason, [404, 404, 404, 409, 401]),
        ("POST", "/api/v1/requests/paper".to_owned(), &request, [201, 201, 201, 404, 401]),
        ("POST", wire::paths::DEMO_RESET.to_owned(), &Value::Null, [404, 404, 404, 404, 204]),
    ];
    for (method, path, body, expected) in table {
        let mut seen = [0; 5];
        for (n, host) in HOSTS.into_iter().enumerate() {
            let headers = [("idempotency-key", &*key()), ("if-match", "\"2\"")];
            let headers = if *method == "PATCH" { &headers[..1] } else { &headers };
            seen[n] = app.write_as(host, method, path, body, headers).await.status.as_u16();
        }
        assert_eq!(seen, *expected, "{method} {path}");
    }
}

#[tokio::test]
async fn lists_hold_ones_own_alone() {
    let app = TestApp::new().await;
    let count = async |host, path| app.get(host, path).await.ok()["items"].as_array().unwrap().len();
    assert_eq!(count(ISHI, "/api/v1/requests").await + count(ISHI2, "/api/v1/requests").await, 40);
    let officer = app.get(HOKENSHA, "/api/v1/requests").await.ok();
    for row in officer["items"].as_array().unwrap() {
        assert_eq!((&row["request"]["insurer_no"], &row["origin"]), (&json!("990010"), &json!("electronic")));
        for hidden in ["draft_id", "typed", "previous_date"] {
            assert_eq!(row.get(hidden), None, "{row}");
        }
        assert!(!["drafting", "waiting"].contains(&row["state"].as_str().unwrap()), "{row}");
    }
    let letters = app.get(HOKENSHA, "/api/v1/letters").await.ok();
    for line in letters["items"].as_array().unwrap() {
        assert_eq!((&line["insurer_no"], line.get("draft_id")), (&json!("990010"), None));
    }
    assert_eq!(count(ISHI, "/api/v1/facilities").await, 1);
    assert_eq!(count(HOKENSHA, "/api/v1/facilities").await, 2);
}

#[tokio::test]
async fn every_look_at_a_patient_leaves_an_audit_row() {
    let app = TestApp::new().await;
    let id = app.get(ISHI, "/api/v1/letters").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let letter = format!("/api/v1/letters/{id}");
    for path in ["/api/v1/requests", "/api/v1/letters", "/api/v1/drafts", &letter] {
        let before = app.audit();
        app.get(ISHI, path).await.ok();
        assert_eq!(app.audit(), before + 1, "{path}");
    }
}
