use axum::response::Response;
use wire::page::Page;

use super::call::{Call, answer};
use super::problem::Problem;
use crate::act::Place;
use crate::people;
use crate::store::Stored;

/// `GET /insurers`.
pub(super) async fn insurers(call: Call) -> Result<Response, Problem> {
    call.actor()?;
    let rows = call.read(|rows| rows.insurers()).await?;
    answer(&Page { items: rows.into_iter().map(people::insurer).collect(), next: None })
}

/// `GET /facilities`: every clinic for an insurer, the own one for a clinic.
pub(super) async fn facilities(call: Call) -> Result<Response, Problem> {
    let place = call.actor()?.place;
    let items = call
        .read(move |rows| {
            let facilities = match &place {
                Place::Facility(id) => rows.facility(id)?.into_iter().collect(),
                Place::Insurer(_) | Place::Operator => rows.facilities()?,
            };
            facilities.into_iter().map(|row| people::facility(rows, row)).collect::<Stored<Vec<_>>>()
        })
        .await?;
    answer(&Page { items, next: None })
}
