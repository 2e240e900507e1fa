use serde::{Deserialize, Serialize};

/// One event. Its fields stand in the order of RFC 8785, so that its JSON is canonical as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditEvent {
    /// What was done, e.g. `letter.accept`.
    pub(crate) action: String,
    /// The server's clock, RFC 3339 in UTC.
    pub(crate) at: String,
    /// Why it was allowed, or not.
    pub(crate) because: String,
    /// Its place in the chain, from 1 without a gap.
    pub(crate) number: u64,
    /// The insured persons it is about.
    pub(crate) people: Vec<Seen>,
    /// The organisation that acted, as [`crate::act::recipient`] writes it; empty when nobody knows.
    pub(crate) place: String,
    /// Hash of the event before, empty for the first.
    pub(crate) previous: String,
    /// The code of the problem when it was refused; empty when it was done.
    pub(crate) refused: String,
    /// Ids of what it was done to.
    pub(crate) subject: String,
    /// The terminal; empty for the server's own doings.
    pub(crate) terminal: String,
    /// User id, or `server`; empty when nobody knows.
    pub(crate) who: String,
}

/// An insured person in an event, and for which insurer's matter: an insurer learns of its own alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// 保険者番号.
    pub(crate) insurer_no: String,
    /// The person's id.
    pub(crate) person_id: String,
}

impl Seen {
    pub(crate) fn new(person_id: &str, insurer_no: &str) -> Seen {
        Seen { insurer_no: insurer_no.to_owned(), person_id: person_id.to_owned() }
    }
}
