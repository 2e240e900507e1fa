use wire::drafts::DraftView;

use super::view;
use crate::act::Act;
use crate::store::Stored;

/// One draft of the clinic, if it has it.
pub(crate) fn get(act: &mut Act<'_>, facility: &str, draft_id: &str) -> Stored<Option<DraftView>> {
    let Some(draft) = act.tx.draft(facility, draft_id)? else {
        return Ok(None);
    };
    let people = view::people(act.tx, &draft)?;
    act.audit("draft.look", draft_id, people)?;
    view::draft(act.tx, &draft, Vec::new()).map(Some)
}
