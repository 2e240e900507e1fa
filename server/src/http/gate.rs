//! What every request passes first and every answer last.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::App;
use super::codes::Code;
use super::headers;
use super::problem::Problem;
use super::rates::Asker;
use crate::act::Actor;
use crate::terminals::{Refusal, Standing, Terminal};

/// The person who asks, if the host has one.
#[derive(Clone)]
pub(super) struct Who(pub(super) Option<Actor>);

/// Says that a request came to the demonstration's start page, where nobody lives.
#[derive(Clone)]
pub(super) struct StartPage;

const EPOCH: HeaderName = HeaderName::from_static(wire::headers::EPOCH);
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Finds the person by the host, keeps other sites out, and puts the security headers on the answer.
pub(super) async fn gate(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let (begun, is_api) = (Instant::now(), request.uri().path().starts_with("/api/"));
    let mut response = match admit(&app, &request) {
        Ok(actor) => {
            // On the demonstration's pages the host names the person, and the page is the person's terminal.
            let standing = actor.as_ref().map_or_else(
                || Standing::refused(Refusal::Missing),
                |actor| Standing::lasting(Terminal::demo(actor.place.clone())),
            );
            request.extensions_mut().insert(standing);
            if actor.is_none() {
                request.extensions_mut().insert(StartPage);
            }
            request.extensions_mut().insert(Who(actor));
            match app.rates.take(asker(&request), begun) {
                true => next.run(request).await,
                false => Problem::from(Code::RateExceeded).into_response(),
            }
        }
        Err(problem) => problem.into_response(),
    };
    headers::secure(response.headers_mut(), is_api);
    app.meters.count(response.status(), begun.elapsed());
    let epoch = HeaderValue::from(app.epoch.load(Ordering::Acquire));
    response.headers_mut().insert(EPOCH, epoch);
    response
}

/// Whose share of the server a request is taken from.
fn asker(request: &Request) -> Asker {
    match request.extensions().get::<Standing>().and_then(|standing| standing.terminal().ok()) {
        Some(terminal) => Asker::Terminal(terminal.fingerprint.hex()),
        None => Asker::Stranger(String::new()),
    }
}

fn admit(app: &App, request: &Request) -> Result<Option<Actor>, Problem> {
    let host = text(request.headers(), &header::HOST).unwrap_or_default();
    let actor = app.hosts.find(host).ok_or(Code::HostUnknown)?;
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        let origin = text(request.headers(), &header::ORIGIN);
        let site = text(request.headers(), &SEC_FETCH_SITE);
        let ours = |origin: &str| origin.strip_prefix("http://") == Some(host);
        let same = match site {
            // Under our referrer policy Firefox names no origin, `null`, even for our own pages; the site it names is true.
            Some("same-origin") => origin.is_none_or(|origin| origin == "null" || ours(origin)),
            Some("none") | None => origin.is_none_or(ours),
            Some(_) => false,
        };
        if !same {
            return Err(Code::OriginForeign.into());
        }
    }
    Ok(actor)
}

/// A header's text; none when it is missing or not ASCII.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
