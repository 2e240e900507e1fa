//! Refused attempts: they are written down as what was done is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::App;
use super::codes::Code;
use super::problem::Problem;
use super::rates::{Asker, Rate, Rates};
use super::visit::Visit;
use crate::act::{Actor, recipient};
use crate::audit::{self, Entry};
use crate::id;
use crate::moment::Moment;
use crate::store::{self, Tx};

/// What is written down of one terminal's refused attempts.
const TERMINAL: Rate = Rate { at_once: 100, every: Duration::from_secs(5) };
/// Of one network's without a terminal.
const STRANGER: Rate = Rate { at_once: 20, every: Duration::from_secs(60) };
/// Of all of theirs together: about 9,000 a day, whoever comes from wherever. No stranger can fill the disk.
const STRANGERS: Rate = Rate { at_once: 60, every: Duration::from_secs(10) };

/// Who tries what, as far as it is known by now.
pub(super) struct Attempt {
    pub(super) visit: Visit,
    pub(super) who: Option<Actor>,
    action: &'static str,
    /// The id in the path.
    pub(super) id: String,
    /// The matrix's reason.
    pub(super) because: String,
    /// Whether the matrix said no to somebody known.
    pub(super) is_denied: bool,
}

/// Which refused attempts are written down; those beyond are counted, and their number is written down with the next one.
#[derive(Debug)]
pub(crate) struct Refusals {
    each: Rates,
    strangers: Rates,
    /// Attempts that were not written down, since the server began.
    pub(super) unwritten: AtomicU64,
    /// Those whose number is not in the log yet.
    untold: AtomicU64,
}

impl Default for Refusals {
    fn default() -> Refusals {
        Refusals {
            each: Rates::new(TERMINAL, STRANGER),
            strangers: Rates::new(STRANGERS, STRANGERS),
            unwritten: AtomicU64::default(),
            untold: AtomicU64::default(),
        }
    }
}

impl Refusals {
    fn may_write(&self, asker: Asker, now: Moment) -> bool {
        let now = Duration::from_millis(u64::try_from(now.0).unwrap_or_default());
        let is_stranger = matches!(asker, Asker::Stranger(_));
        let may = self.each.take_at(asker, now)
            && (!is_stranger || self.strangers.take_at(Asker::stranger(None), now));
        if !may {
            self.unwritten.fetch_add(1, Ordering::Relaxed);
            self.untold.fetch_add(1, Ordering::AcqRel);
        }
        may
    }
}

impl Attempt {
    pub(super) fn new(visit: Visit, action: &'static str, id: String) -> Attempt {
        Attempt { visit, action, id, who: None, because: String::new(), is_denied: false }
    }

    /// Writes down that it was refused, if that was a refusal and no mistake, and was not written down yet.
    ///
    /// # Errors
    /// The event could not be written: that is the answer then.
    pub(super) async fn refused(self, app: &App, problem: &Problem) -> Result<(), Problem> {
        let is_hidden = problem.code.status() == 404 && !self.id.is_empty() && self.who.is_some();
        let is_refusal = is_hidden || self.is_denied || problem.is_refusal();
        let now = (app.clock)();
        if problem.is_written || !is_refusal || !app.refusals.may_write(self.visit.asker(), now) {
            return Ok(());
        }
        let terminal = self.visit.standing.known();
        let place = self.who.as_ref().map(|actor| &actor.place).or(terminal.map(|terminal| &terminal.place));
        let place = place.map(recipient).unwrap_or_default();
        let terminal = terminal.map(|terminal| terminal.id.clone()).unwrap_or_default();
        let named = problem.about.as_deref().unwrap_or_default();
        let who = self.who.map_or_else(|| named.to_owned(), |actor| actor.user_id);
        // Whatever else stands in a path may be anything.
        let subject = if id::is_v7(&self.id) { self.id } else { String::new() };
        let (action, because, code) = (self.action, self.because, problem.code);
        let untold = app.refusals.untold.swap(0, Ordering::AcqRel);
        store::write(&*app.store, move |tx| {
            if untold > 0 {
                tell(tx, now, untold)?;
            }
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

/// Writes down how many attempts were not.
fn tell(tx: &mut dyn Tx, now: Moment, count: u64) -> Result<(), Problem> {
    let entry = Entry {
        at: now,
        who: "server",
        place: "",
        terminal: "",
        because: "",
        action: "refusals.unwritten",
        subject: &count.to_string(),
        refused: Code::RateExceeded.text(),
        people: Vec::new(),
    };
    Ok(audit::append(tx, entry)?)
}

impl Problem {
    /// Whether it says that somebody may not do this, and not that something was wrong with what was sent.
    pub(super) fn is_refusal(&self) -> bool {
        let by_code =
            [Code::AttemptsLocked, Code::EnrolmentWait, Code::EnrolmentCodeUnknown, Code::EnrolmentCodeUsed];
        self.about.is_some() || matches!(self.code.status(), 401 | 403 | 421) || by_code.contains(&self.code)
    }
}
