use access::{Action, Role, Subject};
use axum::http::StatusCode;
use axum::response::Response;
use wire::page::Page;
use wire::users::{AccountPatch, AccountPost, AccountView, Invited};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Place;
use crate::terminals::Code as OneTime;
use crate::users::{self, AddError, ChangeError, InviteError};

fn etag(account: &AccountView) -> Option<String> {
    Some(account.etag.clone())
}

/// `GET /users`.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let place = call.place(call.parameter("place")).await?;
    let items = call.read(move |rows| users::list(rows, &place)).await?;
    answer(&Page { items, next: None })
}

/// `POST /users`. Making a 管理者 is the operator's.
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let post = call.json::<AccountPost>()?;
    let place = call.place(post.place.as_deref()).await?;
    if post.roles.contains(&Role::FacilityAdmin) {
        appoint(&call, &place)?;
    }
    let code = OneTime::generate().map_err(|_| Code::ServerBusy)?;
    let text = code.text();
    let giving = Giving { status: StatusCode::CREATED, ..Giving::OK };
    call.once_as(
        giving,
        move |act| {
            let (account, expires_at) = users::add(act, &place, &post, &code)?;
            Ok::<_, AddError>(Invited { account, code: String::new(), expires_at })
        },
        |invited| invited.code = text,
    )
    .await
}

/// `PATCH /users/{id}`.
pub(super) async fn change(mut call: Call) -> Result<Response, Problem> {
    let (if_match, patch) = (call.if_match()?, call.json::<AccountPatch>()?);
    let id = call.id.clone();
    let user = call.account(Action::UserChange, &id).await?;
    let may_appoint = call.may(Action::UserAppoint, &Subject::Place(user.place().scope())).is_ok();
    let (app, own) = (call.app.clone(), user.place());
    let (sender, receiver) = std::sync::mpsc::channel();
    let giving = Giving { etag, ..Giving::OK };
    let response = call
        .once(giving, move |act| {
            // The account as it is now, not as it was when its place was looked up.
            let user = act.tx.user_at(&own, &id).map_err(Problem::from)?.ok_or(Code::UserUnknown)?;
            let (view, ended) = users::change(act, user, &if_match, &patch, may_appoint)?;
            // Nobody waits for it when the commit fails.
            let _ = sender.send(ended);
            Ok::<_, Problem>(view)
        })
        .await?;
    if let Ok(ended) = receiver.try_recv() {
        app.sessions.ended(&ended);
    }
    Ok(response)
}

/// `POST /users/{id}/invitation`.
pub(super) async fn invite(mut call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let user = call.account(Action::UserInvite, &id).await?;
    let code = OneTime::generate().map_err(|_| Code::ServerBusy)?;
    let text = code.text();
    call.once_as(
        Giving { status: StatusCode::CREATED, ..Giving::OK },
        move |act| {
            let expires_at = users::invite(act, &user, &code)?;
            let account = users::view(act.tx, &user)?;
            Ok::<_, InviteError>(Invited { account, code: String::new(), expires_at })
        },
        |invited| invited.code = text,
    )
    .await
}

fn appoint(call: &Call, place: &Place) -> Result<(), Problem> {
    match call.may(Action::UserAppoint, &Subject::Place(place.scope())) {
        Ok(_) => Ok(()),
        Err(_) => Err(Code::UserAppoint.into()),
    }
}

impl Call {
    /// The place an administrator works on: the own one, or the one an operator names.
    pub(super) async fn place(&self, named: Option<&str>) -> Result<Place, Problem> {
        let actor = self.actor()?;
        let Some(name) = named.filter(|name| *name != actor.scope()) else { return Ok(actor.place) };
        self.may(self.action, &Subject::Place(name)).map_err(|_| Code::PlaceUnknown)?;
        let name = name.to_owned();
        self.read(move |rows| users::place(rows, &name)).await?.ok_or_else(|| Code::PlaceUnknown.into())
    }
}

impl From<AddError> for Problem {
    fn from(error: AddError) -> Problem {
        match error {
            AddError::Id => Problem::from(Code::IdMalformed).field("id"),
            AddError::Exists => Problem::from(Code::UserExists).field("id"),
            AddError::Name => Problem::from(Code::UserInvalid).field("name"),
            AddError::Roles => Problem::from(Code::UserRoles).field("roles"),
            AddError::Place => Problem::from(Code::PlaceUnknown).field("place"),
            AddError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Problem {
        match error {
            ChangeError::Changed => Code::UserChanged.into(),
            ChangeError::Name => Problem::from(Code::UserInvalid).field("name"),
            ChangeError::Roles => Problem::from(Code::UserRoles).field("roles"),
            ChangeError::Myself => Code::UserMyself.into(),
            ChangeError::Appoint => Code::UserAppoint.into(),
            ChangeError::Store(error) => error.into(),
        }
    }
}

impl From<InviteError> for Problem {
    fn from(error: InviteError) -> Problem {
        match error {
            InviteError::SignedIn => Code::UserSignedIn.into(),
            InviteError::Suspended => Code::AccountSuspended.into(),
            InviteError::Store(error) => error.into(),
        }
    }
}
