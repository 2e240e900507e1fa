use super::Doer;
use crate::moment::Moment;
use crate::store::rows::TerminalRow;
use crate::store::{Stored, Tx};

/// Takes a terminal's certificate back. One that was taken back before keeps its first instant.
pub(crate) fn revoke(tx: &mut dyn Tx, now: Moment, by: &Doer, row: TerminalRow) -> Stored<TerminalRow> {
    if row.revoked_at.is_some() {
        return Ok(row);
    }
    let row = TerminalRow { revoked_at: Some(now.text()), ..row };
    tx.put_terminal(&row)?;
    by.note(tx, now, "terminal.revoke", &row.id)?;
    Ok(row)
}
