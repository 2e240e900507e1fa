//! `convert`: letters from one format to another, and what the other one cannot hold.

mod report;
mod to;

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::ConvertOptions;
use crate::failure::{Failure, complain};
use crate::letter_file;

/// Writes the letters of a file in another format. Exit 0: nothing is lost; 1: something is, as the report says; 2: not
/// written.
pub(crate) fn run(options: &ConvertOptions) -> ExitCode {
    converted(options).unwrap_or_else(Failure::report)
}

fn converted(options: &ConvertOptions) -> Result<ExitCode, Failure> {
    let content = letter_file::read(&options.file)?;
    let made = to::convert(&content.letters, options.to, options.charset)?;
    match &options.out {
        Some(path) => std::fs::write(path, &made.bytes).map_err(|error| Failure::file(path, &error))?,
        // A reader that has gone away is no failure.
        None => drop(std::io::stdout().lock().write_all(&made.bytes)),
    }
    let report = match options.json {
        true => report::json(&content.notes, &made.reports)?,
        false => report::text(&content.notes, &made.reports),
    };
    if !report.is_empty() {
        complain(&report);
    }
    let whole = made.reports.iter().all(|report| report.losses.is_empty() && report.edition.is_none());
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
