//! Failures of a command, as its user reads them.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// Why a command could not be done: one sentence.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Display) -> Failure {
        Failure(sentence.to_string())
    }

    /// Says it and gives the exit code for "could not be done".
    pub(crate) fn report(self) -> ExitCode {
        complain(&self.0);
        ExitCode::from(2)
    }
}

/// Prints a line. A reader that has gone away is no failure.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints a line where failures are read.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
