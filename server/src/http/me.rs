use axum::response::Response;
use wire::people::{MeView, UserView};
use wire::recovery_keys::{RecoveryKeyState, SignedIn};
use wire::sessions::MySession;

use super::call::{Call, answer};
use super::problem::Problem;
use crate::act::{By, Place};
use crate::store::rows::UserRow;
use crate::store::{Rows, Stored};
use crate::{people, recoveries, sessions};

/// `GET /me`.
pub(super) async fn me(call: Call) -> Result<Response, Problem> {
    let actor = call.actor()?;
    let session = match actor.by {
        By::Session(id, expires_at) => Some((id, expires_at)),
        By::Token | By::BuiltIn => None,
    };
    let user = UserView { id: actor.user_id, name: actor.name, roles: actor.roles };
    answer(&view(&call, user, actor.place, session).await?)
}

/// The same for whoever has just signed in, and the facility's recovery key: the newest of the user's sessions is the one.
pub(super) async fn signed_in(call: &Call, user: UserRow) -> Result<SignedIn, Problem> {
    let (id, place) = (user.id.clone(), user.place());
    let facility = user.facility_id.clone().unwrap_or_default();
    let row = call.read(move |rows| rows.facility(&facility)).await?;
    let key = RecoveryKeyState { recovery_key: row.and_then(|row| row.recovery_key) };
    let newest = call.read(move |rows| Ok(rows.sessions(&id)?.pop())).await?;
    let session = newest.map(|row| (row.id, row.expires_at));
    let user = UserView { id: user.id, name: user.name, roles: user.roles };
    Ok(SignedIn { me: view(call, user, place, session).await?, key })
}

async fn view(
    call: &Call,
    user: UserView,
    place: Place,
    session: Option<(String, String)>,
) -> Result<MeView, Problem> {
    let (now, user_id) = ((call.app.clock)(), user.id.clone());
    let (facility, insurer, epoch, session) = call
        .read(move |rows| {
            let (facility, insurer) = match &place {
                Place::Facility(id) => (rows.facility(id)?, None),
                Place::Insurer(insurer_no) => (None, rows.insurer(insurer_no)?),
                Place::Operator => (None, None),
            };
            let facility = facility.map(|row| people::facility(rows, row)).transpose()?;
            let session = session.map(|session| my_session(rows, &user_id, session, now)).transpose()?;
            Ok((facility, insurer.map(people::insurer), rows.epoch()?, session))
        })
        .await?;
    Ok(MeView {
        user,
        facility,
        insurer,
        server_time: now.text(),
        epoch,
        build: call.app.site.build().to_owned(),
        demo: call.app.demo,
        session,
    })
}

fn my_session(
    rows: &dyn Rows,
    user_id: &str,
    (id, expires_at): (String, String),
    now: crate::moment::Moment,
) -> Stored<MySession> {
    let passkeys = rows.passkeys(user_id)?.iter().filter(|row| !row.blocked).count();
    Ok(MySession {
        id,
        expires_at,
        idle_minutes: u32::try_from(sessions::IDLE_MINUTES).unwrap_or(u32::MAX),
        passkeys: u32::try_from(passkeys).unwrap_or(u32::MAX),
        recovery_id: recoveries::open(rows, user_id, now)?.map(|row| row.id),
    })
}
