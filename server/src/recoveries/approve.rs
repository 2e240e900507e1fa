use wire::recoveries::{RecoveryState, RecoveryView};

use super::{CODE_MINUTES, counts, view};
use crate::act::Act;
use crate::store::StoreError;
use crate::store::accounts::{InvitationRow, RecoveryRow};
use crate::terminals::Code;

/// Why a recovery was not agreed to.
#[derive(Debug)]
pub(crate) enum ApproveError {
    /// Nobody agrees to one's own.
    Myself,
    /// Whoever began it cannot be the second one.
    Second,
    /// Whoever began it is no administrator any more.
    First,
    /// It was agreed to, used or called off, or its time is over.
    Over,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for ApproveError {
    fn from(error: StoreError) -> ApproveError {
        ApproveError::Store(error)
    }
}

/// The second one agrees: the code lets the person make a new passkey, once, within a day.
pub(crate) fn approve(
    act: &mut Act<'_>,
    row: RecoveryRow,
    code: &Code,
) -> Result<RecoveryView, ApproveError> {
    let me = &act.actor.user_id;
    if row.state(act.now) != RecoveryState::Waiting {
        return Err(ApproveError::Over);
    }
    if row.user_id == *me {
        return Err(ApproveError::Myself);
    }
    if row.begun_by == *me {
        return Err(ApproveError::Second);
    }
    if !counts(act.tx, &row.begun_by)? {
        return Err(ApproveError::First);
    }
    let row = RecoveryRow {
        approved_by: Some(me.clone()),
        expires_at: act.now.minutes_later(CODE_MINUTES).text(),
        ..row
    };
    act.tx.put_recovery(&row)?;
    act.tx.put_invitation(&InvitationRow {
        hash: code.hash(),
        user_id: row.user_id.clone(),
        recovery_id: Some(row.id.clone()),
        made_by: me.clone(),
        made_at: act.now.text(),
        expires_at: row.expires_at.clone(),
    })?;
    act.audit("recovery.approve", &format!("{} {}", row.id, row.user_id), Vec::new())?;
    Ok(view(act.tx, &row, act.now)?)
}
