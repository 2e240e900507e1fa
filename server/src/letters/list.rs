use wire::letters::LetterLine;
use wire::page::Page;

use super::view;
use crate::act::Act;
use crate::cursor::{self, Cursor};
use crate::store::Stored;
use crate::store::rows::LetterRow;

/// The letters the actor's place may see, newest first.
pub(crate) fn list(act: &mut Act<'_>, cursor: &Cursor) -> Stored<Page<LetterLine>> {
    let Some(owner) = act.actor.place.owner() else { return Ok(Page { items: Vec::new(), next: None }) };
    let rows = act.tx.letters(owner, cursor.slice())?;
    let (rows, next) = cursor::cut(rows, cursor, |row| (row.received_at.as_str(), row.id.as_str()));
    act.audit("letters.look", act.actor.scope(), rows.iter().map(LetterRow::seen).collect())?;
    let place = &act.actor.place;
    let items = rows.iter().map(|row| view::line(act.tx, row, place)).collect::<Stored<_>>()?;
    Ok(Page { items, next })
}
