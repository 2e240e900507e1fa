use wire::letters::LetterLine;

use crate::act::Place;
use crate::store::rows::LetterRow;
use crate::store::{Rows, Stored};

/// The letter if this place may see it: the clinic that sent it, or the insurer it was sent to.
pub(crate) fn visible(rows: &dyn Rows, id: &str, place: &Place) -> Stored<Option<LetterRow>> {
    let Some(owner) = place.owner() else { return Ok(None) };
    rows.letter(owner, id)
}

/// A letter's line as this place sees it: drafts are the clinic's alone.
pub(super) fn line(rows: &dyn Rows, row: &LetterRow, place: &Place) -> Stored<LetterLine> {
    let clinic = matches!(place, Place::Facility(_));
    let request = rows.request_for(&row.application_id, &row.facility_id)?;
    let due_date = request.as_ref().and_then(|request| request.request.due_date.clone());
    Ok(LetterLine {
        id: row.id.clone(),
        state: row.state,
        etag: row.etag(),
        version: row.version,
        receipt_no: row.receipt_no.clone(),
        received_at: row.received_at.clone(),
        pt_name: row.pt_name.clone(),
        pt_kana: row.pt_kana.clone(),
        pt_birth: row.pt_birth.clone(),
        pt_sex: row.pt_sex.clone(),
        insurer_no: row.insurer_no.clone(),
        insured_no: row.insured_no.clone(),
        apply_date: row.apply_date.clone(),
        due_date: due_date.or_else(|| row.due_date.clone()),
        clinic_name: row.clinic_name.clone(),
        dr_name: row.dr_name.clone(),
        draft_id: row.draft_id.clone().filter(|_| clinic),
        withdrawn: request.as_ref().is_some_and(|request| request.withdrawn_at.is_some()),
        request_id: request.map(|request| request.id),
        returned: row.returned.clone(),
    })
}
