use super::view;
use crate::act::Act;
use crate::store::StoreError;
use crate::store::rows::SourceRow;

/// Why there are no bytes to give.
#[derive(Debug)]
pub(crate) enum SourceError {
    /// The actor's place has no such letter.
    Unknown,
    /// The letter was written here.
    None,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for SourceError {
    fn from(error: StoreError) -> SourceError {
        SourceError::Store(error)
    }
}

/// The bytes a program sent a letter in, exactly as they came: written down in the audit log.
pub(crate) fn source(act: &mut Act<'_>, id: &str) -> Result<SourceRow, SourceError> {
    let row = view::visible(act.tx, id, &act.actor.place)?.ok_or(SourceError::Unknown)?;
    let source = act.tx.source(&row.id)?.ok_or(SourceError::None)?;
    act.audit("letter.export", id, vec![row.seen()])?;
    Ok(source)
}
