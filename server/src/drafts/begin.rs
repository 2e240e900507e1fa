use letters::json::{ReadError, from_value};
use sync::{FewSet, Shared, State};
use wire::drafts::{DraftPost, DraftView};
use wire::events::Event;

use super::{Content, view};
use crate::act::Act;
use crate::id;
use crate::store::rows::DraftRow;
use crate::store::{Owner, StoreError};

/// Why a draft was not begun.
#[derive(Debug)]
pub(crate) enum BeginError {
    /// The id is not a UUIDv7.
    Id,
    /// The clinic has no such request.
    UnknownRequest,
    /// The clinic has sent no such letter.
    UnknownReplaced,
    /// The letter is not one.
    Letter(ReadError),
    /// A path in `copied` names no cell.
    Copied(String),
    /// A draft has this id, or the request has an unfinished one: go on with that one.
    Exists(String),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for BeginError {
    fn from(error: StoreError) -> BeginError {
        BeginError::Store(error)
    }
}

/// Begins a draft of the actor's clinic.
pub(crate) fn begin(act: &mut Act<'_>, facility: &str, post: &DraftPost) -> Result<DraftView, BeginError> {
    if !id::is_v7(&post.id) {
        return Err(BeginError::Id);
    }
    if let Some(draft) = act.tx.draft(facility, &post.id)? {
        return Err(BeginError::Exists(draft.id));
    }
    if act.tx.has_draft(&post.id)? {
        // An id that another clinic has used is only said to be malformed: it never learns of that clinic.
        return Err(BeginError::Id);
    }
    if let Some(request) = &post.request_id {
        let request = act.tx.request(Owner::Facility(facility), request)?;
        let request = request.ok_or(BeginError::UnknownRequest)?;
        if let Some(draft) = act.tx.open_draft(&request.id)? {
            return Err(BeginError::Exists(draft.id));
        }
    }
    if let Some(replaced) = &post.replaces {
        let replaced = act.tx.letter(Owner::Facility(facility), replaced)?;
        replaced.ok_or(BeginError::UnknownReplaced)?;
    }
    let mut state = State::new(from_value(&post.letter).map_err(BeginError::Letter)?);
    state.copied = post
        .copied
        .iter()
        .map(|path| wire::drafts::cell(path).map_err(|_| path.clone()))
        .collect::<Result<FewSet<_>, _>>()
        .map_err(BeginError::Copied)?;
    let draft = DraftRow {
        id: post.id.clone(),
        facility_id: facility.to_owned(),
        request_id: post.request_id.clone(),
        replaces: post.replaces.clone(),
        version: 1,
        // A letter written offline can arrive before the draft it was frozen from.
        finished: act.tx.letter_from(facility, &post.id)?.is_some(),
        changed_at: act.now.text(),
        changed_by: act.actor.user_id.clone(),
        content: Content::of(&Shared::new(state)),
    };
    act.tx.put_draft(&draft)?;
    let people = view::people(act.tx, &draft)?;
    act.audit("draft.begin", &draft.id, people)?;
    act.tell_facility(facility, &Event::Draft { draft_id: draft.id.clone(), version: 1 })?;
    if let Some(request_id) = draft.request_id.clone() {
        act.tell_facility(facility, &Event::Request { request_id })?;
    }
    Ok(view::draft(act.tx, &draft, Vec::new())?)
}
