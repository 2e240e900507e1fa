//! Refused attempts: they are written down as what was done is.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use super::App;
use super::codes::Code;
use super::problem::Problem;
use crate::act::{Actor, recipient};
use crate::audit::{self, Entry};
use crate::id;
use crate::store;
use crate::terminals::Standing;

/// Attempts by nobody in particular that are written down in a second; those beyond it are counted alone, so that no
/// stranger can fill the disk.
const A_SECOND: u64 = 10;

/// Who tries what, as far as it is known by now.
#[derive(Default)]
pub(super) struct Attempt {
    pub(super) who: Option<Actor>,
    pub(super) standing: Option<Standing>,
    pub(super) action: &'static str,
    /// The id in the path.
    pub(super) id: String,
    /// The matrix's reason.
    pub(super) because: String,
    /// Whether the matrix said no to somebody known.
    pub(super) is_denied: bool,
}

/// How many attempts by nobody came in the present second.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    second: AtomicI64,
    count: AtomicU64,
    /// Attempts that were not written down.
    pub(super) unwritten: AtomicU64,
}

impl Strangers {
    fn may_write(&self, second: i64) -> bool {
        if self.second.swap(second, Ordering::AcqRel) != second {
            self.count.store(0, Ordering::Release);
        }
        let may = self.count.fetch_add(1, Ordering::AcqRel) < A_SECOND;
        if !may {
            self.unwritten.fetch_add(1, Ordering::Relaxed);
        }
        may
    }
}

impl Attempt {
    /// Writes down that it was refused, if that was a refusal and no mistake.
    ///
    /// # Errors
    /// The event could not be written: that is the answer then.
    pub(super) async fn refused(self, app: &App, problem: &Problem) -> Result<(), Problem> {
        let is_hidden = problem.code.status() == 404 && !self.id.is_empty() && self.who.is_some();
        if !is_hidden && !self.is_denied && !problem.code.is_refusal() {
            return Ok(());
        }
        let now = (app.clock)();
        let terminal = self.standing.as_ref().and_then(|standing| standing.terminal().ok());
        if self.who.is_none() && terminal.is_none() && !app.strangers.may_write(now.0 / 1000) {
            return Ok(());
        }
        let place = self.who.as_ref().map(|actor| &actor.place).or(terminal.map(|terminal| &terminal.place));
        let place = place.map(recipient).unwrap_or_default();
        let terminal = terminal.map(|terminal| terminal.id.clone()).unwrap_or_default();
        let who = self.who.map(|actor| actor.user_id).unwrap_or_default();
        // Whatever else stands in a path may be anything.
        let subject = if id::is_v7(&self.id) { self.id } else { String::new() };
        let (action, because, code) = (self.action, self.because, problem.code);
        store::write(&*app.store, move |tx| {
            audit::append(
                tx,
                Entry {
                    at: now,
                    who: &who,
                    place: &place,
                    terminal: &terminal,
                    because: &because,
                    action,
                    subject: &subject,
                    refused: code.text(),
                    people: Vec::new(),
                },
            )
            .map_err(Problem::from)
        })
        .await
    }
}

impl Code {
    /// Whether it says that somebody may not do this, and not that something was wrong with what was sent.
    pub(super) fn is_refusal(self) -> bool {
        matches!(self.status(), 401 | 403)
    }
}
