use wire::page::Page;
use wire::requests::RequestView;

use super::view;
use crate::act::Act;
use crate::cursor::{self, Cursor};
use crate::store::Stored;
use crate::store::rows::RequestRow;

/// The requests the actor's place may see, earliest due first.
pub(crate) fn list(act: &mut Act<'_>, cursor: &Cursor) -> Stored<Page<RequestView>> {
    let Some(owner) = act.actor.place.owner() else { return Ok(Page { items: Vec::new(), next: None }) };
    let rows = act.tx.requests(owner, cursor.slice())?;
    let (rows, next) = cursor::cut(rows, cursor, key);
    act.audit("requests.look", act.actor.scope(), rows.iter().map(RequestRow::seen).collect())?;
    let place = &act.actor.place;
    let items = rows.iter().map(|row| view::request(act.tx, row, place)).collect::<Stored<_>>()?;
    Ok(Page { items, next })
}

fn key(row: &RequestRow) -> (&str, &str) {
    (row.request.due_date.as_deref().unwrap_or("9999-12-31"), &row.id)
}
