use sync::FewSet;
use wire::drafts::{DraftPatch, DraftView, NotUnderstood};
use wire::events::Event;

use super::{Content, view};
use crate::act::Act;
use crate::id;
use crate::store::StoreError;
use crate::store::rows::DraftRow;

/// Why a batch was not merged. Nothing of it was.
#[derive(Debug)]
pub(crate) enum ChangeError {
    /// The clinic has no such draft.
    Unknown,
    /// A letter was sent from it.
    Finished,
    /// The caller wants it changed only as it was at another version.
    Stale,
    /// An operation's id is not a UUIDv7.
    OperationId,
    /// An operation's author is nobody of the clinic.
    Author,
    /// An operation speaks of something the form does not have.
    NotUnderstood(NotUnderstood),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> ChangeError {
        ChangeError::Store(error)
    }
}

/// Merges a batch cell by cell. A known operation is answered, not merged again; a clash keeps both values.
pub(crate) fn change(
    act: &mut Act<'_>,
    facility: &str,
    draft_id: &str,
    if_match: Option<&str>,
    patch: &DraftPatch,
) -> Result<DraftView, ChangeError> {
    let draft = act.tx.draft(facility, draft_id)?.ok_or(ChangeError::Unknown)?;
    if if_match.is_some_and(|version| version != format!("\"{}\"", draft.version)) {
        return Err(ChangeError::Stale);
    }
    let users = act.tx.users_of(facility)?;
    let (mut batch, mut held) = (Vec::with_capacity(patch.operations.len()), FewSet::new());
    for posted in &patch.operations {
        if !id::is_v7(&posted.id) {
            return Err(ChangeError::OperationId);
        }
        if users.iter().all(|user| user.id != posted.author) {
            return Err(ChangeError::Author);
        }
        if act.tx.holds_operation(draft_id, &posted.id)? {
            held.insert(posted.id.clone());
        }
        batch.push(sync::Operation::try_from(posted).map_err(ChangeError::NotUnderstood)?);
    }
    let known = held.len();
    let mut shared = draft.content.shared(draft.version, held)?;
    shared.merge(&batch);
    let held: Vec<String> = patch.operations.iter().map(|operation| operation.id.clone()).collect();
    if shared.held.len() == known {
        return Ok(view::draft(act.tx, &draft, held)?);
    }
    if draft.finished {
        return Err(ChangeError::Finished);
    }
    for posted in &patch.operations {
        act.tx.put_operation(draft_id, shared.version, posted)?;
    }
    let changed = DraftRow {
        version: shared.version,
        changed_at: act.now.text(),
        changed_by: act.actor.user_id.clone(),
        content: Content::of(&shared),
        ..draft.clone()
    };
    act.tx.put_draft(&changed)?;
    let people = view::people(act.tx, &changed)?;
    act.audit("draft.change", draft_id, people)?;
    let version = changed.version;
    act.tell_facility(facility, &Event::Draft { draft_id: draft_id.to_owned(), version })?;
    if let Some(request_id) = changed.request_id.clone().filter(|_| changed.waits() != draft.waits()) {
        act.tell_facility(facility, &Event::Request { request_id })?;
    }
    Ok(view::draft(act.tx, &changed, held)?)
}
