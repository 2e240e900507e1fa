//! One request to the API, from its bytes to its answer.

use std::sync::{Arc, Mutex};

use access::{Action, Subject};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::App;
use super::codes::Code;
use super::gate::text;
use super::problem::{Problem, is_name};
use super::visit::Visit;
use crate::act::{Act, Actor, Cause};
use crate::cursor::Cursor;
use crate::passkeys::Operation;
use crate::store::rows::AnswerRow;
use crate::store::{self, Rows, StoreError};
use crate::terminals::Terminal;

const STEP_UP: HeaderName = HeaderName::from_static(wire::headers::STEP_UP);

/// One request to the API.
pub(super) struct Call {
    pub(super) app: Arc<App>,
    /// What is done, as the matrix allowed it.
    pub(super) action: Action,
    pub(super) method: Method,
    pub(super) path: String,
    /// How it came in, and from which terminal.
    pub(super) visit: Visit,
    /// Why it is allowed.
    pub(super) because: String,
    /// Whoever asks, or why it is nobody.
    pub(super) who: Result<Actor, Problem>,
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
        self.who.clone()
    }

    /// Through which terminal somebody asks, and why it is allowed.
    pub(super) fn cause(&self) -> Cause {
        let terminal = self.visit.standing.terminal().map(|terminal| terminal.id.clone());
        let terminal = terminal.unwrap_or_default();
        Cause { terminal, because: self.because.clone() }
    }

    /// Asks the matrix for what a handler does beyond its route's action: this, to this subject.
    pub(super) fn allow(&mut self, action: Action, subject: &Subject<'_>) -> Result<(), Problem> {
        self.because = self.may(action, subject)?;
        Ok(())
    }

    /// Whether the actor may do this to this subject, and why.
    pub(super) fn may(&self, action: Action, subject: &Subject<'_>) -> Result<String, Problem> {
        let actor = self.actor()?;
        let decision = self.app.matrix.may(&actor.as_party(), action, subject, (self.app.clock)().0);
        if decision.allowed {
            return Ok(decision.because.to_string());
        }
        Err(decision.because.into())
    }

    /// Asks the matrix whether the actor may do this to any subject at all; the store's queries hold the owner.
    pub(super) fn allow_any(&mut self, action: Action) -> Result<(), Problem> {
        let actor = self.actor()?;
        let decision = self.app.matrix.may_any(&actor.as_party(), action, (self.app.clock)().0);
        if !decision.allowed {
            return Err(decision.because.into());
        }
        self.because = decision.because.to_string();
        Ok(())
    }

    /// Asks for the fresh proof of a person who has signed in: given for this operation, by this session.
    pub(super) fn fresh(&self) -> Result<(), Problem> {
        let actor = self.actor()?;
        let Some(session) = actor.session() else { return Ok(()) };
        let id = self.header(&STEP_UP).ok_or(Code::ProofMissing)?;
        let operation = Operation {
            method: self.method.as_str().to_owned(),
            path: self.path.clone(),
            key: self.key.clone(),
        };
        let now = (self.app.clock)();
        match self.app.passkeys.step_ups.holds(id, session, &operation, now) {
            true => Ok(()),
            false => Err(Code::ProofInvalid.into()),
        }
    }

    /// A query parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The terminal the person sits at.
    pub(super) fn terminal(&self) -> Result<&Terminal, Problem> {
        self.visit.standing.terminal().map_err(Problem::from)
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
        Cursor::read(self.parameter("cursor"), self.parameter("limit"))
            .ok_or_else(|| Code::QueryInvalid.into())
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
        letters::json::parse(text).map_err(|error| {
            let is_said = error.key().is_none_or(is_name);
            let problem = Problem::from(Code::BodyMalformed);
            if is_said { problem.detail(error.to_string()) } else { problem }
        })
    }

    /// The body as JSON of this shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        shaped(self.value()?)
    }

    /// Does an operation once: its first answer is its answer for ever after, with the very same bytes.
    pub(super) async fn once<T: Serialize + Send + 'static, E: Into<Problem>>(
        self,
        giving: Giving<T>,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.once_as(giving, work, |_| {}).await
    }

    /// The same for an answer with a secret: it is put into the first answer by `reveal`, and never kept. Asked again, the
    /// operation answers without it.
    pub(super) async fn once_as<T: Serialize + Send + 'static, E: Into<Problem>>(
        self,
        giving: Giving<T>,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, E> + Send + 'static,
        reveal: impl FnOnce(&mut T),
    ) -> Result<Response, Problem> {
        let (actor, cause) = (self.actor()?, self.cause());
        let Call { app, key, digest, .. } = self;
        let (clock, ids, signer) = (app.clock.clone(), app.ids.clone(), app.signer.clone());
        let (row, fresh) = store::write(&*app.store, move |tx| {
            if let Some(row) = tx.answer(actor.scope(), &key)? {
                return if row.digest == digest {
                    Ok((row, None))
                } else {
                    Err(Code::OperationReused.into())
                };
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
            Ok::<_, Problem>((row, Some(value)))
        })
        .await?;
        let status = StatusCode::from_u16(row.status).unwrap_or(StatusCode::OK);
        let body = match fresh {
            Some(mut value) if status != StatusCode::NO_CONTENT => {
                reveal(&mut value);
                serde_json::to_string(&value).map_err(StoreError::from)?
            }
            _ => row.body,
        };
        Ok(json(status, row.etag.as_deref(), body))
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
        let is_said = named && error.split('`').nth(1).is_some_and(is_name);
        let problem = Problem::from(Code::BodyInvalid);
        if is_said { problem.detail(error) } else { problem }
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
