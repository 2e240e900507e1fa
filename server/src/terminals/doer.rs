use super::Terminal;
use crate::act::{Act, Actor, Place, recipient};
use crate::audit::{self, Entry};
use crate::moment::Moment;
use crate::store::{Stored, Tx};

/// Who does something to a terminal, as the audit log says it.
#[derive(Debug, Clone)]
pub(crate) struct Doer {
    /// User id, `operator` or `server`.
    pub(crate) who: String,
    place: String,
    terminal: String,
    because: String,
}

impl Doer {
    /// A person at work.
    pub(crate) fn person(act: &Act<'_>) -> Doer {
        Doer {
            who: act.actor.user_id.clone(),
            place: recipient(&act.actor.place),
            terminal: act.cause.terminal.clone(),
            because: act.cause.because.clone(),
        }
    }

    /// The operator, with a command on the server's own machine.
    pub(crate) fn operator() -> Doer {
        Doer {
            who: "operator".to_owned(),
            place: recipient(&Place::Operator),
            terminal: String::new(),
            because: "admin".to_owned(),
        }
    }

    /// A terminal by its own certificate, and whoever sits there.
    pub(crate) fn terminal(terminal: &Terminal, person: Option<&Actor>) -> Doer {
        let who = person.map_or("terminal", |person| &person.user_id);
        Doer::bearer(who, &terminal.place, &terminal.id, "own certificate")
    }

    /// Somebody whose code or certificate lets them: no person is known yet.
    pub(super) fn bearer(who: &str, place: &Place, terminal: &str, because: &str) -> Doer {
        Doer {
            who: who.to_owned(),
            place: recipient(place),
            terminal: terminal.to_owned(),
            because: because.to_owned(),
        }
    }

    /// Writes it down.
    pub(crate) fn note(&self, tx: &mut dyn Tx, at: Moment, action: &str, subject: &str) -> Stored<()> {
        let Doer { who, place, terminal, because } = self;
        let people = Vec::new();
        audit::append(tx, Entry { at, who, place, terminal, because, action, subject, refused: "", people })
    }
}
