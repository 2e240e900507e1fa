use axum::response::Response;

use super::call::{Call, answer};
use super::problem::Problem;

/// `GET /receipts/key`.
pub(super) async fn key(call: Call) -> Result<Response, Problem> {
    answer(&call.app.signer.public_key())
}
