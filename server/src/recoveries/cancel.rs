use wire::recoveries::RecoveryView;

use super::view;
use crate::act::Act;
use crate::store::StoreError;
use crate::store::accounts::RecoveryRow;

/// Why a recovery was not called off.
#[derive(Debug)]
pub(crate) enum CancelError {
    /// It was used or called off, or its time is over.
    Over,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for CancelError {
    fn from(error: StoreError) -> CancelError {
        CancelError::Store(error)
    }
}

/// Calls a recovery off; its code opens nothing any more.
pub(crate) fn cancel(act: &mut Act<'_>, row: RecoveryRow) -> Result<RecoveryView, CancelError> {
    if !row.is_open(act.now) {
        return Err(CancelError::Over);
    }
    let row = RecoveryRow { cancelled_at: Some(act.now.text()), ..row };
    act.tx.put_recovery(&row)?;
    act.tx.remove_invitation(&row.user_id)?;
    act.audit("recovery.cancel", &format!("{} {}", row.id, row.user_id), Vec::new())?;
    Ok(view(act.tx, &row, act.now)?)
}
