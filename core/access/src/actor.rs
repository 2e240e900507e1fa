use crate::{Kind, Profession, Role};

/// Who asks: a place, known by the terminal, and who sits there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor<'a> {
    /// What kind of place.
    pub kind: Kind,
    /// Which: a facility's id, an insurer's number; empty without a place.
    pub place: &'a str,
    /// Who sits there.
    pub party: Party<'a>,
}

/// Who sits at a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party<'a> {
    /// Nobody has signed in.
    Nobody,
    /// A person of the place.
    Person {
        /// The user's id.
        user: &'a str,
        /// What the person does here.
        roles: &'a [Role],
        /// 職種; a role without it is enough for whatever asks for no profession.
        profession: Option<Profession>,
    },
    /// A program of the place, known by certificate and token.
    Program,
}
