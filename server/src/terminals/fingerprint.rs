use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::audit::hex;

/// SHA-256 of a certificate's DER.
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

    /// Base64url without padding, 43 characters: `x5t#S256` of RFC 8705.
    #[cfg_attr(not(test), expect(dead_code, reason = "the certified listener and enrolment use it"))]
    pub(crate) fn x5t(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    /// Of the empty text, as RFC 6234's and RFC 7515's encodings have it.
    #[test]
    fn both_forms_are_of_the_same_digest() {
        let none = Fingerprint::of(b"");
        assert_eq!(none.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(none.x5t(), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
    }
}
