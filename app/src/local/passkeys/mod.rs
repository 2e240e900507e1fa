//! Passkeys as the browser has them: making one, being touched by one, and what the person reads when that fails.
//!
//! The options and answers of the server are carried over here, not by `parseRequestOptionsFromJSON` and `toJSON`: browsers
//! that lack those would need this code anyway, and `toJSON` writes the PRF's output, which must not leave the terminal.

mod answer;
mod failure;
mod options;
mod touch;

pub(super) use touch::{Touched, derivable, make, own_options, touch};
