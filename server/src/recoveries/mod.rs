//! Recovery of somebody who lost every passkey: two others agree, never the person alone, within a time.

mod approve;
mod begin;
mod cancel;
mod view;

pub(crate) use approve::{ApproveError, approve};
pub(crate) use begin::{BeginError, begin};
pub(crate) use cancel::{CancelError, cancel};
pub(crate) use view::{open, view};

use access::Role;
use wire::users::AccountState;

use crate::store::{Rows, Stored};

/// A second one has to agree within three days.
const WAITING_MINUTES: i64 = 3 * 24 * 60;
/// The code of a recovery holds for a day.
const CODE_MINUTES: i64 = 24 * 60;
/// The most characters of a reason.
const REASON_LENGTH: usize = 200;

/// Whether this user is one of those whose consent counts: 管理者 or 運用者, with an account in use.
fn counts(rows: &dyn Rows, user_id: &str) -> Stored<bool> {
    let user = rows.user(user_id)?.filter(|user| user.state == AccountState::Active);
    let is_one = |role: &Role| matches!(role, Role::FacilityAdmin | Role::Operator);
    Ok(user.is_some_and(|user| user.roles.iter().any(is_one)))
}
