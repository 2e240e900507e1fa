use crate::row::Relation;
use crate::{Actor, Party};

/// What something is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// Nobody's secret.
    Open,
    /// A person's own: passkeys, sessions. The user's id.
    Person(&'a str),
    /// What belongs to one place: drafts, phrases, users, terminals. A facility's id or an insurer's number.
    Place(&'a str),
    /// A request or a letter: between a facility and the insurer it came from or goes to.
    Shared {
        /// The facility's id.
        facility: &'a str,
        /// The insurer's number; none where the insurer does not know of it (a request typed in from paper).
        insurer: Option<&'a str>,
    },
    /// What belongs to every place at once.
    Everything,
    /// An item about an insured person that is looked up.
    Insured(Insured<'a>),
}

/// What ties the actor's place to an insured person at this instant. What is not known is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Insured<'a> {
    /// The person's insurer (保険者番号).
    pub insurer: &'a str,
    /// The insurer itself sent this place a request for a letter, or confirmed one. A paper request that the clinic typed
    /// in gives the right to write and send, never to look.
    pub requested: bool,
    /// The person's identity was confirmed at this visit; it holds until this instant (Unix ms).
    pub identified_until: Option<i64>,
    /// A care office confirmed the identity and goes on serving the person.
    pub served: bool,
    /// 包括同意 given to the insurer; none when not known.
    pub consent: Option<bool>,
}

impl Subject<'_> {
    /// Whether the actor stands in this relation to it.
    pub(crate) fn is_related(&self, actor: &Actor<'_>, relation: Relation, now: i64) -> bool {
        let has_place = actor.kind.is_place();
        match (relation, self) {
            (Relation::Open, Subject::Open) => true,
            (Relation::Own, Subject::Place(place)) => has_place && *place == actor.place,
            (Relation::Own, Subject::Shared { facility, .. }) => has_place && *facility == actor.place,
            (Relation::Insured, Subject::Insured(insured)) => has_place && insured.insurer == actor.place,
            (Relation::Sent, Subject::Shared { insurer, .. }) => has_place && *insurer == Some(actor.place),
            (Relation::Myself, Subject::Person(id)) => {
                matches!(actor.party, Party::Person { user, .. } if user == *id)
            }
            (Relation::Any, Subject::Place(_) | Subject::Shared { .. } | Subject::Everything) => true,
            (Relation::Requested, Subject::Insured(insured)) => insured.requested,
            (Relation::Identified, Subject::Insured(insured)) => {
                insured.identified_until.is_some_and(|until| now < until)
            }
            (Relation::Served, Subject::Insured(insured)) => insured.served,
            _ => false,
        }
    }

    /// Whether the person has agreed, where that is asked.
    pub(crate) fn is_agreed(&self) -> bool {
        matches!(self, Subject::Insured(insured) if insured.consent == Some(true))
    }
}
