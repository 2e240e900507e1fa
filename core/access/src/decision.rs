use core::fmt;

use ja::Date;

use crate::row::{Relation, Who};
use crate::{Action, Kind};

/// What was decided, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Whether it may be done.
    pub allowed: bool,
    /// Why, or why not. The audit log holds it.
    pub because: Because,
}

/// Why something may be done, or what was missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// This row of the matrix allows it.
    Row {
        /// What is done.
        action: Action,
        /// From which kind of place.
        kind: Kind,
        /// As whom.
        who: Who,
        /// To whose.
        relation: Relation,
    },
    /// Nobody at a place of this kind may do it.
    Kind,
    /// Others at this kind of place may, in another role.
    Role,
    /// Others in this role may, of another 職種.
    Profession,
    /// It belongs to others.
    Relation,
    /// The person's consent is missing or not known.
    Consent,
    /// Not before this day.
    From(Date),
    /// No longer since this day.
    Until(Date),
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Because::Row { action, kind, who, relation } => {
                write!(f, "{}/{}/{}/{}", action.word(), kind.word(), who.word(), relation.word())
            }
            Because::Kind => f.write_str("denied/kind"),
            Because::Role => f.write_str("denied/role"),
            Because::Profession => f.write_str("denied/profession"),
            Because::Relation => f.write_str("denied/relation"),
            Because::Consent => f.write_str("denied/consent"),
            Because::From(date) => write!(f, "denied/from {date}"),
            Because::Until(date) => write!(f, "denied/until {date}"),
        }
    }
}
