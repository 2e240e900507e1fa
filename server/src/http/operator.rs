//! What the operator's monitoring asks: whether the server is up, whether it is ready, and its numbers.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::codes::Code;
use super::problem::Problem;
use super::visit::{At, Visit};
use super::{App, meters};
use crate::act::Place;
use crate::store;

/// At the operator's own listener and the demonstration's start page, both on this machine alone, and at an operator's
/// terminal. For everybody else they are not there.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/healthz", get(health))
        .route("/readyz", get(ready))
        .route("/metrics", get(meters::metrics))
        .route_layer(from_fn(own))
}

async fn own(request: Request, next: Next) -> Response {
    let is_own = |visit: &Visit| {
        matches!(visit.at, At::Operator | At::Start) || visit.place() == Some(&Place::Operator)
    };
    if request.extensions().get::<Visit>().is_some_and(is_own) {
        next.run(request).await
    } else {
        Problem::from(Code::PathUnknown).into_response()
    }
}

/// Whether the server is up and can still write.
async fn health(State(app): State<Arc<App>>) -> Response {
    if app.store.is_failed() {
        Problem::from(Code::StoreFailed).into_response()
    } else {
        "ok\n".into_response()
    }
}

/// Whether the server may be sent requests: it reads, writes, and its audit log reaches the copy. A copy that failed makes
/// it as unready as a disk that did.
async fn ready(State(app): State<Arc<App>>) -> Response {
    let read = store::read(Arc::clone(&app.store), |rows| rows.epoch());
    match (app.store.is_failed(), read.await) {
        (false, Ok(_)) => "ready\n".into_response(),
        _ => Problem::from(Code::StoreFailed).into_response(),
    }
}
