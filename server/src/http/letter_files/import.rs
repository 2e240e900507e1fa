use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use letters::orca::{Charset, Row};
use tokio::sync::{Semaphore, SemaphorePermit, mpsc};
use wire::programs::LetterResult;

use super::charset::{declared, media_type};
use super::result::{failed, result, unreadable};
use super::spool::{Spooled, spool};
use crate::act::{Act, Actor, Cause};
use crate::http::App;
use crate::http::call::{Call, json};
use crate::http::codes::Code;
use crate::http::problem::Problem;
use crate::http::router::operation_line;
use crate::letters::{FromProgram, ProgramError, receive_from_program};
use crate::store;
use crate::store::rows::AnswerRow;

/// Letters of one file on their way to the store at a time: enough for the commits to be shared.
const TOGETHER: usize = 64;
/// Results that wait for a slow reader.
const WAITING: usize = 32;
/// Files that are taken in at a time; each lies on the disk meanwhile.
static ROOM: Semaphore = Semaphore::const_new(4);

/// `POST /letters` of ORCA CSV: the whole file is looked through first; then every letter is received or not by itself,
/// and the answer grows with them. Letters go on being received when the sender no longer listens.
pub(in crate::http) async fn csv(mut call: Call) -> Result<Response, Problem> {
    let importer = Importer::of(&call)?;
    let charset = declared(call.header(&header::CONTENT_TYPE).unwrap_or_default())?;
    let place = ROOM.try_acquire().map_err(|_| Code::ServerBusy)?;
    let body = call.stream.take().and_then(|body| body.into_inner().ok()).unwrap_or_default();
    let line = operation_line(&axum::http::Method::POST, wire::paths::LETTERS);
    let spooled = spool(body, charset, line).await?;
    claim(&call, spooled.digest.clone()).await?;
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(import(importer, spooled, charset, sender, place));
    let pieces = stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver)));
    let mut response = json(StatusCode::OK, None, String::new());
    // The length is not known yet.
    response.headers_mut().remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from_stream(pieces);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// An operation id that a program gave names one file for ever.
pub(super) async fn claim(call: &Call, digest: String) -> Result<(), Problem> {
    if call.key.is_empty() {
        return Ok(());
    }
    let (actor, key, at) = (call.actor()?, call.key.clone(), (call.app.clock)().text());
    store::write(&*call.app.store, move |tx| {
        if let Some(row) = tx.answer(actor.scope(), &key)? {
            return if row.digest == digest { Ok(()) } else { Err(Code::OperationReused.into()) };
        }
        let (scope, body) = (actor.scope().to_owned(), String::new());
        let row = AnswerRow { scope, key, digest, status: 200, etag: None, body, at, kept: false };
        Ok::<_, Problem>(tx.put_answer(&row)?)
    })
    .await
}

async fn import(
    importer: Importer,
    spooled: Spooled,
    charset: Charset,
    answer: mpsc::Sender<Result<Bytes, std::io::Error>>,
    place: SemaphorePermit<'static>,
) {
    let rows = stream::unfold(spooled.rows(), async |mut rows| Some((rows.recv().await?, rows)));
    let results = rows.map(|row| importer.row(row, charset)).buffered(TOGETHER);
    let mut results = std::pin::pin!(results);
    let mut before = "{\"letters\":[";
    while let Some(result) = results.next().await {
        let text = result.and_then(|result| Ok(serde_json::to_string(&result)?));
        let piece = text.map(|text| Bytes::from([before, &text].concat()));
        let is_broken = piece.is_err();
        // A sender that no longer listens asks again and gets the same receipts.
        let _ = answer.send(piece).await;
        if is_broken {
            return;
        }
        before = ",";
    }
    let _ = answer.send(Ok(Bytes::from_static(b"]}"))).await;
    importer.app.relay.notify_one();
    drop(place);
}

/// Who takes letters in, and for which clinic.
pub(super) struct Importer {
    pub(super) app: Arc<App>,
    actor: Actor,
    cause: Cause,
    facility: String,
}

impl Importer {
    /// Whoever asks, if it is a clinic's.
    pub(super) fn of(call: &Call) -> Result<Importer, Problem> {
        Ok(Importer {
            app: Arc::clone(&call.app),
            actor: call.actor()?,
            cause: call.cause(),
            facility: call.facility()?,
        })
    }

    async fn row(&self, row: Result<Row, ()>, charset: Charset) -> std::io::Result<LetterResult> {
        let row = row.map_err(|()| std::io::Error::other("the kept file could not be read"))?;
        Ok(match row.read {
            Err(error) => failed(error.row, unreadable(&error)),
            Ok(imported) => {
                let notes = imported.notes.iter().map(ToString::to_string).collect();
                let letter = FromProgram {
                    letter: imported.letter,
                    media_type: media_type(charset).to_owned(),
                    software: imported.software,
                    bytes: row.bytes,
                };
                self.take(imported.row, letter, notes).await
            }
        })
    }

    /// Receives one letter, or says why not.
    pub(super) async fn take(&self, row: usize, letter: FromProgram, notes: Vec<String>) -> LetterResult {
        let (clock, ids, signer) = (self.app.clock.clone(), self.app.ids.clone(), self.app.signer.clone());
        let (actor, cause, facility) = (self.actor.clone(), self.cause.clone(), self.facility.clone());
        let posted = store::write(&*self.app.store, move |tx| {
            let mut act = Act { tx, actor: &actor, cause: &cause, now: clock(), ids: &ids, signer: &signer };
            receive_from_program(&mut act, &facility, &letter).map_err(Problem::from)
        });
        result(row, posted.await, notes)
    }
}

impl From<ProgramError> for Problem {
    fn from(error: ProgramError) -> Problem {
        match error {
            ProgramError::Incoming(error) => error.into(),
            ProgramError::Receive(error) => error.into(),
        }
    }
}
