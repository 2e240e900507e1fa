//! Letters that another program wrote: ORCA CSV of any size, FHIR, our own JSON. One result for each letter.

mod charset;
mod import;
mod result;
mod spool;

use axum::body::Bytes;
use axum::response::Response;
use letters::{Letter, fhir, json};
use serde_json::Value;
use wire::programs::LettersPosted;

pub(super) use import::csv;

use super::call::{Call, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::letters::{FromProgram, IncomingError};

/// Letters as JSON: one `{form, answers}`, or a list of them.
pub(super) async fn plain(call: Call, value: Value) -> Result<Response, Problem> {
    let list = match value {
        Value::Array(list) => list,
        one => vec![one],
    };
    let read = |json: &Value| json::from_value(json).map_err(|error| IncomingError::Letter(error).into());
    let letters = list.iter().map(|json| (read(json), json::canonical(json).into())).collect();
    each(call, letters, "application/json").await
}

/// One letter as a `QuestionnaireResponse`.
pub(super) async fn response(call: Call) -> Result<Response, Problem> {
    let value = call.value()?;
    let read = fhir::from_value(&value).map_err(|error| {
        let problem = Problem::from(Code::LetterInvalid).detail(error.code());
        match error.link() {
            Some(link) => problem.field(link),
            None => problem,
        }
    });
    let body = call.body.clone();
    each(call, vec![(read, body)], fhir::MEDIA_TYPE).await
}

async fn each(
    call: Call,
    letters: Vec<(Result<Letter, Problem>, Bytes)>,
    media_type: &str,
) -> Result<Response, Problem> {
    let importer = import::Importer::of(&call)?;
    import::claim(&call, call.digest.clone()).await?;
    let mut results = Vec::new();
    for (row, (read, bytes)) in (1..).zip(letters) {
        results.push(match read {
            Ok(letter) => {
                let (media_type, software) = (media_type.to_owned(), String::new());
                let letter = FromProgram { letter, media_type, software, bytes: bytes.to_vec() };
                importer.take(row, letter, Vec::new()).await
            }
            Err(problem) => result::failed(row, problem),
        });
    }
    importer.app.relay.notify_one();
    answer(&LettersPosted { letters: results })
}
