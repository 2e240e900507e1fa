use wire::sessions::SessionView;

use super::IDLE_MINUTES;
use crate::moment::Moment;
use crate::store::{Rows, Stored};

/// A user's sessions that still hold, oldest first.
pub(crate) fn list(
    rows: &dyn Rows,
    user_id: &str,
    current: Option<&str>,
    now: Moment,
) -> Stored<Vec<SessionView>> {
    let (text, idle) = (now.text(), now.minutes_later(-IDLE_MINUTES).text());
    let open = rows.sessions(user_id)?.into_iter().filter(|row| row.expires_at > text && row.seen_at > idle);
    open.map(|row| {
        let terminal = rows.terminal(&row.terminal_id)?;
        Ok(SessionView {
            current: current == Some(&row.id),
            terminal_name: terminal.map(|terminal| terminal.name).unwrap_or_default(),
            id: row.id,
            terminal_id: row.terminal_id,
            begun_at: row.begun_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        })
    })
    .collect()
}
