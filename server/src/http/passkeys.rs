use access::{Action, Subject};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use wire::page::Page;
use wire::passkeys::{PasskeyPatch, PasskeyPost, PasskeyView};

use super::call::{Call, Giving, answer};
use super::codes::Code;
use super::problem::Problem;
use crate::act::Place;
use crate::passkeys::{self, Ceremony, Fault};
use crate::store::accounts::PasskeyRow;
use crate::store::rows::UserRow;
use crate::store::{Rows, Stored};

/// `GET /passkeys`: one's own, or with `?user=` those of somebody at the administrator's place.
pub(super) async fn list(mut call: Call) -> Result<Response, Problem> {
    let actor = call.actor()?;
    let user_id = match call.parameter("user") {
        None => actor.user_id.clone(),
        Some(id) if id == actor.user_id => actor.user_id.clone(),
        Some(id) => {
            let id = id.to_owned();
            call.account(Action::UsersLook, &id).await?.id
        }
    };
    let items = call.read(move |rows| Ok(rows.passkeys(&user_id)?.iter().map(view).collect())).await?;
    answer(&Page { items, next: None })
}

/// `POST /passkeys/begin`.
pub(super) async fn begin(call: Call) -> Result<Response, Problem> {
    let (actor, seat, now) = (call.actor()?, call.seat()?, (call.app.clock)());
    seat.session.as_ref().ok_or(Code::ProofNeedless)?;
    let (user, existing) =
        call.read(move |rows| Ok((rows.user(&actor.user_id)?, rows.passkeys(&actor.user_id)?))).await?;
    if existing.len() >= passkeys::MOST {
        return Err(Code::PasskeyLimit.into());
    }
    let user = user.ok_or(Code::UserUnknown)?;
    let (options, state) = passkeys::begin_registration(&call.app.passkeys, &user, &existing)?;
    let begun = call.app.passkeys.ceremonies.begin((call.app.ids)(), seat, Ceremony::Add(state), now);
    answer(&begun.wire(options))
}

/// `POST /passkeys`.
pub(super) async fn finish(call: Call) -> Result<Response, Problem> {
    let (post, seat, now) = (call.json::<PasskeyPost>()?, call.seat()?, (call.app.clock)());
    let (actor, name) = (call.actor()?, name(&post.name)?);
    let ceremony = call.app.passkeys.ceremonies.take(&post.id, &seat, now)?;
    let Ceremony::Add(state) = ceremony else { return Err(Fault::Ceremony.into()) };
    call.unregistered(&post.credential).await?;
    let row = passkeys::finish_registration(
        &call.app.passkeys,
        &state,
        &post.credential,
        ((call.app.ids)(), &actor.user_id, name),
        now,
    )?;
    call.once(Giving::CREATED, move |act| {
        if act.tx.passkey_with(&row.credential_id)?.is_some() {
            return Err(Problem::from(Fault::Exists));
        }
        act.tx.put_passkey(&row)?;
        act.audit("passkey.add", &row.id, Vec::new())?;
        Ok(view(&row))
    })
    .await
}

/// `PATCH /passkeys/{id}`.
pub(super) async fn rename(call: Call) -> Result<Response, Problem> {
    let (id, actor, patch) = (call.id.clone(), call.actor()?, call.json::<PasskeyPatch>()?);
    let name = name(&patch.name)?.to_owned();
    call.once(Giving::OK, move |act| {
        let row = act.tx.passkey(&id)?.filter(|row| row.user_id == actor.user_id);
        let row = PasskeyRow { name, ..row.ok_or(Code::PasskeyUnknownHere)? };
        act.tx.put_passkey(&row)?;
        act.audit("passkey.rename", &row.id, Vec::new())?;
        Ok::<_, Problem>(view(&row))
    })
    .await
}

/// `DELETE /passkeys/{id}`: one's own, but for the last one; an administrator's that of somebody who lost it.
pub(super) async fn remove(mut call: Call) -> Result<Response, Problem> {
    let (id, actor) = (call.id.clone(), call.actor()?);
    let found = call.read({
        let id = id.clone();
        move |rows| rows.passkey(&id)
    });
    let row = found.await?.ok_or(Code::PasskeyUnknownHere)?;
    let is_mine = row.user_id == actor.user_id;
    if !is_mine {
        call.account(Action::PasskeyRevoke, &row.user_id).await.map_err(|_| Code::PasskeyUnknownHere)?;
    }
    let giving = Giving { status: StatusCode::NO_CONTENT, ..Giving::OK };
    call.once(giving, move |act| {
        if is_mine && usable(act.tx, &row.user_id)? < 2 && !row.blocked {
            return Err(Problem::from(Code::PasskeyLast));
        }
        act.tx.remove_passkey(&id)?;
        act.audit(if is_mine { "passkey.remove" } else { "passkey.revoke" }, &id, Vec::new())?;
        Ok(())
    })
    .await
}

fn usable(rows: &dyn Rows, user_id: &str) -> Stored<usize> {
    Ok(rows.passkeys(user_id)?.iter().filter(|row| !row.blocked).count())
}

/// What a passkey may be called.
pub(super) fn name(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    let is_fine = !name.is_empty()
        && name.chars().count() <= passkeys::NAME_LENGTH
        && !name.chars().any(char::is_control);
    if is_fine { Ok(name) } else { Err(Problem::from(Code::PasskeyName).field("name")) }
}

fn view(row: &PasskeyRow) -> PasskeyView {
    PasskeyView {
        id: row.id.clone(),
        credential_id: row.credential_id.clone(),
        name: row.name.clone(),
        made_at: row.made_at.clone(),
        used_at: row.used_at.clone(),
        synced: row.synced,
        blocked: row.blocked,
    }
}

impl Call {
    /// Refuses an authenticator's answer that names a passkey which is registered already.
    pub(super) async fn unregistered(&self, credential: &Value) -> Result<(), Problem> {
        let named = credential.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        match self.read(move |rows| rows.passkey_with(&named)).await? {
            Some(_) => Err(Fault::Exists.into()),
            None => Ok(()),
        }
    }

    /// The account with this id, if the actor may do this to it: at the own place, or, for an operator, at any.
    pub(super) async fn account(&mut self, action: Action, id: &str) -> Result<UserRow, Problem> {
        let (id, own) = (id.to_owned(), self.actor()?.place);
        let user = self.read(move |rows| match own {
            Place::Operator => rows.user(&id),
            own => rows.user_at(&own, &id),
        });
        let user = user.await?.ok_or(Code::UserUnknown)?;
        self.allow(action, &Subject::Place(user.place().scope()))?;
        Ok(user)
    }
}
