use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::File;
use crate::act::Place;
use crate::http::App;
use crate::http::codes::Code;
use crate::http::gate::text;
use crate::http::problem::Problem;
use crate::http::visit::{At, Visit};

/// The page for who has no certificate that holds.
const EXPLANATION: &str = "/terminal";

/// A page or a file; a problem for what is neither.
pub(in crate::http) async fn page(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path();
    let visit = request.extensions().get::<Visit>();
    // Whoever has a certificate comes back to the page for its check.
    let home = visit.and_then(Visit::place).filter(|_| path != EXPLANATION).map(home);
    let is_demo = visit.is_some_and(|visit| matches!(visit.at, At::Person(_) | At::Start));
    let Some(file) = app.site.find(path, home, is_demo).filter(|_| !path.starts_with(wire::paths::V1)) else {
        return Problem::from(Code::PathUnknown).into_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::from(Code::MethodUnknown).into_response();
    }
    answer(file, request.headers()).unwrap_or_else(|| Problem::from(Code::ServerBusy).into_response())
}

/// The page that says how a terminal gets its certificate; none when there are no pages.
pub(in crate::http) fn explain(app: &App, headers: &HeaderMap) -> Option<Response> {
    let mut response = answer(app.site.find(EXPLANATION, None, false)?, headers)?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    Some(response)
}

/// Where everything is that people of this place do.
fn home(place: &Place) -> &'static str {
    match place {
        Place::Facility(_) => "/clinic",
        Place::Insurer(_) => "/desk",
        // Its settings: an operator sees no letter, and the server gives none.
        Place::Operator => "/clinic",
    }
}

fn answer(file: &File, headers: &HeaderMap) -> Option<Response> {
    let accepted = text(headers, &header::ACCEPT_ENCODING).unwrap_or_default();
    let accepts = |name: &str| {
        accepted.split(',').any(|coding| {
            let (coding, weight) = coding.split_once(';').unwrap_or((coding, ""));
            coding.trim() == name && weight.trim() != "q=0"
        })
    };
    let (bytes, coding) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (&file.plain, None),
    };
    let etag = format!("\"{}-{}\"", file.sha256, coding.unwrap_or("plain"));
    let fresh = text(headers, &header::IF_NONE_MATCH) == Some(&etag);
    let cache = if file.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = match fresh {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Body::from(bytes.clone()).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&file.media_type).ok()?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ETAG, HeaderValue::from_str(&etag).ok()?);
    if let Some(coding) = coding.filter(|_| !fresh) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}
