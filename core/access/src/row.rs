use ja::Date;

use crate::{Kind, Party, Profession, Role, words};

words! {
    /// How the actor has to stand to what something is done to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    Relation {
        /// It is nobody's secret.
        Open = "open",
        /// It is the person's own.
        Myself = "self",
        /// It belongs to the actor's place.
        Own = "own",
        /// It came from the actor's insurer, or was sent to it.
        Sent = "sent",
        /// It may be any place's.
        Any = "any",
        /// The person is insured by the actor's insurer.
        Insured = "insured",
        /// The insurer itself asked this place for a letter about the person.
        Requested = "requested",
        /// The person's identity was confirmed at this visit.
        Identified = "identified",
        /// A care office serves the person.
        Served = "served",
    }
}

/// Whom a row speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// A person in this role.
    Role(Role),
    /// A person in any role.
    Person,
    /// A program.
    Program,
    /// Whoever sits at a certified terminal.
    Terminal,
    /// Whoever it is.
    Anyone,
}

impl Who {
    /// The word it is written by.
    pub fn word(self) -> &'static str {
        match self {
            Who::Role(role) => role.word(),
            Who::Person => "person",
            Who::Program => "program",
            Who::Terminal => "terminal",
            Who::Anyone => "anyone",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Who> {
        match word {
            "person" => Some(Who::Person),
            "program" => Some(Who::Program),
            "terminal" => Some(Who::Terminal),
            "anyone" => Some(Who::Anyone),
            word => Role::parse(word).map(Who::Role),
        }
    }

    pub(crate) fn is(self, kind: Kind, party: Party<'_>) -> bool {
        match self {
            Who::Role(role) => matches!(party, Party::Person { roles, .. } if roles.contains(&role)),
            Who::Person => matches!(party, Party::Person { .. }),
            Who::Program => party == Party::Program,
            Who::Terminal => kind.is_place(),
            Who::Anyone => true,
        }
    }
}

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) who: Vec<Who>,
    /// Every one, when it is empty.
    pub(crate) professions: Vec<Profession>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) consent: bool,
    /// The first day it holds.
    pub(crate) from: Option<Date>,
    /// The first day it no longer holds.
    pub(crate) until: Option<Date>,
}
