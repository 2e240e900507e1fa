use access::{Action, Subject};
use axum::response::Response;
use wire::page::Page;
use wire::recoveries::{RecoveryApproved, RecoveryPost};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Place;
use crate::recoveries::{self, ApproveError, BeginError, CancelError};
use crate::store::Stored;
use crate::store::accounts::RecoveryRow;
use crate::terminals::Code as OneTime;

/// `GET /recoveries`: of the own place, of the one an operator names, or of every one.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (actor, now) = (call.actor()?, (call.app.clock)());
    let place = match (call.parameter("place"), &actor.place) {
        (None, Place::Operator) => None,
        (named, _) => Some(call.place(named).await?),
    };
    let items = call.read(move |rows| {
        let found = rows.recoveries(place.as_ref())?;
        found.iter().map(|row| recoveries::view(rows, row, now)).collect::<Stored<Vec<_>>>()
    });
    answer(&Page { items: items.await?, next: None })
}

/// `POST /recoveries`.
pub(super) async fn begin(mut call: Call) -> Result<Response, Problem> {
    let post = call.json::<RecoveryPost>()?;
    let user = call.account(Action::RecoveryBegin, &post.user_id).await?;
    call.once(Giving::CREATED, move |act| recoveries::begin(act, &user, &post)).await
}

/// `POST /recoveries/{id}/approve`.
pub(super) async fn approve(mut call: Call) -> Result<Response, Problem> {
    let row = find(&call).await?;
    let allowed = call.allow(Action::RecoveryApprove, &Subject::Place(row.place.scope()));
    allowed.map_err(|_| Code::RecoveryUnknown)?;
    let code = OneTime::generate().map_err(|_| Code::ServerBusy)?;
    let text = code.text();
    call.once_as(
        Giving::OK,
        move |act| {
            let row = act.tx.recovery(&row.id)?.unwrap_or(row);
            let recovery = recoveries::approve(act, row, &code)?;
            let expires_at = recovery.expires_at.clone();
            Ok::<_, ApproveError>(RecoveryApproved { recovery, code: String::new(), expires_at })
        },
        |approved| approved.code = text,
    )
    .await
}

/// `POST /recoveries/{id}/cancel`: by an administrator, or by the person whose account it is.
pub(super) async fn cancel(mut call: Call) -> Result<Response, Problem> {
    let row = find(&call).await?;
    let allowed = call.may(Action::RecoveryCancel, &Subject::Person(&row.user_id));
    let allowed = allowed.or_else(|_| call.may(Action::RecoveryCancel, &Subject::Place(row.place.scope())));
    call.because = allowed.map_err(|_| Code::RecoveryUnknown)?;
    call.once(Giving::OK, move |act| {
        let row = act.tx.recovery(&row.id)?.unwrap_or(row);
        recoveries::cancel(act, row)
    })
    .await
}

async fn find(call: &Call) -> Result<RecoveryRow, Problem> {
    let id = call.id.clone();
    call.read(move |rows| rows.recovery(&id)).await?.ok_or_else(|| Code::RecoveryUnknown.into())
}

impl From<BeginError> for Problem {
    fn from(error: BeginError) -> Problem {
        match error {
            BeginError::Id => Problem::from(Code::IdMalformed).field("id"),
            BeginError::Reason => Problem::from(Code::RecoveryReason).field("reason"),
            BeginError::Myself => Code::RecoveryMyself.into(),
            BeginError::NeverSignedIn => Code::RecoveryNeedless.into(),
            BeginError::Open => Code::RecoveryOpen.into(),
            BeginError::Store(error) => error.into(),
        }
    }
}

impl From<ApproveError> for Problem {
    fn from(error: ApproveError) -> Problem {
        match error {
            ApproveError::Myself => Code::RecoveryMyself.into(),
            ApproveError::Second => Code::RecoverySecond.into(),
            ApproveError::First => Code::RecoveryFirst.into(),
            ApproveError::Over => Code::RecoveryOver.into(),
            ApproveError::Store(error) => error.into(),
        }
    }
}

impl From<CancelError> for Problem {
    fn from(error: CancelError) -> Problem {
        match error {
            CancelError::Over => Code::RecoveryOver.into(),
            CancelError::Store(error) => error.into(),
        }
    }
}
