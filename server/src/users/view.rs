use wire::users::AccountView;

use crate::store::rows::UserRow;
use crate::store::{Rows, Stored};

/// An account as administrators see it.
pub(crate) fn view(rows: &dyn Rows, user: &UserRow) -> Stored<AccountView> {
    let passkeys = rows.passkeys(&user.id)?.len();
    Ok(AccountView {
        id: user.id.clone(),
        etag: user.etag(),
        name: user.name.clone(),
        profession: user.profession,
        roles: user.roles.clone(),
        state: user.state,
        passkeys: u32::try_from(passkeys).unwrap_or(u32::MAX),
        signed_in_at: user.signed_in_at.clone(),
        invited_until: rows.invitation_of(&user.id)?.map(|row| row.expires_at),
    })
}
