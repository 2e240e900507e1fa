use sha2::{Digest, Sha256};

use crate::audit::hex;

/// SHA-256 of a certificate's DER, as `x5t#S256` of RFC 8705 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of these bytes.
    pub(crate) fn of(der: &[u8]) -> Fingerprint {
        Fingerprint(Sha256::digest(der).into())
    }

    /// Lower-case hex, 64 digits, as the store keeps it.
    pub(crate) fn hex(&self) -> String {
        hex(&self.0)
    }
}
