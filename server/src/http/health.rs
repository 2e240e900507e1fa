use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::App;
use super::codes::Code;
use super::problem::Problem;

/// Whether the server can still write.
pub(super) async fn health(State(app): State<Arc<App>>) -> Response {
    if app.store.is_failed() {
        Problem::from(Code::StoreFailed).into_response()
    } else {
        "ok\n".into_response()
    }
}
