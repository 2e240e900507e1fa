use wire::requests::RequestView;

use super::view;
use crate::act::Act;
use crate::store::Stored;

/// One request, if the actor's place may see it.
pub(crate) fn get(act: &mut Act<'_>, id: &str) -> Stored<Option<RequestView>> {
    let Some(row) = view::visible(act.tx, id, &act.actor.place)? else { return Ok(None) };
    act.audit("request.look", id, vec![row.seen()])?;
    view::request(act.tx, &row, &act.actor.place).map(Some)
}
