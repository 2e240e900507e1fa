use super::{LONGEST_MINUTES, Token};
use crate::moment::Moment;
use crate::store::accounts::SessionRow;
use crate::store::rows::UserRow;
use crate::store::{Stored, Tx};
use crate::terminals::Terminal;

/// The most sessions of a person at a time; the oldest ends when there are more.
const MOST: usize = 10;

/// Begins a session of this user at this terminal. The ids of sessions that ended for it are given back.
pub(crate) fn begin(
    tx: &mut dyn Tx,
    (user, terminal): (&UserRow, &Terminal),
    (id, token): (String, &Token),
    now: Moment,
) -> Stored<Vec<String>> {
    tx.forget_sessions(&now.text())?;
    let open = tx.sessions(&user.id)?;
    let ended: Vec<String> = open.iter().rev().skip(MOST - 1).map(|row| row.id.clone()).collect();
    for id in &ended {
        tx.remove_session(&user.id, id)?;
    }
    tx.put_session(&SessionRow {
        id,
        hash: token.hash(),
        user_id: user.id.clone(),
        terminal_id: terminal.id.clone(),
        fingerprint: terminal.fingerprint.hex(),
        begun_at: now.text(),
        seen_at: now.text(),
        expires_at: now.minutes_later(LONGEST_MINUTES).text(),
    })?;
    tx.put_user(&UserRow { signed_in_at: Some(now.text()), ..user.clone() })?;
    Ok(ended)
}
