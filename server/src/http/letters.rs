use std::sync::Arc;

use access::Action;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use letters::orca::Charset;
use wire::letters::{LetterLine, LetterPost, ReturnReason};
use wire::people::Role;

use super::call::{Call, Giving, answer, shaped};
use super::codes::Code;
use super::letter_files;
use super::problem::Problem;
use super::proof::Proof;
use crate::act::{Act, Actor, By};
use crate::audit::sha256;
use crate::letters::{
    self as operations, Export, ExportError, Incoming, IncomingError, ReceiveError, SettleError, SourceError,
};

fn etag(line: &LetterLine) -> Option<String> {
    Some(line.etag.clone())
}

/// `GET /letters`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let cursor = call.cursor()?;
    answer(&call.look(move |act| operations::list(act, &cursor)).await?)
}

/// `GET /letters/{id}`; as a file when the caller accepts one: `text/csv` (CP932, or UTF-8 with `charset=utf-8`) is ORCA
/// CSV, with `profile=nintei09b` the items of 認定ソフト; `application/fhir+json` is FHIR.
pub(super) async fn get(call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let accepted = call.header(&header::ACCEPT).unwrap_or_default().to_ascii_lowercase();
    if let Some((to, media_type)) = export(&accepted) {
        let mut call = call;
        call.fresh()?;
        call.allow_any(Action::LetterExport)?;
        let (bytes, lost) = call.look(move |act| operations::export(act, &id, to)).await?;
        let mut response = file(HeaderValue::from_static(media_type), bytes);
        if let Some(lost) = HeaderValue::from_str(&lost.join(",")).ok().filter(|lost| !lost.is_empty()) {
            response.headers_mut().insert(wire::headers::LOST, lost);
        }
        return Ok(response);
    }
    let view = call.look(move |act| operations::get(act, &id)).await?;
    answer(&view.ok_or(Code::LetterUnknown)?)
}

fn export(accepted: &str) -> Option<(Export, &'static str)> {
    if accepted.contains(letters::fhir::MEDIA_TYPE) {
        return Some((Export::Fhir, letters::fhir::MEDIA_TYPE));
    }
    if !accepted.contains("text/csv") {
        return None;
    }
    let (charset, media_type) = match accepted.contains("charset=utf-8") {
        true => (Charset::Utf8, "text/csv; charset=utf-8"),
        false => (Charset::Cp932, "text/csv; charset=shift_jis"),
    };
    match accepted.contains("profile=nintei09b") {
        true => Some((Export::Nintei(charset), media_type)),
        false => Some((Export::Orca(charset), media_type)),
    }
}

/// `GET /letters/{id}/source`.
pub(super) async fn source(call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let row = call.look(move |act| operations::source(act, &id)).await?;
    let media_type = HeaderValue::from_str(&row.media_type);
    let media_type = media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    Ok(file(media_type, row.bytes))
}

fn file(media_type: HeaderValue, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
    ];
    (headers, bytes).into_response()
}

/// `POST /letters`: a letter finished here, or letters that another program wrote, by their media type.
pub(super) async fn receive(call: Call) -> Result<Response, Problem> {
    if call.stream.is_some() {
        return letter_files::csv(call).await;
    }
    let media = call.header(&header::CONTENT_TYPE).unwrap_or_default();
    let is_fhir = media.split(';').next().is_some_and(|media| media.trim() == letters::fhir::MEDIA_TYPE);
    // Whoever has no clinic is told nothing about the body.
    call.facility()?;
    let value = call.value()?;
    let is_file = value.is_array() || value.get("form").is_some() || letters::fhir::is_resource(&value);
    if is_fhir || is_file {
        return letter_files::plain(call, value).await;
    }
    finished(call, shaped(value)?).await
}

/// The answer, received or refused, is this operation's for ever. An operation that a program does not name is named by
/// the clinic and the letter's content.
async fn finished(mut call: Call, post: LetterPost) -> Result<Response, Problem> {
    let facility = call.facility()?;
    let mut post = post;
    let actor = call.actor()?;
    post.approved.program = match actor.by {
        By::Token => Some(actor.name.clone()),
        By::Session(..) | By::BuiltIn => None,
    };
    let incoming = Incoming::read(post)?;
    let app = Arc::clone(&call.app);
    if call.key.is_empty() {
        call.key = sha256([&*facility, &*incoming.bytes].concat());
        call.digest.clone_from(&incoming.post.sha256);
    }
    let relay = Arc::clone(&call.app.relay);
    let giving = Giving { kept: true, ..Giving::OK };
    let proof = Proof::check(&call, &incoming.post).await?;
    let response = call
        .once(giving, move |act| {
            if finished_here(act, &incoming.post)? {
                sender(act.actor, &incoming.post)?;
                if let Some(proof) = &proof {
                    proof.holds(&app.passkeys, act, &incoming.post)?;
                }
            }
            operations::receive(act, &facility, &incoming).map_err(Problem::from)
        })
        .await?;
    relay.notify_one();
    Ok(response)
}

/// Whether a doctor of this clinic finished it; another letter is refused for that, whoever sends it.
fn finished_here(act: &Act<'_>, post: &LetterPost) -> Result<bool, Problem> {
    let doctor = act.tx.user_at(&act.actor.place, &post.approved.by)?;
    Ok(doctor.is_some_and(|user| user.roles.contains(&Role::Doctor)))
}

/// Whoever sends a person's letter is the doctor who finished it, or a clerk. Anybody else is asked to let one of them in:
/// the letter waits, and is not refused.
fn sender(actor: &Actor, post: &LetterPost) -> Result<(), Problem> {
    let is_sender = match actor.by {
        By::Token => true,
        By::Session(..) | By::BuiltIn => {
            actor.user_id == post.approved.by || actor.roles.contains(&Role::Clerk)
        }
    };
    if is_sender { Ok(()) } else { Err(Code::LetterSender.into()) }
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

impl From<SourceError> for Problem {
    fn from(error: SourceError) -> Problem {
        match error {
            SourceError::Unknown => Code::LetterUnknown.into(),
            SourceError::None => Code::LetterSourceNone.into(),
            SourceError::Store(error) => error.into(),
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
