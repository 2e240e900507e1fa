use axum::response::Response;
use wire::passkeys::{InvitationBegun, InvitationUse, PasskeyPost};
use wire::users::AccountState;

use super::call::{Call, answer};
use super::codes::Code;
use super::passkeys::name;
use super::problem::Problem;
use super::sign_in::{locked, open, terminal_name};
use crate::act::Place;
use crate::moment::Moment;
use crate::passkeys::{self, Ceremony, Fault};
use crate::store::accounts::{InvitationRow, RecoveryRow};
use crate::store::rows::UserRow;
use crate::store::{Rows, Stored, Tx};
use crate::terminals::Code as OneTime;

/// `POST /invitations/begin`: whose the code is, at the place of this terminal.
pub(super) async fn begin(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<InvitationUse>()?, call.seat()?, (call.app.clock)());
    let here = terminal_name(&seat);
    locked(&call, &[&here], now)?;
    let place = call.terminal()?.place.clone();
    let code = OneTime::read(&post.code);
    let found = match code {
        None => None,
        Some(code) => {
            call.read(move |rows| {
                let found = usable(rows, &code.hash(), &place, now)?;
                let found = found.filter(|(invitation, _)| code.has_hash(&invitation.hash));
                let Some((invitation, user)) = found else { return Ok(None) };
                let replaces = invitation.recovery_id.is_some();
                let existing = if replaces { Vec::new() } else { rows.passkeys(&user.id)? };
                let place_name = place_name(rows, &place)?;
                Ok(Some((invitation, user, existing, place_name)))
            })
            .await?
        }
    };
    let Some((invitation, user, existing, place_name)) = found else {
        call.app.passkeys.attempts.failed(&[&here], now);
        return Err(Problem::from(Code::InvitationUnknown).about(""));
    };
    call.app.passkeys.attempts.succeeded(&[&here]);
    let (options, state) = passkeys::begin_registration(&call.app.passkeys, &user, &existing)?;
    let ceremony = Ceremony::Invitation { hash: invitation.hash, user_id: user.id, state };
    let begun = call.app.passkeys.ceremonies.begin((call.app.ids)(), seat, ceremony, now);
    answer(&InvitationBegun {
        id: begun.id,
        options,
        expires_at: begun.until.text(),
        name: user.name,
        place_name,
        replaces: invitation.recovery_id.is_some(),
    })
}

/// `POST /invitations`: the first passkey. The code is used up with it.
pub(super) async fn finish(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<PasskeyPost>()?, call.seat()?, (call.app.clock)());
    let name = name(&post.name)?;
    let ceremony = call.app.passkeys.ceremonies.take(&post.id, &seat, now)?;
    let Ceremony::Invitation { hash, user_id, state } = ceremony else {
        return Err(Fault::Ceremony.into());
    };
    call.unregistered(&post.credential).await?;
    let row = passkeys::finish_registration(
        &call.app.passkeys,
        &state,
        &post.credential,
        ((call.app.ids)(), &user_id, name),
        now,
    )?;
    let place = call.terminal()?.place.clone();
    let taken = row.credential_id.clone();
    open(&call, user_id, "invitation.use", move |tx| {
        if tx.passkey_with(&taken)?.is_some() {
            return Err(Problem::from(Fault::Exists));
        }
        let ended = use_up(tx, &hash, &place, now)?.ok_or(Code::InvitationUnknown)?;
        tx.put_passkey(&row)?;
        Ok(ended)
    })
    .await
}

/// The invitation of this code, if it can be used here now, and whose it is.
fn usable(
    rows: &dyn Rows,
    hash: &str,
    place: &Place,
    now: Moment,
) -> Stored<Option<(InvitationRow, UserRow)>> {
    let Some(invitation) = rows.invitation_with(hash)?.filter(|row| row.expires_at > now.text()) else {
        return Ok(None);
    };
    let user = rows.user_at(place, &invitation.user_id)?.filter(|user| user.state == AccountState::Active);
    if let Some(id) = &invitation.recovery_id
        && !rows.recovery(id)?.is_some_and(|row| row.is_open(now))
    {
        return Ok(None);
    }
    Ok(user.map(|user| (invitation, user)))
}

/// Uses a code up. A recovery takes the earlier passkeys and sessions away; their sessions' ids are given back.
fn use_up(tx: &mut dyn Tx, hash: &str, place: &Place, now: Moment) -> Stored<Option<Vec<String>>> {
    let Some((invitation, user)) = usable(tx, hash, place, now)? else { return Ok(None) };
    tx.remove_invitation(&user.id)?;
    let Some(id) = invitation.recovery_id else { return Ok(Some(Vec::new())) };
    for passkey in tx.passkeys(&user.id)? {
        tx.remove_passkey(&passkey.id)?;
    }
    if let Some(row) = tx.recovery(&id)? {
        tx.put_recovery(&RecoveryRow { used_at: Some(now.text()), ..row })?;
    }
    crate::sessions::end_all(tx, &user.id).map(Some)
}

fn place_name(rows: &dyn Rows, place: &Place) -> Stored<String> {
    Ok(match place {
        Place::Facility(id) => rows.facility(id)?.map(|row| row.name),
        Place::Insurer(insurer_no) => rows.insurer(insurer_no)?.map(|row| row.name),
        Place::Operator => Some("運用者".to_owned()),
    }
    .unwrap_or_default())
}
