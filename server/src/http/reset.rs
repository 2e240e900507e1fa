use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::call::Call;
use super::problem::Problem;
use crate::{demo, store};

/// `POST /demo/reset`, from the start page alone: everything is as on the first day, under a new epoch.
pub(super) async fn reset(call: Call) -> Result<Response, Problem> {
    let (clock, signer) = (call.app.clock.clone(), call.app.signer.clone());
    let epoch = store::write(&*call.app.store, move |tx| {
        demo::reset(tx, clock(), &signer)?;
        tx.epoch().map_err(Problem::from)
    });
    call.app.epoch.store(epoch.await?, Ordering::Release);
    Ok(StatusCode::NO_CONTENT.into_response())
}
