use axum::http::StatusCode;
use axum::response::Response;
use wire::prints::PrintPost;

use super::call::{Call, Giving};
use super::codes::Code;
use super::problem::Problem;
use crate::prints::{self, NoteError};

/// `POST /prints`.
pub(super) async fn note(call: Call) -> Result<Response, Problem> {
    call.actor()?;
    let print = call.json::<PrintPost>()?;
    let giving = Giving { status: StatusCode::NO_CONTENT, ..Giving::OK };
    call.once(giving, move |act| prints::note(act, &print)).await
}

impl From<NoteError> for Problem {
    fn from(error: NoteError) -> Problem {
        match error {
            NoteError::Ids => Problem::from(Code::IdMalformed).field("letters"),
            NoteError::LetterUnknown => Code::LetterUnknown.into(),
            NoteError::DraftUnknown => Code::DraftUnknown.into(),
            NoteError::Store(error) => error.into(),
        }
    }
}
