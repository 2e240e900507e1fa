use super::enrol::{organisation, terminal_row};
use super::revoke::revoke;
use super::view::RENEW_DAYS;
use super::{Doer, Kind, Terminal};
use crate::ca::{Issued, Subject};
use crate::moment::Moment;
use crate::store::rows::TerminalRow;
use crate::store::{Rows, StoreError, Stored, Tx};

/// Why a certificate is not renewed.
#[derive(Debug)]
pub(crate) enum RenewError {
    /// It is good for longer than 90 days.
    Early,
    /// Another authority issued it.
    Elsewhere,
    /// The terminal or its organisation is gone.
    Unknown,
    Store(StoreError),
}

impl From<StoreError> for RenewError {
    fn from(error: StoreError) -> RenewError {
        RenewError::Store(error)
    }
}

/// Whom the new certificate is for, if it is time.
pub(crate) fn renewal(
    rows: &dyn Rows,
    now: Moment,
    terminal: &Terminal,
    id: String,
) -> Result<Subject, RenewError> {
    if terminal.kind != Kind::Own {
        return Err(RenewError::Elsewhere);
    }
    if now < terminal.not_after.days_ago(RENEW_DAYS) {
        return Err(RenewError::Early);
    }
    let row = rows.terminal(&terminal.id)?.ok_or(RenewError::Unknown)?;
    let organisation = organisation(rows, &row.place)?.ok_or(RenewError::Unknown)?;
    Ok(Subject { id, name: row.name, place: row.place, organisation })
}

/// Keeps the new certificate. The old one is good until the new one is first seen; of several new ones the last counts.
pub(crate) fn keep_renewal(
    tx: &mut dyn Tx,
    now: Moment,
    by: &Doer,
    old: &str,
    subject: &Subject,
    issued: &Issued,
) -> Stored<TerminalRow> {
    for row in tx.terminals(Some(&subject.place))? {
        if row.renews.as_deref() == Some(old) {
            revoke(tx, now, by, row)?;
        }
    }
    let row = terminal_row(subject, issued, now, &by.who, Some(old.to_owned()));
    tx.put_terminal(&row)?;
    by.note(tx, now, "terminal.renew", &format!("{old} {}", row.id))?;
    Ok(row)
}
