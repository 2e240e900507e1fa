use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::App;
use super::codes::Code;
use super::problem::Problem;
use crate::store;

/// Whether the server is up and can still write.
pub(super) async fn health(State(app): State<Arc<App>>) -> Response {
    if app.store.is_failed() {
        Problem::from(Code::StoreFailed).into_response()
    } else {
        "ok\n".into_response()
    }
}

/// Whether the server may be sent requests: it reads, writes, and its audit log reaches the copy. A copy that failed makes
/// it as unready as a disk that did.
pub(super) async fn ready(State(app): State<Arc<App>>) -> Response {
    let read = store::read(Arc::clone(&app.store), |rows| rows.epoch());
    match (app.store.is_failed(), read.await) {
        (false, Ok(_)) => "ready\n".into_response(),
        _ => Problem::from(Code::StoreFailed).into_response(),
    }
}
