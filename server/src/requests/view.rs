use wire::letters::LetterState;
use wire::requests::{RequestState, RequestView};

use crate::act::Place;
use crate::store::rows::{DraftRow, LetterRow, RequestRow};
use crate::store::{Rows, Stored};

/// The request if this place may see it: its own clinic, or the insurer that posted it.
pub(super) fn visible(rows: &dyn Rows, id: &str, place: &Place) -> Stored<Option<RequestRow>> {
    let Some(owner) = place.owner() else { return Ok(None) };
    rows.request(owner, id)
}

/// A request as this place sees it. An insurer sees nothing of a clinic's drafts and papers.
pub(super) fn request(rows: &dyn Rows, row: &RequestRow, place: &Place) -> Stored<RequestView> {
    let clinic = matches!(place, Place::Facility(_));
    let draft = if clinic { rows.open_draft(&row.id)? } else { None };
    let letter = rows.newest_letter(&row.application_id, &row.facility_id)?;
    let previous = match clinic {
        true => rows.previous_letter(&row.person_id, &row.facility_id, &row.application_id)?,
        false => None,
    };
    let insurer = rows.insurer(&row.request.insurer_no)?;
    Ok(RequestView {
        id: row.id.clone(),
        origin: row.origin,
        state: state(row, draft.as_ref(), letter.as_ref()),
        request: row.request.clone(),
        typed: row.typed.clone().filter(|_| clinic),
        paper_sent_on: row.paper_sent_on.clone().filter(|_| clinic),
        insurer_name: insurer.map(|insurer| insurer.name).unwrap_or_default(),
        facility_id: row.facility_id.clone(),
        draft_id: draft.map(|draft| draft.id),
        return_text: letter.as_ref().and_then(|letter| Some(letter.returned.as_ref()?.text.clone())),
        letter_id: letter.map(|letter| letter.id),
        previous_date: previous.map(|letter| letter.entry_date),
        arrived_at: row.arrived_at.clone(),
    })
}

/// A sent letter speaks louder than a withdrawal, and a draft that waits for the doctor louder than a return.
fn state(row: &RequestRow, draft: Option<&DraftRow>, letter: Option<&LetterRow>) -> RequestState {
    let waits = draft.is_some_and(DraftRow::waits);
    match letter.map(|letter| letter.state) {
        Some(LetterState::Returned) if waits => RequestState::Waiting,
        Some(LetterState::Returned) => RequestState::Returned,
        Some(LetterState::Accepted) => RequestState::Accepted,
        Some(LetterState::Sent) => RequestState::Sent,
        _ if row.paper_sent_on.is_some() => RequestState::SentOnPaper,
        _ if row.withdrawn_at.is_some() => RequestState::Withdrawn,
        _ if waits => RequestState::Waiting,
        _ if draft.is_some() => RequestState::Drafting,
        _ => RequestState::Open,
    }
}
