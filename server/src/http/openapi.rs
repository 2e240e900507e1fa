use axum::response::Response;

use super::call::{Call, answer};
use super::problem::Problem;

/// `GET /openapi.json`.
#[expect(clippy::unused_async, reason = "the table's handlers are asynchronous")]
pub(super) async fn contract(_: Call) -> Result<Response, Problem> {
    answer(&serde_json::json!({}))
}
