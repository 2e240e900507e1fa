//! `/events`: in order, after the commit, across reconnects and restarts.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt;
use serde_json::Value;
use tower::ServiceExt;

use super::sample::numbered;
use super::{HOKENSHA, START, TestApp};

/// Frames of an open stream.
struct Stream(BodyDataStream);

impl Stream {
    async fn open(app: &TestApp, last: Option<&str>) -> Stream {
        let mut request = Request::get("/api/v1/events").header("host", HOKENSHA);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = app.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Stream(response.into_body().into_data_stream())
    }

    /// The next frame: its id and data.
    async fn next(&mut self) -> (String, Value) {
        let frame = tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("no frame");
        let text = String::from_utf8(frame.unwrap().unwrap().to_vec()).unwrap();
        let field =
            |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("").to_owned();
        (field("id: "), serde_json::from_str(&field("data: ")).unwrap_or(Value::Null))
    }
}

async fn send(app: &TestApp, n: u32) -> Value {
    app.send_letter(&numbered(n)).await.0["id"].clone()
}

#[tokio::test]
async fn a_reader_goes_on_exactly_where_it_was_across_a_restart() {
    let app = TestApp::new().await;
    let mut stream = Stream::open(&app, None).await;
    let (start, data) = stream.next().await;
    assert_eq!(data, Value::Null, "the first frame only says where the reader is");
    let first = send(&app, 1).await;
    let (seen, data) = stream.next().await;
    assert_eq!(data["letter_id"], first);
    drop(stream);
    let (second, third) = (send(&app, 2).await, send(&app, 3).await);
    let app = app.restarted().await;
    let mut stream = Stream::open(&app, Some(&seen)).await;
    assert_eq!(stream.next().await.1["letter_id"], second);
    let (_, data) = stream.next().await;
    assert_eq!(data["letter_id"], third);
    let mut from_start = Stream::open(&app, Some(&start)).await;
    for expected in [&first, &second, &third] {
        assert_eq!(&from_start.next().await.1["letter_id"], expected);
    }
}

#[tokio::test]
async fn who_was_away_too_long_or_under_another_epoch_reloads() {
    let app = TestApp::new().await;
    for last in ["9-1", "1-999999", "nonsense", "1-x"] {
        assert_eq!(Stream::open(&app, Some(last)).await.next().await.1["kind"], "reload", "{last}");
    }
    // Everything but the last event is older than what is kept.
    let kept = crate::store::write(&*app.store, |tx| tx.forget_events("2027-01-01T00:00:00.000Z")).await;
    kept.unwrap_or_else(|error: crate::store::StoreError| panic!("{error}"));
    assert_eq!(Stream::open(&app, Some("1-1")).await.next().await.1["kind"], "reload");
}

#[tokio::test]
async fn an_open_reader_hears_of_a_reset() {
    let app = TestApp::new().await;
    let mut stream = Stream::open(&app, None).await;
    stream.next().await;
    app.post(START, wire::paths::DEMO_RESET, &Value::Null).await;
    let (id, data) = stream.next().await;
    assert_eq!(data["kind"], "reload");
    assert!(id.starts_with("2-"), "{id}");
    let sent = send(&app, 1).await;
    assert_eq!(stream.next().await.1["letter_id"], sent);
}

#[tokio::test]
async fn numbers_have_no_gap_and_refused_commands_tell_nobody() {
    let app = TestApp::new().await;
    for n in 1..=5 {
        send(&app, n).await;
        let again = super::sample::post(&numbered(n), &app.user(super::ISHI).await);
        app.post(super::ISHI, "/api/v1/letters", &again).await.problem(409, "letter.duplicate");
    }
    let numbers: Vec<u64> = app.events("insurer:990010").iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
}

#[tokio::test]
async fn streams_end_when_the_server_ends() {
    let app = TestApp::new().await;
    let mut stream = Stream::open(&app, None).await;
    stream.next().await;
    app.stop.send_replace(true);
    let end = tokio::time::timeout(Duration::from_secs(20), stream.0.next()).await.expect("still open");
    assert!(end.is_none());
}
