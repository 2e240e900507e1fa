use wire::events::Event;
use wire::requests::RequestView;

use super::view;
use crate::act::Act;
use crate::store::Stored;
use crate::store::rows::RequestRow;

/// Withdraws a request of the actor's insurer, if it posted it. A letter that is sent all the same is received.
pub(crate) fn withdraw(act: &mut Act<'_>, insurer_no: &str, id: &str) -> Stored<Option<RequestView>> {
    let Some(row) = view::visible(act.tx, id, &act.actor.place)? else { return Ok(None) };
    let withdrawn_at = row.withdrawn_at.clone().or_else(|| Some(act.now.text()));
    let row = RequestRow { withdrawn_at, ..row };
    act.tx.put_request(&row)?;
    act.audit("request.withdraw", id, vec![row.seen()])?;
    let event = Event::Request { request_id: row.id.clone() };
    act.tell_facility(&row.facility_id, &event)?;
    act.tell_insurer(insurer_no, &event)?;
    view::request(act.tx, &row, &act.actor.place).map(Some)
}
