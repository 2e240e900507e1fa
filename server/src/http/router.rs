use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Query, RawPathParams, Request, State};
use axum::http::{HeaderName, Method, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, on};

use super::attempt::Attempt;
use super::call::Call;
use super::codes::Code;
use super::gate::{Entrance, StartPage, Who, gate, text};
use super::identity::{Door, identify};
use super::listen::Remote;
use super::problem::Problem;
use super::route::{Route, Takes, all};
use super::{App, assets, health, meters};
use crate::audit::sha256;
use crate::id;
use crate::terminals::{Refusal, Standing};

/// CSV's media type.
pub(super) const CSV: &str = "text/csv";
/// How long a body, or a piece of a file, may take to arrive.
pub(super) const BODY_TIME: Duration = Duration::from_secs(20);
/// How long an answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(30);
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static(wire::headers::IDEMPOTENCY_KEY);

/// Every route of the table, the pages, and problems for everything else.
pub(crate) fn router(app: Arc<App>, entrance: Entrance) -> Router {
    let mut router = Router::new();
    for route in all() {
        let handler = move |State(app): State<Arc<App>>, params: RawPathParams, request: Request| async move {
            let id = params.iter().next().map(|(_, id)| id.to_owned()).unwrap_or_default();
            let mut attempt = Attempt { action: route.action.word(), id, ..Attempt::default() };
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
        .route("/healthz", get(health::health))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(meters::metrics))
        .fallback(assets::page)
        .method_not_allowed_fallback(|| async { Problem::from(Code::MethodUnknown).into_response() })
        .layer(from_fn_with_state((Arc::clone(&app), entrance), gate))
        .with_state(app)
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
    let door = Door {
        built_in: parts.extensions.get::<Who>().and_then(|who| who.0.clone()),
        is_start: parts.extensions.get::<StartPage>().is_some(),
    };
    let remote = parts.extensions.get::<Remote>().map(|remote| remote.0);
    let standing = parts.extensions.get::<Standing>().cloned();
    let standing = standing.unwrap_or_else(|| Standing::refused(Refusal::Missing));
    attempt.standing = Some(standing.clone());
    let identity = identify(&app, &standing, door.clone(), &parts.headers, true).await?;
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
            bytes = read(body, limit).await?;
            digest = sha256([&*operation_line(&parts.method, parts.uri.path()), &bytes].concat());
        }
    }
    let is_file = stream.is_some();
    let call = Call {
        app,
        action: route.action,
        method: parts.method,
        path: parts.uri.path().to_owned(),
        door,
        because: decision.because.to_string(),
        who: identity.who,
        remote,
        standing,
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

async fn read(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let body = tokio::time::timeout(BODY_TIME, axum::body::to_bytes(body, limit)).await;
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
