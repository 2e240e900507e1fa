use letters::orca::{self, Charset, Options, Timestamp, WriteError};
use letters::{fhir, nintei};

use super::view;
use crate::act::Act;
use crate::store::StoreError;

/// A format that a letter is given out in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    /// ORCA CSV 1.2.
    Orca(Charset),
    /// The opinion items of 認定ソフト 09B.
    Nintei(Charset),
    /// FHIR R4.
    Fhir,
}

/// Why a letter was not written as a file.
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

/// A letter as a file that leaves the product: written down in the audit log.
pub(crate) fn export(act: &mut Act<'_>, id: &str, to: Export) -> Result<Vec<u8>, ExportError> {
    let row = view::visible(act.tx, id, &act.actor.place)?.ok_or(ExportError::Unknown)?;
    let letter = letters::json::read(&row.bytes).map_err(|error| StoreError(error.code().to_owned()))?;
    let (day, [hour, minute, second]) = (act.now.date().day(), act.now.time());
    let timestamp = Timestamp { day, hour, minute, second };
    let written = match to {
        Export::Orca(charset) => {
            let options = Options { charset, software: "Ikensho".to_owned(), timestamp };
            orca::write(&[&letter], &options).map(|written| written.bytes)
        }
        Export::Nintei(charset) => nintei::write(&[&letter], charset).map(|written| written.bytes),
        Export::Fhir => Ok(fhir::write(&letter).text.into_bytes()),
    };
    let bytes = written.map_err(ExportError::Characters)?;
    act.audit("letter.export", id, vec![row.seen()])?;
    Ok(bytes)
}
