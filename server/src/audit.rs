//! The audit log: append-only, each link hashed with the one before.

use letters::json::canonical;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::moment::Moment;
use crate::store::rows::AuditRow;
use crate::store::{Rows, Stored, Tx};

/// Links read at a time when the chain is verified.
const CHUNK: usize = 1000;

/// Appends who did what to what. `subject` holds ids, never a patient's text.
pub(crate) fn append(tx: &mut dyn Tx, now: Moment, who: &str, action: &str, subject: &str) -> Stored<()> {
    let last = tx.last_audit()?;
    let mut row = AuditRow {
        number: last.as_ref().map_or(1, |row| row.number + 1),
        at: now.text(),
        who: who.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        previous: last.map(|row| row.hash).unwrap_or_default(),
        hash: String::new(),
    };
    row.hash = hash(&row)?;
    tx.append_audit(&row)
}

/// The number of the first link that does not fit the chain, and how many links were read.
pub(crate) fn verify(rows: &dyn Rows) -> Stored<(u64, Option<u64>)> {
    let (mut read, mut previous) = (0, String::new());
    loop {
        let links = rows.audit(read, CHUNK)?;
        if links.is_empty() {
            return Ok((read, None));
        }
        for link in links {
            if link.number != read + 1 || link.previous != previous || link.hash != hash(&link)? {
                return Ok((read, Some(read + 1)));
            }
            read = link.number;
            previous = link.hash;
        }
    }
}

fn hash(row: &AuditRow) -> Stored<String> {
    let mut value = serde_json::to_value(row)?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("hash".to_owned(), Value::String(String::new()));
    }
    Ok(hex(&Sha256::digest(canonical(&value))))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 as lower-case hex.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes.as_ref()))
}
