//! `questionnaire`: the form as FHIR `Questionnaire`, for programs that write responses.

use std::path::PathBuf;
use std::process::ExitCode;

use letters::{Edition, fhir};
use lexopt::Parser;
use lexopt::prelude::{Long, Short, Value};

use crate::failure::{Failure, say};

/// Options of `questionnaire`.
#[derive(Debug)]
pub(crate) struct QuestionnaireOptions {
    edition: Edition,
    out: Option<PathBuf>,
}

/// Reads what follows `questionnaire` on the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<QuestionnaireOptions, Failure> {
    let (mut edition, mut out) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("out") => out = Some(parser.value()?.into()),
            Value(name) if edition.is_none() => edition = name.to_str().and_then(Edition::parse),
            other => return Err(other.unexpected().into()),
        }
    }
    let edition = edition.ok_or_else(|| {
        Failure::new("様式をR8、R3、H21のどれかで指定してください。例: ikensho questionnaire R8 -o r8.json")
    })?;
    Ok(QuestionnaireOptions { edition, out })
}

/// Writes it to a file, or prints it.
pub(crate) fn run(options: &QuestionnaireOptions) -> Result<ExitCode, Failure> {
    let text = letters::json::canonical(&fhir::questionnaire(options.edition));
    match &options.out {
        None => say(&text),
        Some(path) => std::fs::write(path, text).map_err(|error| Failure::file(path, &error))?,
    }
    Ok(ExitCode::SUCCESS)
}
