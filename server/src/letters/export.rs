use letters::orca::{Charset, Options, Timestamp, WriteError, write};

use super::view;
use crate::act::Act;
use crate::store::StoreError;

/// Why a letter was not written as CSV.
#[derive(Debug)]
pub(crate) enum ExportError {
    /// The actor's place has no such letter.
    Unknown,
    /// It has characters the code page lacks; nothing is replaced.
    Characters(WriteError),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> ExportError {
        ExportError::Store(error)
    }
}

/// A letter as ORCA CSV 1.2, the file that leaves the product: written down in the audit log.
pub(crate) fn export(act: &mut Act<'_>, id: &str, charset: Charset) -> Result<Vec<u8>, ExportError> {
    let row = view::visible(act.tx, id, &act.actor.place)?.ok_or(ExportError::Unknown)?;
    let letter = letters::json::read(&row.bytes).map_err(|error| StoreError(error.code().to_owned()))?;
    let (day, [hour, minute, second]) = (act.now.date().day(), act.now.time());
    let timestamp = Timestamp { day, hour, minute, second };
    let options = Options { charset, software: "Ikensho".to_owned(), timestamp };
    let written = write(&[&letter], &options).map_err(ExportError::Characters)?;
    act.audit("letter.export", id)?;
    Ok(written.bytes)
}
