use wire::Problem;
use wire::record::{self, Record};

use crate::local::Trouble;

/// What the server answered.
#[derive(Debug)]
pub(in crate::local) struct Reply {
    /// HTTP status.
    pub(in crate::local) status: u16,
    /// The body.
    pub(in crate::local) body: String,
    /// The epoch of the server's numbers.
    pub(in crate::local) epoch: Option<u32>,
}

impl Reply {
    /// Whether it was done.
    pub(in crate::local) fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the server asks once more who it is.
    pub(in crate::local) fn wants_proof(&self) -> bool {
        self.status == 403 && self.trouble().code == "proof.missing"
    }

    /// Whether trying again later may help.
    pub(in crate::local) fn asks_to_wait(&self) -> bool {
        self.status >= 500 || matches!(self.status, 408 | 425 | 429) || self.is_too_old()
    }

    /// Whether the server no longer understands this version of the app.
    pub(in crate::local) fn is_too_old(&self) -> bool {
        self.status == 426
    }

    /// Reads the answer.
    pub(in crate::local) fn read<T: Record>(&self) -> Result<T, Trouble> {
        if !self.is_done() {
            return Err(self.trouble());
        }
        // 204 has no body: it reads as `()` and as `Option`.
        let body = if self.body.is_empty() { "null" } else { &self.body };
        record::from_text(body).ok_or_else(Trouble::not_understood)
    }

    /// The problem it tells of.
    pub(in crate::local) fn trouble(&self) -> Trouble {
        match record::from_text::<Problem>(&self.body) {
            Some(problem) => problem.into(),
            None if self.asks_to_wait() => Trouble::offline(),
            None => Trouble::not_understood(),
        }
    }
}
