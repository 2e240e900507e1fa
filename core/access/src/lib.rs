//! Who may do what: one decision, [`Matrix::may`], deny by default, driven by one table.
//!
//! The table is `data/matrix.tsv`: dated rows of action, kind of place, role, profession, relation and consent, each with
//! its source. An operator may put another in its place without a new build; what no row allows is denied.

mod action;
mod actor;
mod decision;
mod kind;
mod matrix;
mod may;
mod passphrase;
mod profession;
mod recovery_code;
mod role;
mod row;
mod subject;

pub use action::Action;
pub use actor::{Actor, Party};
pub use decision::{Because, Decision};
pub use kind::Kind;
pub use matrix::{Matrix, MatrixError};
pub use passphrase::{Strength, strength};
pub use profession::Profession;
pub use recovery_code::{read_code, write_code};
pub use role::Role;
pub use row::{Relation, Who};
pub use subject::{Insured, Subject};

/// Makes an enum of words: each variant with the word it is written by.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The word it is written by.
            pub const fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// Reads a word.
            pub fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}
pub(crate) use words;
