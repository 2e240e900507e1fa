use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Query, RawPathParams, Request, State};
use axum::http::{HeaderName, Method, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::on;
use axum::{Extension, Router};

use super::attempt::Attempt;
use super::call::Call;
use super::codes::Code;
use super::gate::{Entrance, gate, text};
use super::identity::identify;
use super::problem::Problem;
use super::route::{Route, Takes};
use super::routes::all;
use super::visit::Visit;
use super::{App, assets, operator};
use crate::audit::sha256;
use crate::id;

/// CSV's media type.
pub(super) const CSV: &str = "text/csv";
/// How long a body, or a piece of a file, may take to arrive.
pub(super) const BODY_TIME: Duration = Duration::from_secs(20);
/// How long an answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(30);
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static(wire::headers::IDEMPOTENCY_KEY);

/// What is answered at this entrance, and problems for everything else.
pub(crate) fn router(app: Arc<App>, entrance: Entrance) -> Router {
    let router = match entrance {
        Entrance::Demo | Entrance::Certified => api().fallback(assets::page),
        Entrance::Operator => Router::new().fallback(|| async { Problem::from(Code::PathUnknown) }),
    };
    router
        .merge(operator::routes())
        .method_not_allowed_fallback(|| async { Problem::from(Code::MethodUnknown) })
        .layer(from_fn_with_state((Arc::clone(&app), entrance), gate))
        .with_state(app)
}

/// Every route of the table.
fn api() -> Router<Arc<App>> {
    let mut router = Router::new();
    for route in all() {
        let handler = move |State(app): State<Arc<App>>,
                            Extension(visit): Extension<Visit>,
                            params: RawPathParams,
                            request: Request| async move {
            let id = params.iter().next().map(|(_, id)| id.to_owned()).unwrap_or_default();
            let mut attempt = Attempt::new(visit, route.action.word(), id);
            match serve(Arc::clone(&app), route, &mut attempt, request).await {
                Ok(response) => response,
                Err(problem) => {
                    attempt.refused(&app, &problem).await.err().unwrap_or(problem).into_response()
                }
            }
        };
        router = router.route(route.path, on(route.method.filter(), handler));
    }
    router
}

async fn serve(
    app: Arc<App>,
    route: &Route,
    attempt: &mut Attempt,
    request: Request,
) -> Result<Response, Problem> {
    let query =
        Query::<Vec<(String, String)>>::try_from_uri(request.uri()).map_err(|_| Code::QueryInvalid)?;
    let (parts, body) = request.into_parts();
    let identity = identify(&app, &attempt.visit, &parts.headers, true).await?;
    attempt.who = identity.who.as_ref().ok().cloned();
    let decision = app.matrix.may_any(&identity.as_party(), route.action, (app.clock)().0);
    attempt.because = decision.because.to_string();
    if !decision.allowed {
        attempt.is_denied = attempt.who.is_some();
        return Err(identity.why_denied(decision.because));
    }
    let (mut key, mut bytes, mut digest) = (String::new(), Bytes::new(), String::new());
    let mut stream = None;
    if let Some((takes, limit)) = route.takes {
        key = text(&parts.headers, &IDEMPOTENCY_KEY).unwrap_or_default().to_owned();
        // A program's letter is named by its content.
        let is_named = matches!(takes, Takes::Letters) && key.is_empty();
        if !is_named && !id::is_v7(&key) {
            return Err(Code::OperationMissing.into());
        }
        let media = text(&parts.headers, &header::CONTENT_TYPE).unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim();
        if !takes.media(media) {
            return Err(Code::BodyMediaType.into());
        }
        if matches!(takes, Takes::Letters) && media == CSV {
            stream = Some(Mutex::new(body));
        } else {
            bytes = read(body, limit, BODY_TIME).await?;
            digest = sha256([&*operation_line(&parts.method, parts.uri.path()), &bytes].concat());
        }
    }
    let is_file = stream.is_some();
    let call = Call {
        app,
        action: route.action,
        method: parts.method,
        path: parts.uri.path().to_owned(),
        visit: attempt.visit.clone(),
        because: decision.because.to_string(),
        who: identity.who,
        id: attempt.id.clone(),
        query: query.0,
        headers: parts.headers,
        body: bytes,
        stream,
        key,
        digest,
    };
    if route.action.asks_again() {
        call.fresh()?;
    }
    if is_file {
        // A file takes as long as it is; each of its pieces has its own time.
        return (route.handler)(call).await;
    }
    let answer = tokio::time::timeout(ANSWER_TIME, (route.handler)(call)).await;
    answer.unwrap_or_else(|_| Err(Code::ServerBusy.into()))
}

/// What an operation's digest begins with, before the bytes of its body.
pub(super) fn operation_line(method: &Method, path: &str) -> Vec<u8> {
    format!("{method} {path}\n").into_bytes()
}

async fn read(body: Body, limit: usize, time: Duration) -> Result<Bytes, Problem> {
    // What says that it is too large is not read first.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(Code::BodyTooLarge.into());
    }
    let body = tokio::time::timeout(time, axum::body::to_bytes(body, limit)).await;
    let body = body.map_err(|_| Code::BodySlow)?;
    // The limit and a broken connection look alike here; a broken connection reads no answer.
    body.map_err(|_| Code::BodyTooLarge.into())
}

impl Takes {
    /// Whether a body of this media type is taken. An operation without a body says nothing about its type.
    fn media(self, media: &str) -> bool {
        match self {
            Takes::Nothing => true,
            Takes::Json(_) => media == "application/json",
            Takes::JsonOrCsv(_) => media == "application/json" || media == CSV,
            Takes::Letters => [CSV, "application/json", letters::fhir::MEDIA_TYPE].contains(&media),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let never = futures_util::stream::pending::<Result<Vec<u8>, std::convert::Infallible>>();
        let slow = read(Body::from_stream(never), 10, Duration::from_millis(1)).await;
        assert_eq!(slow, Err(Code::BodySlow.into()));
        assert_eq!(read(Body::from("0123456789"), 10, BODY_TIME).await, Ok(Bytes::from("0123456789")));
        assert_eq!(read(Body::from("0123456789a"), 10, BODY_TIME).await, Err(Code::BodyTooLarge.into()));
    }
}
