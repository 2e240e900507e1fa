use axum::response::Response;
use wire::people::{MeView, UserView};

use super::call::{Call, answer};
use super::problem::Problem;
use crate::act::Place;
use crate::people;

/// `GET /me`.
pub(super) async fn me(call: Call) -> Result<Response, Problem> {
    let actor = call.actor()?;
    let place = actor.place.clone();
    let (facility, insurer, epoch) = call
        .read(move |rows| {
            let (facility, insurer) = match &place {
                Place::Facility(id) => (rows.facility(id)?, None),
                Place::Insurer(insurer_no) => (None, rows.insurer(insurer_no)?),
                Place::Operator => (None, None),
            };
            let facility = facility.map(|row| people::facility(rows, row)).transpose()?;
            Ok((facility, insurer.map(people::insurer), rows.epoch()?))
        })
        .await?;
    answer(&MeView {
        user: UserView { id: actor.user_id, name: actor.name, roles: actor.roles },
        facility,
        insurer,
        server_time: (call.app.clock)().text(),
        epoch,
        build: call.app.site.build().to_owned(),
        demo: call.app.demo,
    })
}
