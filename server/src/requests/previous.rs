use wire::letters::PreviousLetter;

use crate::act::Act;
use crate::letters::previous_letter;
use crate::store::{Owner, Stored};

/// The newest earlier letter of the request's person that this clinic wrote itself; never another clinic's.
pub(crate) fn previous(
    act: &mut Act<'_>,
    facility: &str,
    request_id: &str,
) -> Stored<Option<PreviousLetter>> {
    let Some(row) = act.tx.request(Owner::Facility(facility), request_id)? else { return Ok(None) };
    let Some(letter) = act.tx.previous_letter(&row.person_id, facility, &row.application_id)? else {
        return Ok(None);
    };
    act.audit("letter.look", &letter.id, vec![letter.seen()])?;
    previous_letter(&letter).map(Some)
}
