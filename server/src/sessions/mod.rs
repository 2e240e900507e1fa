//! Sessions: one person at one terminal, bound to its certificate, for a limited time.

mod begin;
mod cookie;
mod end;
mod find;
mod list;
mod token;
mod watch;

pub(crate) use begin::begin;
pub(crate) use cookie::{cleared, cookie, value};
pub(crate) use end::{end, end_all};
pub(crate) use find::{Found, SessionError, find};
pub(crate) use list::list;
pub(crate) use token::Token;
pub(crate) use watch::Watch;

/// A session ends after this many minutes in which nothing was asked of the server: as long as an access token of the
/// national platform lives.
pub(crate) const IDLE_MINUTES: i64 = 60;
/// A session ends after this many minutes, whatever is done: as long as the platform's refresh token lives (8 hours).
pub(crate) const LONGEST_MINUTES: i64 = 8 * 60;
