use access::Role;
use wire::users::{AccountPatch, AccountState, AccountView};

use super::{fit, is_name, kind, view};
use crate::act::Act;
use crate::sessions;
use crate::store::StoreError;
use crate::store::rows::UserRow;

/// Why an account was not changed.
#[derive(Debug)]
pub(crate) enum ChangeError {
    /// It has changed since the caller looked.
    Changed,
    /// The name is empty or too long.
    Name,
    /// The roles do not fit the place and the 職種.
    Roles,
    /// Nobody changes what oneself may do.
    Myself,
    /// Making a 管理者, or unmaking one, is the operator's.
    Appoint,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> ChangeError {
        ChangeError::Store(error)
    }
}

/// Changes an account. `may_appoint` says whether the actor may make and unmake administrators. The ids of sessions that
/// ended with it are given back.
pub(crate) fn change(
    act: &mut Act<'_>,
    user: UserRow,
    if_match: &str,
    patch: &AccountPatch,
    may_appoint: bool,
) -> Result<(AccountView, Vec<String>), ChangeError> {
    if user.etag() != if_match {
        return Err(ChangeError::Changed);
    }
    let changed = UserRow {
        name: patch.name.clone().unwrap_or_else(|| user.name.clone()),
        profession: patch.profession.or(user.profession),
        roles: patch.roles.clone().unwrap_or_else(|| user.roles.clone()),
        state: patch.state.unwrap_or(user.state),
        revision: user.revision + 1,
        ..user.clone()
    };
    let powers = |row: &UserRow| (row.profession, row.roles.clone(), row.state);
    if user.id == act.actor.user_id && powers(&changed) != powers(&user) {
        return Err(ChangeError::Myself);
    }
    let is_admin =
        |row: &UserRow| row.roles.contains(&Role::FacilityAdmin) && row.state == AccountState::Active;
    if is_admin(&changed) != is_admin(&user) && !may_appoint {
        return Err(ChangeError::Appoint);
    }
    if !is_name(&changed.name) {
        return Err(ChangeError::Name);
    }
    if patch.roles.is_some() || patch.profession.is_some() {
        let kind = kind(act.tx, &user.place())?;
        let fits = kind
            .zip(changed.profession)
            .is_some_and(|(kind, profession)| fit(&changed.roles, kind, profession));
        if !fits {
            return Err(ChangeError::Roles);
        }
    }
    let mut ended = Vec::new();
    if changed.state == AccountState::Suspended {
        ended = sessions::end_all(act.tx, &user.id)?;
        act.tx.remove_invitation(&user.id)?;
    }
    act.tx.put_user(&changed)?;
    act.audit("user.change", &user.id, Vec::new())?;
    Ok((view(act.tx, &changed)?, ended))
}
