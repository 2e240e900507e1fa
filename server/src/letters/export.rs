use letters::orca::{self, Charset, LetterReport, Options, Timestamp, WriteError, Written};
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

/// A letter as a file, and the keys of the items that are read back from it differently.
pub(crate) type Exported = (Vec<u8>, Vec<&'static str>);

/// A letter as a file that leaves the product: written down in the audit log.
pub(crate) fn export(act: &mut Act<'_>, id: &str, to: Export) -> Result<Exported, ExportError> {
    let row = view::visible(act.tx, id, &act.actor.place)?.ok_or(ExportError::Unknown)?;
    let letter = letters::json::read(&row.bytes).map_err(|error| StoreError(error.code().to_owned()))?;
    let (day, [hour, minute, second]) = (act.now.date().day(), act.now.time());
    let timestamp = Timestamp { day, hour, minute, second };
    let written = match to {
        Export::Orca(charset) => {
            let options = Options { charset, software: "Ikensho".to_owned(), timestamp };
            orca::write(&[&letter], &options)
        }
        Export::Nintei(charset) => nintei::write(&[&letter], charset),
        Export::Fhir => {
            let fhir::Written { text, losses } = fhir::write(&letter);
            let report = vec![LetterReport { losses, edition: None, notes: Vec::new() }];
            Ok(Written { bytes: text.into_bytes(), report })
        }
    };
    let Written { bytes, report } = written.map_err(ExportError::Characters)?;
    act.audit("letter.export", id, vec![row.seen()])?;
    let mut lost: Vec<_> =
        report.iter().flat_map(|report| &report.losses).map(|loss| loss.cell.field().of_item().key).collect();
    lost.dedup();
    Ok((bytes, lost))
}
