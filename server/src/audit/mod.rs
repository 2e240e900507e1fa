//! The audit log: who did or saw what, append-only, each event hashed together with the one before.
//!
//! An event holds ids, never a patient's text. It is written in the transaction of what it tells of: what is not in the
//! log has not happened. Signed checkpoints say how far the log had come, and a second file holds it all again.

mod append;
mod chain;
mod checkpoint;
mod copy;
#[cfg(test)]
mod cost;
mod event;
mod fault;
mod line;
#[cfg(test)]
mod tests;
mod verify;
mod view;

use sha2::{Digest, Sha256};

pub(crate) use append::{Entry, append};
pub(crate) use chain::Chain;
pub(crate) use checkpoint::{Checkpoint, checkpoint, checkpoints};
pub(crate) use copy::{Copy, FOLDER, Lines};
pub(crate) use event::{AuditEvent, Seen};
pub(crate) use fault::{Broken, Fault};
pub(crate) use line::Line;
pub(crate) use verify::{Verified, verify};
pub(crate) use view::view;

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 as lower-case hex.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes.as_ref()))
}
