use access::{Action, Subject};
use axum::http::StatusCode;
use axum::response::Response;
use wire::page::Page;
use wire::tokens::{ProgramAdded, ProgramPost};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Place;
use crate::programs::{self, AddError};
use crate::sessions::Token;

/// `GET /programs`: of the own facility, of the one an operator names, or of every one.
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let actor = call.actor()?;
    let facility = match (call.parameter("place"), &actor.place) {
        (None, Place::Operator) => None,
        (named, _) => Some(call.place(named).await?.scope().to_owned()),
    };
    let rows = call.read(move |rows| rows.programs(facility.as_deref())).await?;
    answer(&Page { items: rows.iter().map(programs::view).collect(), next: None })
}

/// `POST /programs`.
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let (facility, post) = (call.facility()?, call.json::<ProgramPost>()?);
    let token = Token::generate().map_err(|_| Code::ServerBusy)?;
    let text = token.text().to_owned();
    call.once_as(
        Giving { status: StatusCode::CREATED, ..Giving::OK },
        move |act| {
            let program = programs::add(act, &facility, &post, &token)?;
            Ok::<_, AddError>(ProgramAdded { program, token: String::new() })
        },
        |added| added.token = text,
    )
    .await
}

/// `DELETE /programs/{id}`.
pub(super) async fn revoke(mut call: Call) -> Result<Response, Problem> {
    let id = call.id.clone();
    let row = call.read(move |rows| rows.program(&id)).await?.ok_or(Code::ProgramUnknown)?;
    let allowed = call.allow(Action::ProgramRevoke, &Subject::Place(&row.facility_id));
    allowed.map_err(|_| Code::ProgramUnknown)?;
    call.once(Giving::OK, move |act| {
        let row = act.tx.program(&row.id)?.unwrap_or(row);
        programs::revoke(act, row)
    })
    .await
}

impl From<AddError> for Problem {
    fn from(error: AddError) -> Problem {
        match error {
            AddError::Id => Problem::from(Code::IdMalformed).field("id"),
            AddError::Name => Problem::from(Code::ProgramInvalid).field("name"),
            AddError::Terminal => Problem::from(Code::ProgramTerminal).field("terminal_id"),
            AddError::Store(error) => error.into(),
        }
    }
}
