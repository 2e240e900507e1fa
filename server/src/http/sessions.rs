use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use wire::page::Page;

use super::call::{Call, answer};
use super::codes::Code;
use super::headers;
use super::problem::Problem;
use crate::act::Act;
use crate::sessions;
use crate::store::StoreError;

/// The word for the caller's own session.
const CURRENT: &str = "current";

/// `GET /sessions`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (actor, now) = (call.actor()?, (call.app.clock)());
    let items = call.read(move |rows| sessions::list(rows, &actor.user_id, actor.session(), now)).await?;
    answer(&Page { items, next: None })
}

/// `DELETE /sessions/{id}`: whatever is open on its behalf ends with it.
pub(super) async fn end(call: Call) -> Result<Response, Problem> {
    let actor = call.actor()?;
    let current = actor.session().map(str::to_owned);
    let id = match call.id.as_str() {
        CURRENT => current.clone().ok_or(Code::SessionUnknownHere)?,
        id => id.to_owned(),
    };
    let ending = id.clone();
    let is_ended = call
        .look(move |act: &mut Act<'_>| {
            let is_ended = sessions::end(act.tx, &act.actor.user_id, &ending)?;
            if is_ended {
                act.audit("session.end", &ending, Vec::new())?;
            }
            Ok::<_, StoreError>(is_ended)
        })
        .await?;
    if !is_ended {
        return Err(Code::SessionUnknownHere.into());
    }
    let is_mine = current.as_ref() == Some(&id);
    call.app.sessions.ended(&[id]);
    let mut response = StatusCode::NO_CONTENT.into_response();
    if is_mine {
        response.headers_mut().insert(header::SET_COOKIE, sessions::cleared());
        headers::clear(response.headers_mut());
    }
    Ok(response)
}
