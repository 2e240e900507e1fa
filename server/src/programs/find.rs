use subtle::ConstantTimeEq;

use crate::moment::Moment;
use crate::sessions::Token;
use crate::store::accounts::ProgramRow;
use crate::store::{Rows, Stored};
use crate::terminals::Terminal;

/// A token that holds, and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct FoundProgram {
    pub(crate) program: ProgramRow,
    /// It was last used more than a minute ago: what the store says is to be renewed.
    pub(crate) is_stale: bool,
}

/// Why a token does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// There is none like it.
    Unknown,
    /// It was taken away.
    Revoked,
    /// Its time is over.
    Expired,
    /// It is bound to another certificate: it was carried off, or the terminal's certificate was renewed.
    OtherTerminal,
}

/// The program whose token this is, as seen from this terminal now.
pub(crate) fn find(
    rows: &dyn Rows,
    token: &str,
    terminal: &Terminal,
    now: Moment,
) -> Stored<Result<FoundProgram, TokenError>> {
    let Some(token) = Token::read(token) else { return Ok(Err(TokenError::Unknown)) };
    let Some(program) = rows.program_with(&token.hash())? else { return Ok(Err(TokenError::Unknown)) };
    let its = terminal.fingerprint.hex();
    if !bool::from(program.fingerprint.as_bytes().ct_eq(its.as_bytes())) {
        return Ok(Err(TokenError::OtherTerminal));
    }
    if program.revoked_at.is_some() {
        return Ok(Err(TokenError::Revoked));
    }
    if program.expires_at <= now.text() {
        return Ok(Err(TokenError::Expired));
    }
    let minute_ago = now.minutes_later(-1).text();
    let is_stale = program.used_at.as_ref().is_none_or(|used| *used <= minute_ago);
    Ok(Ok(FoundProgram { program, is_stale }))
}
