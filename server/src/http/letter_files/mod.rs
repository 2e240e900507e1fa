//! Letters that another program wrote: ORCA CSV of any size, FHIR, our own JSON. One result for each letter.

mod charset;
mod import;
mod result;
mod spool;

use axum::response::Response;
use letters::{Letter, fhir, file, json};
use serde_json::Value;
use wire::programs::LettersPosted;

pub(super) use import::csv;

use super::call::{Call, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::letters::{FromProgram, IncomingError};

/// Letters as JSON: `{form, answers}` or a `QuestionnaireResponse`, a list of them, or a `Bundle` of responses.
pub(super) async fn plain(call: Call, value: Value) -> Result<Response, Problem> {
    let importer = import::Importer::of(&call)?;
    let letters = file::each(&value);
    if letters.is_empty() {
        return Err(Code::LetterCsvEmpty.into());
    }
    import::claim(&call, call.digest.clone()).await?;
    let mut results = Vec::new();
    for (row, json) in (1..).zip(letters) {
        let (read, media_type) = match fhir::is_resource(json) {
            true => (response(json), fhir::MEDIA_TYPE),
            false => (
                json::from_value(json).map_err(|error| IncomingError::Letter(error).into()),
                "application/json",
            ),
        };
        results.push(match read {
            Ok(letter) => {
                let (media_type, software) = (media_type.to_owned(), String::new());
                // A letter that is the whole body is kept as it came.
                let bytes = match std::ptr::eq(json, &value) {
                    true => call.body.to_vec(),
                    false => json::canonical(json).into_bytes(),
                };
                let letter = FromProgram { letter, media_type, software, bytes };
                importer.take(row, letter, Vec::new()).await
            }
            Err(problem) => result::failed(row, problem),
        });
    }
    importer.app.relay.notify_one();
    answer(&LettersPosted { letters: results })
}

fn response(json: &Value) -> Result<Letter, Problem> {
    fhir::from_value(json).map_err(|error| {
        let problem = Problem::from(Code::LetterInvalid).detail(error.code());
        match error.link() {
            Some(link) => problem.field(link),
            None => problem,
        }
    })
}
