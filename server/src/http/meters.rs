//! Numbers for the operator's monitoring, in Prometheus' text form. No id, no name, no path with an id in it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::App;
use super::problem::Problem;
use crate::store::{self, StoreError};

/// Upper ends of the buckets of answering times, in milliseconds.
const BUCKETS: [u64; 8] = [5, 10, 25, 50, 100, 250, 1000, 10_000];

/// What was counted since the server began.
#[derive(Debug, Default)]
pub(crate) struct Meters {
    /// Answers by the hundred of their status, from 1xx to 5xx.
    answers: [AtomicU64; 5],
    buckets: [AtomicU64; BUCKETS.len()],
    took_us: AtomicU64,
}

impl Meters {
    /// Counts an answer.
    pub(super) fn count(&self, status: StatusCode, took: Duration) {
        let hundred = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(answers) = self.answers.get(hundred) {
            answers.fetch_add(1, Ordering::Relaxed);
        }
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        for (_, bucket) in BUCKETS.iter().zip(&self.buckets).filter(|(end, _)| ms < **end) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.took_us.fetch_add(u64::try_from(took.as_micros()).unwrap_or(0), Ordering::Relaxed);
    }

    fn write(&self, out: &mut String) {
        let mut all = 0;
        head(out, "ikensho_answers_total", "counter", "Answers by the hundred of their status.");
        for (n, answers) in self.answers.iter().enumerate() {
            let count = answers.load(Ordering::Relaxed);
            all += count;
            let _ = writeln!(out, "ikensho_answers_total{{status=\"{}xx\"}} {count}", n + 1);
        }
        head(out, "ikensho_answer_seconds", "histogram", "Time until the head of the answer.");
        for (end, bucket) in BUCKETS.iter().zip(&self.buckets) {
            let (whole, part, count) = (end / 1000, end % 1000, bucket.load(Ordering::Relaxed));
            let _ = writeln!(out, "ikensho_answer_seconds_bucket{{le=\"{whole}.{part:03}\"}} {count}");
        }
        let us = self.took_us.load(Ordering::Relaxed);
        let _ = writeln!(out, "ikensho_answer_seconds_bucket{{le=\"+Inf\"}} {all}");
        let _ = writeln!(out, "ikensho_answer_seconds_sum {}.{:06}", us / 1_000_000, us % 1_000_000);
        let _ = writeln!(out, "ikensho_answer_seconds_count {all}");
    }
}

fn head(out: &mut String, name: &str, kind: &str, about: &str) {
    // Writing to a text cannot fail, here and below.
    let _ = writeln!(out, "# HELP {name} {about}\n# TYPE {name} {kind}");
}

fn one(out: &mut String, name: &str, kind: &str, about: &str, value: u64) {
    head(out, name, kind, about);
    let _ = writeln!(out, "{name} {value}");
}

/// `GET /metrics`.
pub(super) async fn metrics(State(app): State<Arc<App>>) -> Response {
    text(app).await.unwrap_or_else(|error| Problem::from(error).into_response())
}

async fn text(app: Arc<App>) -> Result<Response, StoreError> {
    let log = store::read(Arc::clone(&app.store), |rows| {
        Ok::<_, StoreError>((rows.audit_end()?.0, rows.last_checkpoint()?))
    });
    let (events, checkpoint) = log.await?;
    let mut out = String::new();
    app.meters.write(&mut out);
    let failed = u64::from(app.store.is_failed());
    one(&mut out, "ikensho_store_failed", "gauge", "1 when nothing is written until restart.", failed);
    one(&mut out, "ikensho_audit_events", "gauge", "Number of the last audit event.", events);
    one(&mut out, "ikensho_audit_checkpoint", "gauge", "Event of the last signed checkpoint.", checkpoint);
    let unwritten = app.refusals.unwritten.load(Ordering::Relaxed);
    let about = "Refused attempts that were counted and not written down.";
    one(&mut out, "ikensho_refused_unwritten_total", "counter", about, unwritten);
    let epoch = u64::from(app.epoch.load(Ordering::Acquire));
    one(&mut out, "ikensho_epoch", "gauge", "Epoch of the server's numbers.", epoch);
    let version = env!("CARGO_PKG_VERSION");
    head(&mut out, "ikensho_build_info", "gauge", "The program's version.");
    let _ = writeln!(out, "ikensho_build_info{{version=\"{version}\"}} 1");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, out).into_response())
}
