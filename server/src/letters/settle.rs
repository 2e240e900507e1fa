use wire::events::Event;
use wire::letters::{LetterLine, LetterState, ReturnReason};

use super::view;
use crate::act::Act;
use crate::store::rows::LetterRow;
use crate::store::{Owner, StoreError};

/// Why a letter was neither accepted nor returned.
#[derive(Debug)]
pub(crate) enum SettleError {
    /// The insurer has no such letter.
    Unknown,
    /// It has changed since the caller looked.
    Changed,
    /// It has been accepted or returned already.
    Settled,
    /// A newer version took its place.
    Superseded,
    /// The code of the return is none, or its text is empty.
    Reason,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for SettleError {
    fn from(error: StoreError) -> SettleError {
        SettleError::Store(error)
    }
}

/// Moves a sent letter of this insurer to its end: accepted, or returned with a reason.
pub(super) fn settle(
    act: &mut Act<'_>,
    insurer_no: &str,
    id: &str,
    if_match: &str,
    returned: Option<ReturnReason>,
) -> Result<LetterLine, SettleError> {
    let row = act.tx.letter(Owner::Insurer(insurer_no), id)?.ok_or(SettleError::Unknown)?;
    if row.etag() != if_match {
        return Err(SettleError::Changed);
    }
    match row.state {
        LetterState::Sent => {}
        LetterState::Superseded => return Err(SettleError::Superseded),
        LetterState::Accepted | LetterState::Returned => return Err(SettleError::Settled),
    }
    let (state, action) = match returned {
        Some(_) => (LetterState::Returned, "letter.return"),
        None => (LetterState::Accepted, "letter.accept"),
    };
    let row = LetterRow { state, revision: row.revision + 1, returned, ..row };
    act.tx.put_letter(&row)?;
    act.audit(action, id, vec![row.seen()])?;
    let event = Event::Letter { letter_id: row.id.clone() };
    act.tell_facility(&row.facility_id, &event)?;
    act.tell_insurer(insurer_no, &event)?;
    if let Some(request_id) = row.request_id.clone() {
        let event = Event::Request { request_id };
        act.tell_facility(&row.facility_id, &event)?;
        act.tell_insurer(insurer_no, &event)?;
    }
    Ok(view::line(act.tx, &row, &act.actor.place)?)
}
