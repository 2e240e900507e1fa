use wire::recoveries::{RecoveryPost, RecoveryView};

use super::{REASON_LENGTH, WAITING_MINUTES, open, view};
use crate::act::Act;
use crate::id;
use crate::store::StoreError;
use crate::store::accounts::RecoveryRow;
use crate::store::rows::UserRow;

/// Why no recovery was begun.
#[derive(Debug)]
pub(crate) enum BeginError {
    /// The id is not a UUIDv7, or is taken.
    Id,
    /// There is no reason, or it is too long.
    Reason,
    /// Nobody begins one's own.
    Myself,
    /// The person has never signed in: an invitation is what is needed.
    NeverSignedIn,
    /// One is under way.
    Open,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for BeginError {
    fn from(error: StoreError) -> BeginError {
        BeginError::Store(error)
    }
}

/// Begins the recovery of this user.
pub(crate) fn begin(
    act: &mut Act<'_>,
    user: &UserRow,
    post: &RecoveryPost,
) -> Result<RecoveryView, BeginError> {
    if !id::is_v7(&post.id) || act.tx.recovery(&post.id)?.is_some() {
        return Err(BeginError::Id);
    }
    if post.reason.trim().is_empty() || post.reason.chars().count() > REASON_LENGTH {
        return Err(BeginError::Reason);
    }
    if user.id == act.actor.user_id {
        return Err(BeginError::Myself);
    }
    if user.signed_in_at.is_none() {
        return Err(BeginError::NeverSignedIn);
    }
    if open(act.tx, &user.id, act.now)?.is_some() {
        return Err(BeginError::Open);
    }
    let row = RecoveryRow {
        id: post.id.clone(),
        user_id: user.id.clone(),
        place: user.place(),
        reason: post.reason.clone(),
        begun_by: act.actor.user_id.clone(),
        begun_at: act.now.text(),
        approved_by: None,
        cancelled_at: None,
        used_at: None,
        expires_at: act.now.minutes_later(WAITING_MINUTES).text(),
    };
    act.tx.put_recovery(&row)?;
    act.audit("recovery.begin", &format!("{} {}", row.id, row.user_id), Vec::new())?;
    Ok(view(act.tx, &row, act.now)?)
}
