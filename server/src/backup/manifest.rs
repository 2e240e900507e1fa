use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wire::letters::ReceiptKey;

use super::BackupError;
use crate::receipt::{self, Signer};

/// Its name in the archive, and its place: the first.
pub(super) const FILE: &str = "manifest.json";
/// What stands before the text that is signed, so that no manifest is ever taken for a receipt.
const DOMAIN: &str = "ikensho backup\n";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) made_at: String,
    /// Version of the program that made it.
    pub(super) version: String,
    pub(super) epoch: u32,
    /// Number and hash of the last audit event.
    pub(super) audit: (u64, String),
    /// Rows of each table.
    pub(super) tables: BTreeMap<String, u64>,
    /// SHA-256 of each file, by its path in the data folder.
    pub(super) files: BTreeMap<String, String>,
}

/// The manifest as it stands in the archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    /// The JSON of a [`Manifest`]; exactly these bytes are signed.
    body: String,
    pub(super) key: ReceiptKey,
    signature: String,
}

impl Signed {
    pub(super) fn new(manifest: &Manifest, signer: &Signer) -> Result<Signed, BackupError> {
        let body = serde_json::to_string(manifest).map_err(|error| BackupError::Store(error.into()))?;
        let signature = signer.seal(&[DOMAIN, &body].concat());
        Ok(Signed { body, key: signer.public_key(), signature })
    }

    /// What it says, when the key it names signed it.
    pub(super) fn open(&self) -> Option<Manifest> {
        let text = [DOMAIN, &self.body].concat();
        receipt::holds(&text, &self.key.key_id, &self.signature, &self.key).ok()?;
        serde_json::from_str(&self.body).ok()
    }
}
