//! The vault: one encrypted storage a person, a database of its own, whose data key only that person's passkey or
//! passphrase, or the facility's recovery key, opens.
//!
//! The data key lies in the store `keys`, wrapped once for every way in (see `ways`). What a way gives (the PRF's output of
//! a passkey, Argon2id of a passphrase, ECDH with the recovery key) becomes the wrapping key by HKDF, with a salt of its own
//! and the person's id. Nothing that opens a vault is ever on disk.

mod adopt;
mod idle;
mod open;
mod other_tab;
mod recovery;
mod registry;
mod stretch;
mod ways;
mod wrap;

use super::js;
use super::keys::DataKey;

pub(super) use adopt::adopt;
pub(super) use idle::{reload, uncover, watch};
pub(super) use open::{add, create, destroy, remove_passkey, unlock};
pub(super) use other_tab::{answer, answer_other_tabs, ask_other_tabs};
pub(super) use recovery::make as make_recovery;
pub use registry::KnownVault;
pub(super) use registry::forget;
pub(super) use registry::{known, remember};
pub(super) use ways::{Secret, Ways};

/// A person's vault, open.
#[derive(Clone)]
pub(super) struct Unlocked {
    /// The person: the user's id.
    pub(super) user: String,
    pub(super) key: DataKey,
    /// As they lie on disk; put back when the storage is emptied under the page.
    pub(super) ways: Ways,
}

/// The name of a person's database.
pub(super) fn database(user: &str) -> String {
    ["ikensho-", user].concat()
}

/// Whether people are identified here. The demonstration's own pages come without TLS, from this machine, and name a person
/// by their address.
pub(super) fn is_due() -> bool {
    js::text(&js::global("location"), "protocol").as_deref() == Some("https:")
}
