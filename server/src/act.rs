//! Who acts, and what an operation is given beside its values.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wire::events::Event;
use wire::people::{Kind, Profession, Role};

use crate::audit::{self, Entry, Seen};
use crate::moment::Moment;
use crate::receipt::Signer;
use crate::store::{Owner, Stored, Tx};

/// How the operator is called where places have an id.
pub(crate) const OPERATOR: &str = "operator";

/// Where ids come from.
pub(crate) type Ids = Arc<dyn Fn() -> String + Send + Sync>;

/// New UUIDv7 text.
pub(crate) fn uuid7() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The organisation a person acts for, and a terminal stands at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// A clinic, by id.
    Facility(String),
    /// An insurer, by number.
    Insurer(String),
    /// Who runs this server (運用者).
    Operator,
}

impl Place {
    /// How the place is called where places have an id.
    pub(crate) fn scope(&self) -> &str {
        match self {
            Place::Facility(id) | Place::Insurer(id) => id,
            Place::Operator => OPERATOR,
        }
    }

    /// Whose letters and requests are seen here; none for an operator, who sees no patient's.
    pub(crate) fn owner(&self) -> Option<Owner<'_>> {
        match self {
            Place::Facility(id) => Some(Owner::Facility(id)),
            Place::Insurer(insurer_no) => Some(Owner::Insurer(insurer_no)),
            Place::Operator => None,
        }
    }
}

/// Who acts: a person at work, or a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Actor {
    /// The user's id, or the program's.
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    /// 職種.
    pub(crate) profession: Option<Profession>,
    pub(crate) place: Place,
    pub(crate) kind: Kind,
    pub(crate) by: By,
}

/// How the server knows who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum By {
    /// By a session, which a passkey began; its id and its end.
    Session(String, String),
    /// By a token.
    Token,
    /// The demonstration's own pages: the host names the person.
    BuiltIn,
}

impl Actor {
    /// The actor as the matrix sees it.
    pub(crate) fn as_party(&self) -> access::Actor<'_> {
        let party = match self.by {
            By::Token => access::Party::Program,
            By::Session(..) | By::BuiltIn => {
                access::Party::Person { user: &self.user_id, roles: &self.roles, profession: self.profession }
            }
        };
        access::Actor { kind: self.kind, place: self.scope(), party }
    }

    /// The session, where a passkey began one.
    pub(crate) fn session(&self) -> Option<&str> {
        match &self.by {
            By::Session(id, _) => Some(id),
            By::Token | By::BuiltIn => None,
        }
    }

    /// The clinic the person works at.
    pub(crate) fn facility(&self) -> Option<&str> {
        match &self.place {
            Place::Facility(id) => Some(id),
            Place::Insurer(_) | Place::Operator => None,
        }
    }

    /// The insurer the person works at.
    pub(crate) fn insurer(&self) -> Option<&str> {
        match &self.place {
            Place::Insurer(insurer_no) => Some(insurer_no),
            Place::Facility(_) | Place::Operator => None,
        }
    }

    /// Whose operation ids these are.
    pub(crate) fn scope(&self) -> &str {
        self.place.scope()
    }
}

/// Through which terminal somebody acts, and why it is allowed: the audit log says both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause {
    /// The terminal's id.
    pub(crate) terminal: String,
    /// The rule that allows it.
    pub(crate) because: String,
}

/// One operation under way: the transaction, the person, the instant.
pub(crate) struct Act<'a> {
    pub(crate) tx: &'a mut dyn Tx,
    pub(crate) actor: &'a Actor,
    pub(crate) cause: &'a Cause,
    pub(crate) now: Moment,
    pub(crate) ids: &'a Ids,
    pub(crate) signer: &'a Signer,
}

impl Act<'_> {
    /// A new id.
    pub(crate) fn id(&self) -> String {
        (self.ids)()
    }

    /// Writes down who did what to what, and whom it is about. The operation fails when this fails.
    pub(crate) fn audit(&mut self, action: &str, subject: &str, people: Vec<Seen>) -> Stored<()> {
        let Cause { terminal, because } = self.cause;
        audit::append(
            self.tx,
            Entry {
                at: self.now,
                who: &self.actor.user_id,
                place: &recipient(&self.actor.place),
                terminal,
                because,
                action,
                subject,
                refused: "",
                people,
            },
        )
    }

    /// Tells a clinic.
    pub(crate) fn tell_facility(&mut self, facility_id: &str, event: &Event) -> Stored<()> {
        self.tx.append_event(&facility_recipient(facility_id), event, &self.now.text()).map(drop)
    }

    /// Tells an insurer.
    pub(crate) fn tell_insurer(&mut self, insurer_no: &str, event: &Event) -> Stored<()> {
        self.tx.append_event(&insurer_recipient(insurer_no), event, &self.now.text()).map(drop)
    }
}

/// The name of a place's sequence of events.
pub(crate) fn recipient(place: &Place) -> String {
    match place {
        Place::Facility(id) => facility_recipient(id),
        Place::Insurer(insurer_no) => insurer_recipient(insurer_no),
        Place::Operator => OPERATOR.to_owned(),
    }
}

fn facility_recipient(id: &str) -> String {
    format!("facility:{id}")
}

fn insurer_recipient(insurer_no: &str) -> String {
    format!("insurer:{insurer_no}")
}
