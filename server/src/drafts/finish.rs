use wire::events::Event;

use crate::act::Act;
use crate::store::Stored;
use crate::store::rows::DraftRow;

/// Makes a draft read-only: a letter was sent from it. A draft this server does not know yet is no obstacle.
pub(crate) fn finish(act: &mut Act<'_>, facility: &str, draft_id: &str) -> Stored<()> {
    let draft = act.tx.draft(facility, draft_id)?.filter(|draft| !draft.finished);
    let Some(draft) = draft else { return Ok(()) };
    let finished = DraftRow { finished: true, version: draft.version + 1, ..draft };
    act.tx.put_draft(&finished)?;
    let version = finished.version;
    act.tell_facility(facility, &Event::Draft { draft_id: finished.id, version })
}
