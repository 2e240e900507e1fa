use wire::events::Event;
use wire::phrases::{Phrase, Scope};

use crate::act::Act;
use crate::id;
use crate::store::StoreError;
use crate::store::rows::PhraseRow;

/// The most characters of a phrase: more than any text of the form takes.
const LONGEST: usize = 2000;

/// Why a phrase was not kept.
#[derive(Debug)]
pub(crate) enum PutError {
    /// The id is not a UUIDv7, or somebody else's.
    Id,
    /// The item is none of the form.
    Key,
    /// The text is empty or longer than any text of the form.
    Text,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for PutError {
    fn from(error: StoreError) -> PutError {
        PutError::Store(error)
    }
}

/// Adds a phrase or changes one the user may change: the own ones and the clinic's.
pub(crate) fn put(act: &mut Act<'_>, facility: &str, phrase: &Phrase) -> Result<Phrase, PutError> {
    if !id::is_v7(&phrase.id) {
        return Err(PutError::Id);
    }
    if !phrase.key.is_empty() && letters::form::item(&phrase.key).is_none() {
        return Err(PutError::Key);
    }
    if phrase.text.trim().is_empty() || phrase.text.chars().count() > LONGEST {
        return Err(PutError::Text);
    }
    let user_id = act.actor.user_id.clone();
    let is_own = |row: &PhraseRow| row.user_id == user_id || row.phrase.scope == Scope::Clinic;
    if act.tx.has_phrase(&phrase.id)? && !act.tx.phrase(facility, &phrase.id)?.as_ref().is_some_and(is_own) {
        return Err(PutError::Id);
    }
    act.tx.put_phrase(&PhraseRow { facility_id: facility.to_owned(), user_id, phrase: phrase.clone() })?;
    act.audit("phrase.put", &phrase.id, Vec::new())?;
    act.tell_facility(facility, &Event::Phrases)?;
    Ok(phrase.clone())
}
