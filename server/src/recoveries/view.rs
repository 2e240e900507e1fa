use wire::recoveries::{RecoveryState, RecoveryView};

use crate::moment::Moment;
use crate::store::accounts::RecoveryRow;
use crate::store::{Rows, Stored};

impl RecoveryRow {
    /// Where it stands now.
    pub(super) fn state(&self, now: Moment) -> RecoveryState {
        match self {
            RecoveryRow { used_at: Some(_), .. } => RecoveryState::Used,
            RecoveryRow { cancelled_at: Some(_), .. } => RecoveryState::Cancelled,
            RecoveryRow { expires_at, .. } if *expires_at <= now.text() => RecoveryState::Expired,
            RecoveryRow { approved_by: Some(_), .. } => RecoveryState::Approved,
            _ => RecoveryState::Waiting,
        }
    }

    /// Whether something can still come of it.
    pub(crate) fn is_open(&self, now: Moment) -> bool {
        matches!(self.state(now), RecoveryState::Waiting | RecoveryState::Approved)
    }
}

/// A recovery as administrators see it.
pub(crate) fn view(rows: &dyn Rows, row: &RecoveryRow, now: Moment) -> Stored<RecoveryView> {
    let name = |id: &str| Stored::Ok(rows.user(id)?.map(|user| user.name).unwrap_or_default());
    Ok(RecoveryView {
        id: row.id.clone(),
        user_id: row.user_id.clone(),
        name: name(&row.user_id)?,
        state: row.state(now),
        begun_by: name(&row.begun_by)?,
        begun_at: row.begun_at.clone(),
        reason: row.reason.clone(),
        approved_by: row.approved_by.as_deref().map(name).transpose()?,
        expires_at: row.expires_at.clone(),
    })
}

/// The recovery of this user that is under way.
pub(crate) fn open(rows: &dyn Rows, user_id: &str, now: Moment) -> Stored<Option<RecoveryRow>> {
    Ok(rows.recoveries_of(user_id)?.into_iter().find(|row| row.is_open(now)))
}
