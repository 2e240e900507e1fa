use wire::prints::{PrintPost, PrintWay};

use crate::act::Act;
use crate::drafts;
use crate::id;
use crate::letters::visible;
use crate::store::StoreError;

/// The most letters of one print.
const MOST: usize = 2000;

/// Why a print was not written down.
#[derive(Debug)]
pub(crate) enum NoteError {
    /// An id is not a UUIDv7, or there is none, or there are too many.
    Ids,
    /// The actor's place has no such letter.
    LetterUnknown,
    /// The draft is another clinic's.
    DraftUnknown,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for NoteError {
    fn from(error: StoreError) -> NoteError {
        NoteError::Store(error)
    }
}

/// Writes down each letter and draft that was printed or saved. A draft may have been printed before the server had it.
pub(crate) fn note(act: &mut Act<'_>, print: &PrintPost) -> Result<(), NoteError> {
    let ids = || print.letters.iter().chain(&print.drafts);
    if !(1..=MOST).contains(&ids().count()) || !ids().all(|id| id::is_v7(id)) {
        return Err(NoteError::Ids);
    }
    let way = match print.way {
        PrintWay::Saved => "saved",
        PrintWay::Printed => "printed",
    };
    let mut rows = Vec::new();
    for letter in &print.letters {
        let row = visible(act.tx, letter, &act.actor.place)?.ok_or(NoteError::LetterUnknown)?;
        rows.push((format!("{letter} {way}"), vec![row.seen()]));
    }
    for draft in &print.drafts {
        let facility = act.actor.facility().ok_or(NoteError::DraftUnknown)?;
        let seen = match act.tx.draft(facility, draft)? {
            Some(draft) => drafts::people(act.tx, &draft)?,
            None if act.tx.has_draft(draft)? => return Err(NoteError::DraftUnknown),
            None => Vec::new(),
        };
        rows.push((format!("{draft} draft {way}"), seen));
    }
    for (subject, seen) in rows {
        act.audit("letter.export", &subject, seen)?;
    }
    Ok(())
}
