use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use wire::drafts::{DraftPatch, DraftPost, DraftView, NotUnderstood};

use super::call::{Call, Giving, answer, json};
use super::codes::Code;
use super::problem::Problem;
use crate::drafts::{self, BeginError, ChangeError};
use crate::store::StoreError;
use crate::store::rows::draft_etag;

fn etag(draft: &DraftView) -> Option<String> {
    Some(draft_etag(draft))
}

/// `GET /drafts`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (facility, cursor) = (call.facility()?, call.cursor()?);
    answer(&call.look(move |act| drafts::list(act, &facility, &cursor)).await?)
}

/// `POST /drafts`.
pub(super) async fn begin(call: Call) -> Result<Response, Problem> {
    let (facility, post) = (call.facility()?, call.json::<DraftPost>()?);
    let giving = Giving { etag, ..Giving::CREATED };
    call.once(giving, move |act| drafts::begin(act, &facility, &post)).await
}

/// `GET /drafts/{id}`; 304 when the caller has this version.
pub(super) async fn get(call: Call) -> Result<Response, Problem> {
    let (facility, id) = (call.facility()?, call.id.clone());
    let view = call.look(move |act| drafts::get(act, &facility, &id)).await?;
    let view = view.ok_or(Code::DraftUnknown)?;
    let etag = draft_etag(&view);
    if call.header(&header::IF_NONE_MATCH) == Some(&etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let body = serde_json::to_string(&view).map_err(StoreError::from)?;
    Ok(json(StatusCode::OK, Some(&etag), body))
}

/// `PATCH /drafts/{id}`; `If-Match` is for callers who want no merge.
pub(super) async fn change(call: Call) -> Result<Response, Problem> {
    let (facility, id, patch) = (call.facility()?, call.id.clone(), call.json::<DraftPatch>()?);
    let if_match = call.header(&header::IF_MATCH).map(str::to_owned);
    let giving = Giving { etag, ..Giving::OK };
    call.once(giving, move |act| drafts::change(act, &facility, &id, if_match.as_deref(), &patch)).await
}

impl From<BeginError> for Problem {
    fn from(error: BeginError) -> Problem {
        match error {
            BeginError::Id => Problem::from(Code::IdMalformed).field("id"),
            BeginError::UnknownRequest => Code::RequestUnknown.into(),
            BeginError::UnknownReplaced => Code::LetterReplacesUnknown.into(),
            BeginError::Letter(error) => invalid(error.key()).detail(error.code()),
            BeginError::Copied(path) => invalid(Some(&path)),
            BeginError::Exists(id) => Problem::from(Code::DraftExists).draft(id),
            BeginError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Problem {
        match error {
            ChangeError::Unknown => Code::DraftUnknown.into(),
            ChangeError::Finished => Code::DraftFinished.into(),
            ChangeError::Stale => Code::DraftStale.into(),
            ChangeError::OperationId => Problem::from(Code::IdMalformed).field("operations.id"),
            ChangeError::Author => Problem::from(Code::DraftAuthor).field("operations.author"),
            ChangeError::NotUnderstood(NotUnderstood::Field(path)) => invalid(Some(&path)),
            ChangeError::NotUnderstood(NotUnderstood::Value(error)) => {
                invalid(error.key()).detail(error.code())
            }
            ChangeError::NotUnderstood(NotUnderstood::Form(_)) => invalid(Some("form")),
            ChangeError::Store(error) => error.into(),
        }
    }
}

fn invalid(field: Option<&str>) -> Problem {
    let problem = Problem::from(Code::DraftInvalid);
    match field {
        Some(field) => problem.field(field),
        None => problem,
    }
}
