use wire::drafts::Confirmation;
use wire::letters::{Approval, LetterLine, LetterView};

use super::{previous_letter, view};
use crate::act::{Act, Place};
use crate::store::Stored;
use crate::store::rows::LetterRow;

/// A whole letter, if the actor's place may see it.
pub(crate) fn get(act: &mut Act<'_>, id: &str) -> Stored<Option<LetterView>> {
    let place = &act.actor.place;
    let Some(row) = view::visible(act.tx, id, place)? else { return Ok(None) };
    let previous = act.tx.previous_letter(&row.person_id, &row.facility_id, &row.application_id)?;
    // A person who moved has letters with another insurer: those are not this insurer's to see.
    let previous = previous.filter(|previous| match place {
        Place::Facility(_) => true,
        Place::Insurer(insurer_no) => previous.insurer_no == *insurer_no,
        Place::Operator => false,
    });
    act.audit("letter.look", id, vec![row.seen()])?;
    Ok(Some(LetterView {
        line: view::line(act.tx, &row, place)?,
        letter: serde_json::from_str(&row.bytes)?,
        sha256: row.sha256.clone(),
        receipt: row.receipt.clone(),
        // The doctor's signature is kept as evidence, and nobody's to read.
        approved: Approval { proof: None, ..row.approved.clone() },
        confirmations: standing(&row),
        warnings: row.warnings.clone(),
        replaces: row.replaces.clone(),
        previous: previous.as_ref().map(previous_letter).transpose()?,
        beside: beside(act, &row)?,
    }))
}

/// The confirmations that hold: what stands among the warnings was confirmed on other values, or by nobody.
fn standing(row: &LetterRow) -> Vec<Confirmation> {
    let open = |c: &&Confirmation| row.warnings.iter().all(|w| (&w.rule, &w.field) != (&c.rule, &c.field));
    row.confirmations.iter().filter(open).cloned().collect()
}

/// Letters of other facilities for the same application; neither of the clinics learns of the other.
fn beside(act: &Act<'_>, row: &LetterRow) -> Stored<Vec<LetterLine>> {
    let place = &act.actor.place;
    if matches!(place, Place::Facility(_)) {
        return Ok(Vec::new());
    }
    let others = act.tx.newest_letters(&row.application_id)?;
    let others = others.iter().filter(|other| other.facility_id != row.facility_id);
    others.map(|other| view::line(act.tx, other, place)).collect()
}
