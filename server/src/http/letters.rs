use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use letters::orca::Charset;
use wire::letters::{LetterLine, LetterPost, ReturnReason};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::letters::{self as operations, ExportError, Incoming, IncomingError, ReceiveError, SettleError};

fn etag(line: &LetterLine) -> Option<String> {
    Some(line.etag.clone())
}

/// `GET /letters`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let cursor = call.cursor()?;
    answer(&call.look(move |act| operations::list(act, &cursor)).await?)
}

/// `GET /letters/{id}`; as CSV when the caller accepts `text/csv` (CP932, or UTF-8 with `charset=utf-8`).
pub(super) async fn get(call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let accepted = call.header(&header::ACCEPT).unwrap_or_default().to_ascii_lowercase();
    if accepted.contains("text/csv") {
        let (charset, media_type) = match accepted.contains("charset=utf-8") {
            true => (Charset::Utf8, "text/csv; charset=utf-8"),
            false => (Charset::Cp932, "text/csv; charset=shift_jis"),
        };
        let bytes = call.look(move |act| operations::export(act, &id, charset)).await?;
        return Ok(file(media_type, bytes));
    }
    let view = call.look(move |act| operations::get(act, &id)).await?;
    answer(&view.ok_or(Code::LetterUnknown)?)
}

fn file(media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
    ];
    (headers, bytes).into_response()
}

/// `POST /letters`. The answer, received or refused, is this operation's for ever.
pub(super) async fn receive(call: Call) -> Result<Response, Problem> {
    let facility = call.facility()?;
    let incoming = Incoming::read(call.json::<LetterPost>()?)?;
    let relay = Arc::clone(&call.app.relay);
    let giving = Giving { kept: true, ..Giving::OK };
    let response = call.once(giving, move |act| operations::receive(act, &facility, &incoming)).await?;
    relay.notify_one();
    Ok(response)
}

/// `POST /letters/{id}/accept`.
pub(super) async fn accept(call: Call) -> Result<Response, Problem> {
    let (insurer_no, id, if_match) = (call.insurer_no()?, call.id.clone(), call.if_match()?);
    let giving = Giving { etag, ..Giving::OK };
    call.once(giving, move |act| operations::accept(act, &insurer_no, &id, &if_match)).await
}

/// `POST /letters/{id}/return`.
pub(super) async fn return_letter(call: Call) -> Result<Response, Problem> {
    let (insurer_no, id, if_match) = (call.insurer_no()?, call.id.clone(), call.if_match()?);
    let reason = call.json::<ReturnReason>()?;
    let giving = Giving { etag, ..Giving::OK };
    call.once(giving, move |act| operations::return_letter(act, &insurer_no, &id, &if_match, &reason)).await
}

impl From<IncomingError> for Problem {
    fn from(error: IncomingError) -> Problem {
        match error {
            IncomingError::Id => Problem::from(Code::IdMalformed).field("id"),
            IncomingError::Letter(error) => {
                let problem = Problem::from(Code::LetterInvalid).detail(error.code());
                match error.key() {
                    Some(key) => problem.field(key),
                    None => problem,
                }
            }
            IncomingError::NotCanonical => Code::LetterNotCanonical.into(),
            IncomingError::Hash => Problem::from(Code::LetterHash).field("sha256"),
            IncomingError::KeyIncomplete(key) => Problem::from(Code::LetterKeyIncomplete).field(key),
        }
    }
}

impl From<ReceiveError> for Problem {
    fn from(error: ReceiveError) -> Problem {
        match error {
            ReceiveError::UnknownInsurer => Problem::from(Code::LetterInsurerUnknown).field("insurer_no"),
            ReceiveError::NotApproved => Problem::from(Code::LetterNotApproved).field("approved.by"),
            ReceiveError::IdTaken => Problem::from(Code::LetterIdTaken).field("id"),
            ReceiveError::Duplicate(id) => Problem::from(Code::LetterDuplicate).letter(id),
            ReceiveError::UnknownReplaced => Problem::from(Code::LetterReplacesUnknown).field("replaces"),
            ReceiveError::Replaced(id) => Problem::from(Code::LetterReplaced).letter(id),
            ReceiveError::Store(error) => error.into(),
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Problem {
        match error {
            ExportError::Unknown => Code::LetterUnknown.into(),
            ExportError::Characters(error) => {
                Problem::from(Code::LetterCsvCharacter).detail(error.to_string())
            }
            ExportError::Store(error) => error.into(),
        }
    }
}

impl From<SettleError> for Problem {
    fn from(error: SettleError) -> Problem {
        match error {
            SettleError::Unknown => Code::LetterUnknown.into(),
            SettleError::Changed => Code::LetterChanged.into(),
            SettleError::Settled => Code::LetterSettled.into(),
            SettleError::Superseded => Code::LetterSuperseded.into(),
            SettleError::Reason => Code::ReturnInvalid.into(),
            SettleError::Store(error) => error.into(),
        }
    }
}
