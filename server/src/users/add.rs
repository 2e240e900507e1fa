use wire::users::{AccountPost, AccountState, AccountView};

use super::{InviteError, fit, invite, is_name, kind, view};
use crate::act::{Act, Place};
use crate::id;
use crate::store::StoreError;
use crate::store::rows::UserRow;
use crate::terminals::Code;

/// Why an account was not made.
#[derive(Debug)]
pub(crate) enum AddError {
    /// The id is not a UUIDv7.
    Id,
    /// Somebody has the id.
    Exists,
    /// The name is empty or too long.
    Name,
    /// The roles do not fit the place and the 職種.
    Roles,
    /// There is no such place.
    Place,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for AddError {
    fn from(error: StoreError) -> AddError {
        AddError::Store(error)
    }
}

/// Makes an account at a place, with the invitation to its first sign-in; until when that holds.
pub(crate) fn add(
    act: &mut Act<'_>,
    place: &Place,
    post: &AccountPost,
    code: &Code,
) -> Result<(AccountView, String), AddError> {
    if !id::is_v7(&post.id) {
        return Err(AddError::Id);
    }
    if act.tx.user(&post.id)?.is_some() {
        return Err(AddError::Exists);
    }
    if !is_name(&post.name) {
        return Err(AddError::Name);
    }
    let kind = kind(act.tx, place)?.ok_or(AddError::Place)?;
    if !fit(&post.roles, kind, post.profession) {
        return Err(AddError::Roles);
    }
    let (facility_id, insurer_no) = match place {
        Place::Facility(id) => (Some(id.clone()), None),
        Place::Insurer(insurer_no) => (None, Some(insurer_no.clone())),
        Place::Operator => (None, None),
    };
    let user = UserRow {
        id: post.id.clone(),
        name: post.name.clone(),
        roles: post.roles.clone(),
        facility_id,
        insurer_no,
        profession: Some(post.profession),
        state: AccountState::Active,
        revision: 1,
        signed_in_at: None,
    };
    act.tx.put_user(&user)?;
    act.audit("user.add", &user.id, Vec::new())?;
    let until = invite(act, &user, code).map_err(|error| match error {
        // A new account has no passkey and is in use.
        InviteError::SignedIn | InviteError::Suspended => AddError::Exists,
        InviteError::Store(error) => AddError::Store(error),
    })?;
    Ok((view(act.tx, &user)?, until))
}
