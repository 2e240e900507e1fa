use subtle::ConstantTimeEq;
use wire::users::AccountState;

use super::{IDLE_MINUTES, Token};
use crate::moment::Moment;
use crate::store::accounts::SessionRow;
use crate::store::rows::UserRow;
use crate::store::{Rows, Stored};
use crate::terminals::Terminal;

/// A session that holds, and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) session: SessionRow,
    pub(crate) user: UserRow,
    /// It was last seen more than a minute ago: what the store says is to be renewed.
    pub(crate) is_stale: bool,
}

/// Why a session does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SessionError {
    /// There is none, or it was ended.
    Unknown,
    /// Nothing was asked for too long.
    Idle,
    /// Its time is over.
    Expired,
    /// It belongs to another terminal's certificate: the cookie was carried off.
    OtherTerminal,
    /// The account is suspended, or works elsewhere now.
    Suspended,
}

/// The session a cookie names, as seen from this terminal now.
pub(crate) fn find(
    rows: &dyn Rows,
    cookie: &str,
    terminal: &Terminal,
    now: Moment,
) -> Stored<Result<Found, SessionError>> {
    let Some(token) = Token::read(cookie) else { return Ok(Err(SessionError::Unknown)) };
    let Some(session) = rows.session_with(&token.hash())? else { return Ok(Err(SessionError::Unknown)) };
    let its = terminal.fingerprint.hex();
    if !bool::from(session.fingerprint.as_bytes().ct_eq(its.as_bytes())) {
        return Ok(Err(SessionError::OtherTerminal));
    }
    let text = now.text();
    if session.expires_at <= text {
        return Ok(Err(SessionError::Expired));
    }
    if session.seen_at <= now.minutes_later(-IDLE_MINUTES).text() {
        return Ok(Err(SessionError::Idle));
    }
    let user = rows.user_at(&terminal.place, &session.user_id)?;
    let Some(user) = user.filter(|user| user.state == AccountState::Active) else {
        return Ok(Err(SessionError::Suspended));
    };
    let is_stale = session.seen_at <= now.minutes_later(-1).text();
    Ok(Ok(Found { session, user, is_stale }))
}
