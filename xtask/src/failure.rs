//! Why a chore stopped, in a sentence for the person at the terminal.

use std::fmt;
use std::path::Path;

/// One readable sentence; chores have no callers that would tell failures apart.
#[derive(Debug)]
pub(crate) struct Failure(String);

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For `map_err` on file operations: what was tried, on which path, and the system's word for it.
    pub(crate) fn file<E: fmt::Display>(verb: &'static str, path: &Path) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("could not {verb} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
