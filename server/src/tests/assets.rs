//! Pages and files.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use super::{ISHI, START, TestApp};
use crate::http::{Site, SiteFiles};

/// A site with a start page, a clinic page and one unchanging file of this name.
pub(super) fn site(dir: &Path, build: &str, asset: &str) {
    fs::create_dir_all(dir.join("assets")).unwrap();
    for (name, text) in [("start.html", "start"), ("clinic.html", "clinic"), (asset, build)] {
        fs::write(dir.join(name), text).unwrap();
    }
    fs::write(dir.join(format!("{asset}.br")), "smaller").unwrap();
    let file = |path: &str, media: &str, immutable: bool| json!({ "path": path, "type": media, "sha256": format!("{build}{path}"), "immutable": immutable });
    let index = json!({
        "build": build,
        "content_security_policy": "",
        "pages": { "/": "/start.html", "/clinic": "/clinic.html" },
        "files": [
            file("/start.html", "text/html; charset=utf-8", false),
            file("/clinic.html", "text/html; charset=utf-8", false),
            file(&format!("/{asset}"), "text/javascript; charset=utf-8", true),
        ],
    });
    fs::write(dir.join("assets.json"), index.to_string()).unwrap();
}

#[tokio::test]
async fn pages_are_fresh_and_files_are_for_ever() {
    let (dir, built) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    site(built.path(), "b1", "assets/app-1.js");
    let loaded = Site::load(&SiteFiles::Folder(built.path().to_owned()), &dir.path().join("site")).unwrap();
    let app = TestApp::with_site(dir, loaded).await;
    for (path, text) in [("/", "start"), ("/clinic", "clinic"), ("/clinic/letters/1", "clinic")] {
        let page = app.get(START, path).await;
        assert_eq!((page.status.as_u16(), &*page.text), (200, text), "{path}");
        assert_eq!(page.headers["cache-control"], "no-cache");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert!(page.headers.contains_key("content-security-policy"));
    }
    for path in ["/", "/letters/1", "/sent"] {
        assert_eq!(app.get(ISHI, path).await.text, "clinic", "the page of the person on this host at {path}");
    }
    app.get(ISHI, "/gone.js").await.problem(404, "path.unknown");
    app.get(START, "/clinics").await.problem(404, "path.unknown");
    let get = |coding: &str| {
        let request = Request::get("/assets/app-1.js").header("host", ISHI).header("accept-encoding", coding);
        request.body(Body::empty()).unwrap()
    };
    let small = app.send(get("gzip, br")).await;
    assert_eq!((&*small.text, &small.headers["content-encoding"]), ("smaller", &"br".parse().unwrap()));
    assert_eq!(small.headers["cache-control"], "public, max-age=31536000, immutable");
    let plain = app.send(get("br;q=0")).await;
    assert_eq!((&*plain.text, plain.headers.get("content-encoding")), ("b1", None));
    let known =
        Request::get("/assets/app-1.js").header("host", ISHI).header("if-none-match", &plain.headers["etag"]);
    assert_eq!(app.send(known.body(Body::empty()).unwrap()).await.status.as_u16(), 304);
    assert_eq!(app.get(ISHI, "/api/v1/me").await.ok()["build"], "b1");
}

#[tokio::test]
async fn a_page_that_was_open_during_an_update_still_finds_its_files() {
    let (dir, keep) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (build, asset) in [("b1", "assets/a-1.js"), ("b2", "assets/a-2.js"), ("b2", "assets/a-2.js")] {
        let built = tempfile::tempdir().unwrap();
        site(built.path(), build, asset);
        Site::load(&SiteFiles::Folder(built.path().to_owned()), keep.path()).unwrap();
    }
    let built = tempfile::tempdir().unwrap();
    site(built.path(), "b3", "assets/a-3.js");
    let app = TestApp::with_site(
        dir,
        Site::load(&SiteFiles::Folder(built.path().to_owned()), keep.path()).unwrap(),
    )
    .await;
    assert_eq!(app.get(ISHI, "/assets/a-3.js").await.text, "b3");
    assert_eq!(app.get(ISHI, "/assets/a-2.js").await.text, "b2");
    app.get(ISHI, "/assets/a-1.js").await.problem(404, "path.unknown");
}

#[tokio::test]
async fn pages_of_the_demonstration_say_so_and_certified_ones_do_not() {
    let (dir, built) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    site(built.path(), "b1", "assets/demo-1.css");
    for page in ["start", "clinic"] {
        let text = format!("<html><head><title>{page}</title></head><body>{page}</body></html>");
        fs::write(built.path().join(format!("{page}.html")), text).unwrap();
    }
    let folder = SiteFiles::Folder(built.path().to_owned());
    let mut loaded = Site::load(&folder, &dir.path().join("site")).unwrap();
    loaded.announce("https://localhost:8443");
    let app = TestApp::with_site(dir, loaded).await;
    let plain = Site::load(&folder, &built.path().join("kept")).unwrap();
    let without = TestApp::with_site(tempfile::tempdir().unwrap(), plain).await;
    for (host, path) in
        [(START, "/"), (ISHI, "/"), (ISHI, "/letters/1"), (ISHI, "/setup"), (START, "/clinic/setup")]
    {
        let page = app.get(host, path).await;
        assert!(
            page.text.contains("<link rel=\"stylesheet\" href=\"/assets/demo-1.css\">\n</head>"),
            "{page:?}"
        );
        assert!(
            page.text.contains("class=\"demo\"") && page.text.contains("https://localhost:8443"),
            "{page:?}"
        );
        // A browser that has the page from before asks for it anew.
        assert_ne!(page.headers["etag"], without.get(host, path).await.headers["etag"]);
    }
    let clinic = app.at("room", super::people::clinic()).await;
    let page = clinic.get("/letters/1").await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(!page.text.contains("demo"), "{page:?}");
}
