//! `check`: the findings of a letter file.

mod report;

use std::path::Path;
use std::process::ExitCode;

use letters::rules::{Context, Previous, Severity, check};
use letters::{Letter, Request};

use crate::arguments::CheckOptions;
use crate::failure::{Failure, complain, say};
use crate::{letter_file as file, moment};

/// Prints the findings. Exit 0: no error; 1: errors; 2: unreadable, with where and why.
pub(crate) fn run(options: &CheckOptions) -> ExitCode {
    match findings(options) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

fn findings(options: &CheckOptions) -> Result<ExitCode, Failure> {
    let context = context(options)?;
    let content = file::read(&options.file)?;
    let several = content.letters.len() > 1;
    let mut checked = Vec::new();
    for (n, letter) in content.letters.iter().enumerate() {
        checked.extend(check(letter, &context).into_iter().map(|finding| (n + 1, finding)));
    }
    if options.json {
        say(&report::json(&checked, several)?);
    } else {
        for note in &content.notes {
            complain(note);
        }
        say(&report::text(&checked, &content.letters));
    }
    let errors = checked.iter().any(|(_, finding)| finding.severity == Severity::Error);
    Ok(if errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is known beside the letter: what the command line names, and nothing else.
fn context(options: &CheckOptions) -> Result<Context, Failure> {
    let request = options.request.as_deref().map(request).transpose()?;
    let previous = options.previous.as_deref().map(previous).transpose()?;
    Ok(Context {
        today: Some(options.today.unwrap_or_else(|| moment::machine().date())),
        due_date: request.as_ref().and_then(|request| request.due_date),
        request,
        previous: previous.map_or(Previous::NotKnown, |letter| Previous::Letter(Box::new(letter))),
        ..Context::default()
    })
}

fn request(path: &Path) -> Result<Request, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", path.display()));
    let value = letters::json::parse(&file::utf8(path)?).map_err(|error| failed(&error))?;
    Request::from_json(&value).map_err(|error| failed(&error))
}

fn previous(path: &Path) -> Result<Letter, Failure> {
    let mut letters = file::read(path)?.letters;
    match letters.pop() {
        Some(letter) if letters.is_empty() => Ok(letter),
        _ => {
            Err(Failure::new(format!("{}: 前回の意見書は1件だけのファイルにしてください。", path.display())))
        }
    }
}
