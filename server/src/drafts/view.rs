use std::collections::BTreeMap;
use sync::FewSet;

use wire::drafts::{About, DraftView};

use crate::audit::Seen;
use crate::store::rows::{DraftRow, LetterRow, RequestRow};
use crate::store::{Owner, Rows, Stored};

/// A draft as its clinic sees it. `held` are the ids of the answered batch.
pub(super) fn draft(rows: &dyn Rows, draft: &DraftRow, held: Vec<String>) -> Stored<DraftView> {
    let shared = draft.content.shared(draft.version, FewSet::new())?;
    let users = rows.users_of(&draft.facility_id)?;
    let names: BTreeMap<&str, &str> = users.iter().map(|user| (&*user.id, &*user.name)).collect();
    let name = |id: &str| names.get(id).copied().unwrap_or_default().to_owned();
    let about = About {
        id: draft.id.clone(),
        request_id: draft.request_id.clone(),
        replaces: draft.replaces.clone(),
        finished: draft.finished,
        held,
        changed_at: draft.changed_at.clone(),
        changed_by: name(&draft.changed_by),
    };
    Ok(DraftView::of(&shared, about, name))
}

/// Whom a draft is about, for the audit log. One that hangs on no request and replaces no letter names nobody yet.
pub(crate) fn people(rows: &dyn Rows, draft: &DraftRow) -> Stored<Vec<Seen>> {
    let owner = Owner::Facility(&draft.facility_id);
    if let Some(id) = &draft.request_id {
        return Ok(rows.request(owner, id)?.iter().map(RequestRow::seen).collect());
    }
    let Some(id) = &draft.replaces else { return Ok(Vec::new()) };
    Ok(rows.letter(owner, id)?.iter().map(LetterRow::seen).collect())
}
