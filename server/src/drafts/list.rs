use wire::drafts::DraftView;
use wire::page::Page;

use super::view;
use crate::act::Act;
use crate::cursor::{self, Cursor};
use crate::store::Stored;

/// The clinic's unfinished drafts, oldest first.
pub(crate) fn list(act: &mut Act<'_>, facility: &str, cursor: &Cursor) -> Stored<Page<DraftView>> {
    let rows = act.tx.drafts(facility, cursor.slice())?;
    let (rows, next) = cursor::cut(rows, cursor, |draft| (draft.id.as_str(), draft.id.as_str()));
    let mut people = Vec::new();
    for draft in &rows {
        people.append(&mut view::people(act.tx, draft)?);
    }
    act.audit("drafts.look", facility, people)?;
    let items = rows.iter().map(|draft| view::draft(act.tx, draft, Vec::new())).collect::<Stored<_>>()?;
    Ok(Page { items, next })
}
