//! The headers of every route and page, and the operator's numbers.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::assets::site as build;
use super::{Answer, HOKENSHA, ISHI, KANRI, ORIGIN, START, TestApp, UNYO, app, clock};
use crate::http::{Entrance, Site, SiteFiles, contract_routes, router};

const FIXED: [(&str, &str); 8] = [
    ("content-security-policy", wire::headers::CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", ""),
];

#[track_caller]
fn secured(answer: &Answer, what: &str) {
    for (name, value) in FIXED {
        let held = answer.headers.get(name).unwrap_or_else(|| panic!("{what}: {name} is missing"));
        assert!(value.is_empty() || held == value, "{what}: {name}: {held:?}");
    }
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert!(answer.headers.get(name).is_none(), "{what}: {name}");
    }
    let permissions = answer.headers["permissions-policy"].to_str().unwrap();
    for word in
        ["loopback-network=(self)", "local-network=()", "camera=()", "publickey-credentials-get=(self)"]
    {
        assert!(permissions.contains(word), "{what}: {word}");
    }
}

#[tokio::test]
async fn every_route_answers_with_the_security_headers_and_is_kept_by_no_cache() {
    let app = TestApp::new().await;
    for (method, path) in contract_routes() {
        for host in [ISHI, HOKENSHA, KANRI, START, "evil.example"] {
            let what = format!("{method} {path} at {host}");
            let path = path.replace("{id}", "0199e0a0-0000-7000-8000-00000000ffff");
            let answer = match method {
                "get" if path == wire::paths::EVENTS && host != START && host != "evil.example" => continue,
                "get" => app.get(host, &path).await,
                _ => app.write(host, &method.to_uppercase(), &path, &json!({})).await,
            };
            secured(&answer, &what);
            assert_eq!(answer.headers["cache-control"], "no-store", "{what}");
        }
    }
}

#[tokio::test]
async fn every_page_and_file_answers_with_the_security_headers() {
    let (site, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(site.path(), "b1", "assets/app-1.js");
    let loaded = Site::load(&SiteFiles::Folder(site.path().to_owned()), &dir.path().join("site")).unwrap();
    let paths: Vec<String> = {
        let index: Value =
            serde_json::from_slice(&std::fs::read(site.path().join("assets.json")).unwrap()).unwrap();
        let files = index["files"].as_array().unwrap().iter();
        files.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    };
    let app = TestApp::with_site(dir, loaded).await;
    assert!(!paths.is_empty());
    for path in paths
        .iter()
        .map(String::as_str)
        .chain(["/", "/clinic", "/nothing", "/healthz", "/readyz", "/metrics"])
    {
        for host in [START, ISHI, HOKENSHA] {
            secured(&app.get(host, path).await, &format!("{path} at {host}"));
        }
    }
}

#[tokio::test]
async fn numbers_are_the_operators_and_hold_nobodys_data() {
    let app = TestApp::new().await;
    app.request_of(ISHI, "髙橋 千代子").await;
    for host in [ISHI, HOKENSHA, KANRI] {
        app.get(host, "/metrics").await.problem(404, "path.unknown");
    }
    for host in [START, UNYO] {
        let text = app.get(host, "/metrics").await.text;
        for line in
            ["ikensho_answers_total{status=\"2xx\"} ", "ikensho_store_failed 0", "ikensho_audit_events "]
        {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
        assert!(text.is_ascii(), "names of people are not");
        assert!(!text.contains("/api/") && !text.contains("99001"), "{text}");
        // Every line is a comment or a name, perhaps with one label, and a number.
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(name.starts_with("ikensho_") && value.parse::<f64>().is_ok(), "{line}");
        }
    }
}

/// Whether it is up is the operator's to know: at this machine, or at an operator's terminal.
#[tokio::test]
async fn whether_it_is_up_is_told_on_this_machine_and_to_the_operator_alone() {
    let app = TestApp::new().await;
    let paths = [("/healthz", "ok\n"), ("/readyz", "ready\n")];
    for (path, text) in paths {
        for host in [START, UNYO] {
            assert_eq!(app.get(host, path).await.text, text);
        }
        app.get(ISHI, path).await.problem(404, "path.unknown");
    }
    let dir = tempfile::tempdir().unwrap();
    let (other, _stop) = super::app(dir.path(), Site::default(), None, ORIGIN, clock()).await;
    let other = Arc::new(other);
    let ask = async |entrance, path: &str, host: &str| {
        let request = Request::get(path).header("host", host).body(Body::empty()).unwrap();
        router(Arc::clone(&other), entrance).oneshot(request).await.unwrap().status().as_u16()
    };
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(ask(Entrance::Certified, path, "localhost:8443").await, 403, "without certificate");
        for host in ["localhost:9443", "127.0.0.1:9443", "[::1]:9443", "[::1]"] {
            assert_eq!(ask(Entrance::Operator, path, host).await, 200, "{path} at {host}");
        }
        // A page of another site that calls itself this machine.
        assert_eq!(ask(Entrance::Operator, path, "evil.example").await, 421);
    }
    for path in ["/", "/api/v1/me", "/api/v1/connection", "/clinic"] {
        assert_eq!(ask(Entrance::Operator, path, "localhost:9443").await, 404, "{path}");
    }
}

#[tokio::test]
async fn the_certified_listener_is_opened_with_tls_alone_from_then_on() {
    for (demo, strict) in [(false, true), (true, false)] {
        let dir = tempfile::tempdir().unwrap();
        let (mut app, _stop) = app(dir.path(), Site::default(), None, ORIGIN, clock()).await;
        app.demo = demo;
        let app = Arc::new(app);
        for (entrance, path) in [
            (Entrance::Certified, wire::paths::CONNECTION),
            (Entrance::Certified, "/clinic"),
            (Entrance::Certified, "/api/v1/letters"),
            (Entrance::Demo, "/"),
        ] {
            let request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
            let answer = router(Arc::clone(&app), entrance).oneshot(request).await.unwrap();
            let held = answer.headers().get("strict-transport-security");
            let expected = strict && entrance == Entrance::Certified;
            assert_eq!(held.is_some(), expected, "{path}");
            assert!(held.is_none_or(|value| value == "max-age=63072000"));
            assert_eq!(answer.headers()["cross-origin-opener-policy"], "same-origin", "{path}");
        }
    }
}
