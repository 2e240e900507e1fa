use wire::terminals::TerminalView;

use super::{Kind, Terminal};
use crate::moment::Moment;
use crate::store::rows::TerminalRow;
use crate::store::{Rows, Stored};

/// A terminal can be renewed this many days before its end.
pub(super) const RENEW_DAYS: i64 = 90;

/// The terminal that asks, as it sees itself.
pub(crate) fn view_of(rows: &dyn Rows, terminal: &Terminal) -> Stored<TerminalView> {
    let row = rows.terminal(&terminal.id)?;
    Ok(row.map_or_else(|| unregistered(terminal), |row| view(&row, Some(terminal))))
}

/// A terminal as its organisation sees it; `current` is the one that asks.
pub(crate) fn view(row: &TerminalRow, current: Option<&Terminal>) -> TerminalView {
    let renew_from = Moment::parse(&row.not_after).map(|end| end.days_ago(RENEW_DAYS).text());
    TerminalView {
        id: row.id.clone(),
        name: row.name.clone(),
        kind: row.kind,
        fingerprint: row.fingerprint.clone(),
        not_before: row.not_before.clone(),
        not_after: row.not_after.clone(),
        renew_from: renew_from.unwrap_or_default(),
        revoked_at: row.revoked_at.clone(),
        current: current.is_some_and(|current| current.id == row.id),
    }
}

/// The demonstration's page: it has no certificate, and no end.
fn unregistered(terminal: &Terminal) -> TerminalView {
    TerminalView {
        id: terminal.id.clone(),
        name: "デモの端末".to_owned(),
        kind: Kind::Demo,
        fingerprint: terminal.fingerprint.hex(),
        not_before: String::new(),
        not_after: String::new(),
        renew_from: String::new(),
        revoked_at: None,
        current: true,
    }
}
