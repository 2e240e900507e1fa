//! One request to the API, from its bytes to its answer.

use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::App;
use super::codes::Code;
use super::gate::text;
use super::problem::Problem;
use crate::act::{Act, Actor, Cause, Place};
use crate::cursor::Cursor;
use crate::store::rows::AnswerRow;
use crate::store::{self, Rows, StoreError};
use crate::terminals::{Standing, Terminal};

/// One request to the API.
pub(super) struct Call {
    pub(super) app: Arc<App>,
    pub(super) who: Option<Actor>,
    /// The terminal, and whether it still is one.
    pub(super) standing: Standing,
    /// The id in the path, empty when the path has none.
    pub(super) id: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The body of a file of letters, which is read as it comes. The lock lets a call be looked at by several threads.
    pub(super) stream: Option<Mutex<Body>>,
    /// The operation's key and the digest of what it asks; empty for reads.
    pub(super) key: String,
    pub(super) digest: String,
}

/// How the answer to an operation is given and kept.
#[derive(Clone, Copy)]
pub(super) struct Giving<T> {
    pub(super) status: StatusCode,
    pub(super) etag: fn(&T) -> Option<String>,
    /// Whether the answer is kept for ever.
    pub(super) kept: bool,
}

impl<T> Giving<T> {
    pub(super) const OK: Giving<T> = Giving { status: StatusCode::OK, etag: |_| None, kept: false };
    pub(super) const CREATED: Giving<T> = Giving { status: StatusCode::CREATED, etag: |_| None, kept: false };
}

impl Call {
    /// The person who asks.
    pub(super) fn actor(&self) -> Result<Actor, Problem> {
        self.who.clone().ok_or_else(|| Code::IdentityMissing.into())
    }

    /// The terminal the person sits at.
    pub(super) fn terminal(&self) -> Result<&Terminal, Problem> {
        self.standing.terminal().map_err(Problem::from)
    }

    /// Through which terminal the person asks, and why it is allowed.
    pub(super) fn cause(&self) -> Cause {
        let because = match self.who.as_ref().map(|actor| &actor.place) {
            Some(Place::Facility(_)) => "own_facility",
            Some(Place::Insurer(_)) => "own_insured",
            Some(Place::Operator) => "operator",
            None => "",
        };
        let terminal = self.standing.terminal().map(|terminal| terminal.id.clone()).unwrap_or_default();
        Cause { terminal, because: because.to_owned() }
    }

    /// The clinic of the person who asks; there is nothing here for others.
    pub(super) fn facility(&self) -> Result<String, Problem> {
        self.actor()?.facility().map(str::to_owned).ok_or_else(|| Code::PathUnknown.into())
    }

    /// The insurer of the person who asks; there is nothing here for others.
    pub(super) fn insurer_no(&self) -> Result<String, Problem> {
        self.actor()?.insurer().map(str::to_owned).ok_or_else(|| Code::PathUnknown.into())
    }

    /// Where the list goes on.
    pub(super) fn cursor(&self) -> Result<Cursor, Problem> {
        let value = |name| self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        Cursor::read(value("cursor"), value("limit")).ok_or_else(|| Code::QueryInvalid.into())
    }

    /// A header's text.
    pub(super) fn header(&self, name: &HeaderName) -> Option<&str> {
        text(&self.headers, name)
    }

    /// `If-Match`, which this operation must have.
    pub(super) fn if_match(&self) -> Result<String, Problem> {
        self.header(&header::IF_MATCH).map(str::to_owned).ok_or_else(|| Code::PreconditionMissing.into())
    }

    /// The body as JSON.
    pub(super) fn value(&self) -> Result<Value, Problem> {
        let text = std::str::from_utf8(&self.body).map_err(|_| Code::BodyMalformed)?;
        letters::json::parse(text)
            .map_err(|error| Problem::from(Code::BodyMalformed).detail(error.to_string()))
    }

    /// The body as JSON of this shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        shaped(self.value()?)
    }

    /// Does an operation once: its first answer is its answer for ever after, with the very same bytes.
    pub(super) async fn once<T: Serialize + 'static, E: Into<Problem>>(
        self,
        giving: Giving<T>,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Response, Problem> {
        let (actor, cause) = (self.actor()?, self.cause());
        let Call { app, key, digest, .. } = self;
        let (clock, ids, signer) = (app.clock.clone(), app.ids.clone(), app.signer.clone());
        let row = store::write(&*app.store, move |tx| {
            if let Some(row) = tx.answer(actor.scope(), &key)? {
                return if row.digest == digest { Ok(row) } else { Err(Code::OperationReused.into()) };
            }
            let now = clock();
            let mut act = Act { tx, actor: &actor, cause: &cause, now, ids: &ids, signer: &signer };
            let value = work(&mut act).map_err(Into::into)?;
            let row = AnswerRow {
                scope: actor.scope().to_owned(),
                key,
                digest,
                status: giving.status.as_u16(),
                etag: (giving.etag)(&value),
                body: match giving.status {
                    StatusCode::NO_CONTENT => String::new(),
                    _ => serde_json::to_string(&value).map_err(StoreError::from)?,
                },
                at: now.text(),
                kept: giving.kept,
            };
            tx.put_answer(&row)?;
            Ok::<_, Problem>(row)
        })
        .await?;
        let status = StatusCode::from_u16(row.status).unwrap_or(StatusCode::OK);
        Ok(json(status, row.etag.as_deref(), row.body))
    }

    /// Looks at what is a patient's: answered only when the audit row is on disk.
    pub(super) async fn look<T: Send + 'static, E: Into<Problem>>(
        &self,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem> {
        let (actor, cause) = (self.actor()?, self.cause());
        let (clock, ids, signer) = (self.app.clock.clone(), self.app.ids.clone(), self.app.signer.clone());
        store::write(&*self.app.store, move |tx| {
            let mut act = Act { tx, actor: &actor, cause: &cause, now: clock(), ids: &ids, signer: &signer };
            work(&mut act).map_err(Into::into)
        })
        .await
    }

    /// Reads what is nobody's secret.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Rows) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        store::read(Arc::clone(&self.app.store), move |rows| work(rows).map_err(Problem::from)).await
    }
}

/// JSON as a value of this shape.
pub(super) fn shaped<T: DeserializeOwned>(value: Value) -> Result<T, Problem> {
    serde_json::from_value(value).map_err(|error| {
        // Only names of fields are said again: a value may be a patient's.
        let error = error.to_string();
        let named = error.starts_with("unknown field") || error.starts_with("missing field");
        let problem = Problem::from(Code::BodyInvalid);
        if named { problem.detail(error) } else { problem }
    })
}

/// A value as an answer.
pub(super) fn answer(value: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_string(value).map_err(StoreError::from)?;
    Ok(json(StatusCode::OK, None, body))
}

/// A JSON text as an answer that no cache keeps.
pub(super) fn json(status: StatusCode, etag: Option<&str>, body: String) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
        headers.insert(header::ETAG, etag);
    }
    response
}
