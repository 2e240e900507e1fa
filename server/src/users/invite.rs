use wire::users::AccountState;

use crate::act::Act;
use crate::store::StoreError;
use crate::store::accounts::InvitationRow;
use crate::store::rows::UserRow;
use crate::terminals::Code;

/// An invitation holds for three days.
const INVITATION_MINUTES: i64 = 3 * 24 * 60;

/// Why nobody was invited.
#[derive(Debug)]
pub(crate) enum InviteError {
    /// The person has signed in before: whoever lost every passkey needs a recovery, by two. Otherwise one administrator
    /// could take the passkeys of an account away and the account with a new code.
    SignedIn,
    /// The account is suspended.
    Suspended,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> InviteError {
        InviteError::Store(error)
    }
}

/// Invites somebody without a passkey, in place of any earlier invitation; until when the code can be used.
pub(crate) fn invite(act: &mut Act<'_>, user: &UserRow, code: &Code) -> Result<String, InviteError> {
    if user.state != AccountState::Active {
        return Err(InviteError::Suspended);
    }
    if user.signed_in_at.is_some() || !act.tx.passkeys(&user.id)?.is_empty() {
        return Err(InviteError::SignedIn);
    }
    let expires_at = act.now.minutes_later(INVITATION_MINUTES).text();
    act.tx.put_invitation(&InvitationRow {
        hash: code.hash(),
        user_id: user.id.clone(),
        recovery_id: None,
        made_by: act.actor.user_id.clone(),
        made_at: act.now.text(),
        expires_at: expires_at.clone(),
    })?;
    act.audit("user.invite", &user.id, Vec::new())?;
    Ok(expires_at)
}
