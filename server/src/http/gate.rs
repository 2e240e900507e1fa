//! What every request passes first and every answer last.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wire::headers::{Age, age_of};

use super::codes::Code;
use super::headers;
use super::listen::Remote;
use super::problem::Problem;
use super::rates::Asker;
use super::{App, assets};
use crate::act::Actor;
use crate::terminals::{Refusal, Standing, Terminal};

/// The person who asks, if the host has one.
#[derive(Clone)]
pub(super) struct Who(pub(super) Option<Actor>);

/// Says that a request came to the demonstration's start page, where nobody lives.
#[derive(Clone)]
pub(super) struct StartPage;

/// By which listener a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entrance {
    /// The demonstration's loopback pages: the host names the person.
    Demo,
    /// The certified listener: the terminal proves itself.
    Certified,
}

impl Entrance {
    fn scheme(self) -> &'static str {
        match self {
            Entrance::Demo => "http://",
            Entrance::Certified => "https://",
        }
    }
}

const EPOCH: HeaderName = HeaderName::from_static(wire::headers::EPOCH);
const BUILD: HeaderName = HeaderName::from_static(wire::headers::BUILD);
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What is answered to everybody: the connection check, the way to a certificate, and the files of the page that
/// explains both.
const FOR_EVERYBODY: [&str; 4] =
    [wire::paths::CONNECTION, wire::paths::ENROL, wire::paths::OPENAPI, "/healthz"];
const FILES_FOR_EVERYBODY: [&str; 3] = ["/assets/terminal-", "/assets/icon-", "/icon."];

/// Finds the terminal and the person, keeps other sites out, and puts the security headers on the answer.
pub(super) async fn gate(
    State((app, entrance)): State<(Arc<App>, Entrance)>,
    mut request: Request,
    next: Next,
) -> Response {
    let (begun, is_api) = (Instant::now(), request.uri().path().starts_with("/api/"));
    let mut response = match admit(&app, entrance, &mut request) {
        Ok(()) if app.rates.take(asker(&request), begun) => next.run(request).await,
        Ok(()) => Problem::from(Code::RateExceeded).into_response(),
        Err(Turned::Away(problem)) => problem.into_response(),
        Err(Turned::Explained(refusal)) => {
            assets::explain(&app, request.headers()).unwrap_or_else(|| Problem::from(refusal).into_response())
        }
    };
    // The demonstration's pages beside it have no TLS, and browsers remember the host without its port.
    let strict = entrance == Entrance::Certified && !app.demo;
    headers::secure(response.headers_mut(), is_api, strict);
    app.meters.count(response.status(), begun.elapsed());
    let epoch = HeaderValue::from(app.epoch.load(Ordering::Acquire));
    response.headers_mut().insert(EPOCH, epoch);
    response
}

/// Whose share of the server a request is taken from.
fn asker(request: &Request) -> Asker {
    match request.extensions().get::<Standing>().and_then(|standing| standing.terminal().ok()) {
        Some(terminal) => Asker::Terminal(terminal.fingerprint.hex()),
        None => Asker::Stranger(request.extensions().get::<Remote>().map(|remote| remote.0)),
    }
}

/// Why a request goes no further.
enum Turned {
    Away(Problem),
    /// A page was asked for without a certificate that holds: the page that explains it is the answer.
    Explained(Refusal),
}

impl<T: Into<Problem>> From<T> for Turned {
    fn from(why: T) -> Turned {
        Turned::Away(why.into())
    }
}

fn admit(app: &App, entrance: Entrance, request: &mut Request) -> Result<(), Turned> {
    understood(app, request)?;
    let host = text(request.headers(), &header::HOST).unwrap_or_default().to_owned();
    let actor = match entrance {
        Entrance::Demo => app.hosts.find(&host).ok_or(Code::HostUnknown)?,
        Entrance::Certified if app.hosts.is_certified(&host) => None,
        Entrance::Certified => return Err(Code::HostUnknown.into()),
    };
    from_here(request, entrance, &host)?;
    let standing = match (entrance, &actor) {
        // The page of a person in the demonstration is the person's terminal.
        (Entrance::Demo, Some(actor)) => Standing::lasting(Terminal::demo(actor.place.clone())),
        (Entrance::Demo, None) => Standing::refused(Refusal::Missing),
        (Entrance::Certified, _) => {
            let standing = request.extensions_mut().remove::<Standing>();
            standing.unwrap_or_else(|| Standing::refused(Refusal::Missing))
        }
    };
    if entrance == Entrance::Certified {
        let path = request.uri().path();
        match standing.terminal() {
            Err(_) if is_for_everybody(path) => {}
            Err(refusal) if path.starts_with(wire::paths::V1) => return Err(refusal.into()),
            Err(refusal) => return Err(Turned::Explained(refusal)),
            Ok(_) => {}
        }
    }
    request.extensions_mut().insert(standing);
    if entrance == Entrance::Demo && actor.is_none() {
        request.extensions_mut().insert(StartPage);
    }
    request.extensions_mut().insert(Who(actor));
    Ok(())
}

fn is_for_everybody(path: &str) -> bool {
    FOR_EVERYBODY.contains(&path) || FILES_FOR_EVERYBODY.iter().any(|begin| path.starts_with(begin))
}

/// Keeps out what another site makes a browser send.
fn from_here(request: &Request, entrance: Entrance, host: &str) -> Result<(), Code> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let origin = text(request.headers(), &header::ORIGIN);
    let site = text(request.headers(), &SEC_FETCH_SITE);
    let ours = |origin: &str| origin.strip_prefix(entrance.scheme()) == Some(host);
    let same = match site {
        // Under our referrer policy Firefox names no origin, `null`, even for our own pages; the site it names is true.
        Some("same-origin") => origin.is_none_or(|origin| origin == "null" || ours(origin)),
        Some("none") | None => origin.is_none_or(ours),
        Some(_) => false,
    };
    if same { Ok(()) } else { Err(Code::OriginForeign) }
}

/// Whether what asks is a build of the app that this server understands. Other programs name none.
fn understood(app: &App, request: &Request) -> Result<(), Problem> {
    let Some(build) = request.headers().get(BUILD) else { return Ok(()) };
    if !request.uri().path().starts_with(wire::paths::V1) {
        return Ok(());
    }
    match age_of(build.to_str().unwrap_or_default(), app.schema) {
        Age::Understood => Ok(()),
        Age::TooOld => Err(Code::ClientTooOld.into()),
        Age::TooNew => Err(Code::ClientTooNew.into()),
    }
}

/// A header's text; none when it is missing or not ASCII.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
