//! What every request passes first and every answer last.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::headers::{Age, age_of};

use super::attempt::Attempt;
use super::codes::Code;
use super::headers;
use super::identity::identify;
use super::problem::Problem;
use super::visit::{At, Visit};
use super::{App, assets, routes};

/// By which listener a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entrance {
    /// The demonstration's loopback pages: the host names the person.
    Demo,
    /// The certified listener: the terminal proves itself.
    Certified,
    /// The operator's monitoring on this machine.
    Operator,
}

impl Entrance {
    fn scheme(self) -> &'static str {
        match self {
            Entrance::Demo | Entrance::Operator => "http://",
            Entrance::Certified => "https://",
        }
    }
}

const EPOCH: HeaderName = HeaderName::from_static(wire::headers::EPOCH);
const BUILD: HeaderName = HeaderName::from_static(wire::headers::BUILD);
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What is answered to everybody: the connection check, the way to a certificate, and the files of the page that
/// explains both.
const FOR_EVERYBODY: [&str; 3] = [wire::paths::CONNECTION, wire::paths::ENROL, wire::paths::OPENAPI];
const FILES_FOR_EVERYBODY: [&str; 3] = ["/assets/terminal-", "/assets/icon-", "/icon."];

/// Finds the terminal and the person, keeps out who may not come in, and puts the security headers on the answer.
pub(super) async fn gate(
    State((app, entrance)): State<(Arc<App>, Entrance)>,
    mut request: Request,
    next: Next,
) -> Response {
    let (begun, is_api) = (Instant::now(), request.uri().path().starts_with("/api/"));
    let visit = Visit::of(&app, entrance, &request);
    let mut response = if !app.rates.take(visit.asker()) {
        Problem::from(Code::RateExceeded).into_response()
    } else if let Err(problem) = admit(&app, entrance, &visit, &request) {
        turned_away(&app, visit, request, problem).await
    } else {
        request.extensions_mut().insert(visit);
        next.run(request).await
    };
    // The demonstration's pages beside it have no TLS, and browsers remember the host without its port.
    let strict = entrance == Entrance::Certified && !app.demo;
    headers::secure(response.headers_mut(), is_api, strict);
    app.meters.count(response.status(), begun.elapsed());
    let epoch = HeaderValue::from(app.epoch.load(Ordering::Acquire));
    response.headers_mut().insert(EPOCH, epoch);
    response
}

/// Why a request goes no further; none when it does.
fn admit(app: &App, entrance: Entrance, visit: &Visit, request: &Request) -> Result<(), Problem> {
    understood(app, request)?;
    if matches!(visit.at, At::Elsewhere) {
        return Err(Code::HostUnknown.into());
    }
    from_here(request, entrance)?;
    match visit.standing.terminal() {
        Err(refusal) if entrance == Entrance::Certified && !is_for_everybody(request.uri().path()) => {
            Err(refusal.into())
        }
        _ => Ok(()),
    }
}

/// The answer to who goes no further. It is written down before; only who opens a page without any certificate has tried
/// nothing.
async fn turned_away(app: &Arc<App>, visit: Visit, request: Request, problem: Problem) -> Response {
    let refusal = visit.standing.terminal().err().map(Problem::from);
    let is_page = !request.uri().path().starts_with(wire::paths::V1);
    let is_explained = is_page && refusal.as_ref() == Some(&problem);
    if !is_explained || problem.code != Code::TerminalMissing {
        let matched = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let action = routes::all()
            .find(|route| Some(route.path) == matched && route.method.is(request.method()))
            .map_or("page.open", |route| route.action.word());
        let mut attempt = Attempt::new(visit.clone(), action, String::new());
        if problem.is_refusal() {
            let identity = identify(app, &visit, request.headers(), false).await;
            attempt.who = identity.ok().and_then(|identity| identity.who.ok());
        }
        if let Err(problem) = attempt.refused(app, &problem).await {
            return problem.into_response();
        }
    }
    let page = is_explained.then(|| assets::explain(app, request.headers())).flatten();
    page.unwrap_or_else(|| problem.into_response())
}

fn is_for_everybody(path: &str) -> bool {
    FOR_EVERYBODY.contains(&path) || FILES_FOR_EVERYBODY.iter().any(|begin| path.starts_with(begin))
}

/// Keeps out what another site makes a browser send.
fn from_here(request: &Request, entrance: Entrance) -> Result<(), Code> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let [host, origin, site] =
        [header::HOST, header::ORIGIN, SEC_FETCH_SITE].map(|name| text(request.headers(), &name));
    let ours = |origin: &str| origin.strip_prefix(entrance.scheme()) == host;
    let same = match site {
        // Under our referrer policy Firefox names no origin, `null`, even for our own pages; the site it names is true.
        Some("same-origin") => origin.is_none_or(|origin| origin == "null" || ours(origin)),
        Some("none") | None => origin.is_none_or(ours),
        Some(_) => false,
    };
    if same { Ok(()) } else { Err(Code::OriginForeign) }
}

/// Whether what asks is a build of the app that this server understands. Other programs name none.
fn understood(app: &App, request: &Request) -> Result<(), Code> {
    let Some(build) = request.headers().get(BUILD) else { return Ok(()) };
    if !request.uri().path().starts_with(wire::paths::V1) {
        return Ok(());
    }
    match age_of(build.to_str().unwrap_or_default(), app.schema) {
        Age::Understood => Ok(()),
        Age::TooOld => Err(Code::ClientTooOld),
        Age::TooNew => Err(Code::ClientTooNew),
    }
}

/// A header's text; none when it is missing or not ASCII.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
