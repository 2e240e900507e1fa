use super::{AuditEvent, Seen, sha256};
use crate::moment::Moment;
use crate::store::rows::AuditRow;
use crate::store::{Stored, Tx};

/// What is to be written down; number and hash are the log's own.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) at: Moment,
    pub(crate) who: &'a str,
    pub(crate) place: &'a str,
    pub(crate) terminal: &'a str,
    pub(crate) because: &'a str,
    pub(crate) action: &'a str,
    pub(crate) subject: &'a str,
    /// The code of the problem when it was refused; empty when it was done.
    pub(crate) refused: &'a str,
    pub(crate) people: Vec<Seen>,
}

/// Appends an event behind the last one.
pub(crate) fn append(tx: &mut dyn Tx, entry: Entry<'_>) -> Stored<()> {
    let (number, previous) = tx.audit_end()?;
    let mut people = entry.people;
    people.sort_unstable();
    people.dedup();
    let event = AuditEvent {
        action: entry.action.to_owned(),
        at: entry.at.text(),
        because: entry.because.to_owned(),
        number: number + 1,
        people,
        place: entry.place.to_owned(),
        previous,
        refused: entry.refused.to_owned(),
        subject: entry.subject.to_owned(),
        terminal: entry.terminal.to_owned(),
        who: entry.who.to_owned(),
    };
    let doc = serde_json::to_string(&event)?;
    let hash = sha256(&doc);
    tx.append_audit(&AuditRow { number: event.number, place: event.place, people: event.people, doc, hash })
}
