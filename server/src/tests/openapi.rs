//! The contract and the list of codes, as they are published.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{ISHI, TestApp};
use crate::http::{contract_routes, errors_page};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Compares a file of the repository with what the code says; `UPDATE_SNAPSHOTS=1` writes it anew.
fn locked(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == text, "{} is not what the code says; UPDATE_SNAPSHOTS=1 writes it", path.display());
}

#[tokio::test]
async fn the_contract_is_locked() {
    let app = TestApp::new().await;
    let contract = app.get(ISHI, "/api/v1/openapi.json").await;
    assert_eq!(contract.json()["openapi"], "3.1.0");
    locked(&repository().join("docs/openapi.json"), &format!("{}\n", contract.text));
}

#[tokio::test]
async fn every_route_is_in_the_contract_and_answers() {
    let app = TestApp::new().await;
    let contract = app.get(ISHI, "/api/v1/openapi.json").await.json();
    for (method, path) in contract_routes() {
        assert!(contract["paths"][path][method]["summary"].is_string(), "{method} {path}");
        let asked = path.replace("{id}", "x");
        let answer = match (method, path) {
            (_, "/api/v1/events") => continue,
            ("get", _) => app.get(ISHI, &asked).await,
            _ => app.write(ISHI, &method.to_uppercase(), &asked, &Value::Null).await,
        };
        let unrouted = ["path.unknown", "method.unknown"];
        let hidden = ["/accept", "/return", "/withdraw", "/demo/reset"].iter().any(|end| path.ends_with(end));
        let hidden = hidden || (method, path) == ("post", "/api/v1/requests");
        if answer.status.as_u16() >= 400 && !hidden {
            assert!(!unrouted.contains(&&*answer.code()), "{method} {path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn every_reference_of_the_contract_is_there() {
    let contract = TestApp::new().await.get(ISHI, "/api/v1/openapi.json").await.json();
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&contract, &mut found);
    assert!(found.len() > 40);
    for reference in found {
        assert!(contract.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[test]
fn the_list_of_codes_is_locked() {
    locked(&repository().join("docs/ERRORS.md"), &errors_page());
}
