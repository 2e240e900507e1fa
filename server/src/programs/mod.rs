//! Programs of a facility (route A): a certified terminal and a token bound to its certificate (RFC 8705).

mod add;
mod find;
mod revoke;
mod view;

pub(crate) use add::{AddError, add};
pub(crate) use find::{FoundProgram, TokenError, find};
pub(crate) use revoke::revoke;
pub(crate) use view::view;

/// The most characters of a program's name.
const NAME_LENGTH: usize = 40;
/// A token holds for a year, or as long as the certificate it is bound to.
const TOKEN_MINUTES: i64 = 365 * 24 * 60;
