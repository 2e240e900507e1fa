use axum::http::StatusCode;
use axum::response::Response;
use wire::page::Page;
use wire::phrases::Phrase;

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::phrases::{self, PutError};

/// `GET /phrases`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (facility, user_id) = (call.facility()?, call.actor()?.user_id);
    let items = call.read(move |rows| phrases::list(rows, &facility, &user_id)).await?;
    answer(&Page { items, next: None })
}

/// `PUT /phrases`.
pub(super) async fn put(call: Call) -> Result<Response, Problem> {
    let (facility, phrase) = (call.facility()?, call.json::<Phrase>()?);
    call.once(Giving::OK, move |act| phrases::put(act, &facility, &phrase)).await
}

/// `DELETE /phrases/{id}`.
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let (facility, id) = (call.facility()?, call.id.clone());
    let giving = Giving { status: StatusCode::NO_CONTENT, ..Giving::OK };
    call.once(giving, move |act| match phrases::remove(act, &facility, &id)? {
        true => Ok(()),
        false => Err(Problem::from(Code::PhraseUnknown)),
    })
    .await
}

impl From<PutError> for Problem {
    fn from(error: PutError) -> Problem {
        match error {
            PutError::Id => Problem::from(Code::IdMalformed).field("id"),
            PutError::Key => Problem::from(Code::PhraseInvalid).field("key"),
            PutError::Text => Problem::from(Code::PhraseInvalid).field("text"),
            PutError::Store(error) => error.into(),
        }
    }
}
