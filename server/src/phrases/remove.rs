use wire::events::Event;
use wire::phrases::Scope;

use crate::act::Act;
use crate::store::Stored;

/// Removes a phrase of the clinic or of the user; whether there was one.
pub(crate) fn remove(act: &mut Act<'_>, facility: &str, id: &str) -> Stored<bool> {
    let Some(row) = act.tx.phrase(facility, id)? else { return Ok(false) };
    if row.phrase.scope == Scope::Personal && row.user_id != act.actor.user_id {
        return Ok(false);
    }
    act.tx.remove_phrase(id)?;
    act.audit("phrase.remove", id, Vec::new())?;
    act.tell_facility(facility, &Event::Phrases)?;
    Ok(true)
}
