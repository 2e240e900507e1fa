//! Which vaults are on this terminal, kept beside them in plain text: user ids, names of staff, counts. No patient data.
//! The vaults themselves do not depend on it: a passkey names its person.

use wire::fields;

use crate::local::records;
use crate::local::storage::local_storage;

const VAULTS: &str = "ikensho-vaults";

/// A vault on this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownVault {
    /// The user's id.
    pub user: String,
    /// 氏名.
    pub name: String,
    /// Letters the server does not have, when the vault was locked last.
    pub unsent: usize,
    /// Whether a passkey opens it.
    pub passkey: bool,
    /// Whether a passphrase opens it.
    pub passphrase: bool,
    /// Whether the facility's recovery key opens it.
    pub recovery: bool,
}

fields!(KnownVault { user, name, unsent, passkey, passphrase, recovery });

/// The vaults of this terminal.
pub(in crate::local) fn known() -> Vec<KnownVault> {
    item(VAULTS).and_then(|text| records::read(&text)).unwrap_or_default()
}

/// Remembers a vault as it is now.
pub(in crate::local) fn remember(vault: KnownVault) {
    let mut all = known();
    all.retain(|other| other.user != vault.user);
    all.insert(0, vault);
    put(VAULTS, &records::write(&all));
}

/// Forgets a vault.
pub(in crate::local) fn forget(user: &str) {
    let mut all = known();
    all.retain(|other| other.user != user);
    put(VAULTS, &records::write(&all));
}

fn item(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

fn put(name: &str, text: &str) {
    if let Some(storage) = local_storage() {
        // Where it cannot be kept, people choose their vault by their passkey alone.
        let _ = storage.set_item(name, text);
    }
}
