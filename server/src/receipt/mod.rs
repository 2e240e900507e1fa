//! The Ikensho受付票: signed with the server's Ed25519 key, checkable without the server.

mod key;
mod verify;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use letters::json::canonical;
use wire::letters::{Receipt, ReceiptBody, ReceiptKey};

pub(crate) use key::{FILE, KeyError, existing, load};
pub(crate) use verify::{holds, verify};

use crate::audit::sha256;

/// Signs receipts.
#[derive(Clone)]
pub(crate) struct Signer {
    key: SigningKey,
    key_id: String,
}

impl Signer {
    /// A signer with this secret.
    pub(crate) fn new(secret: &[u8; 32]) -> Signer {
        let key = SigningKey::from_bytes(secret);
        let key_id = key_id(key.verifying_key().as_bytes());
        Signer { key, key_id }
    }

    /// The signed receipt of what the body says.
    ///
    /// # Errors
    /// Never for a body as the server makes it; a body that cannot be written as JSON.
    pub(crate) fn sign(&self, body: &ReceiptBody) -> Result<Receipt, serde_json::Error> {
        let body = canonical(&serde_json::to_value(body)?);
        Ok(Receipt { signature: self.seal(&body), key_id: self.key_id.clone(), body })
    }

    /// The signature of a text, base64url without padding.
    pub(crate) fn seal(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.key.sign(text.as_bytes()).to_bytes())
    }

    /// What others check signatures with.
    pub(crate) fn public_key(&self) -> ReceiptKey {
        ReceiptKey {
            key_id: self.key_id.clone(),
            algorithm: "Ed25519".to_owned(),
            public_key: URL_SAFE_NO_PAD.encode(self.key.verifying_key().as_bytes()),
        }
    }
}

/// A key is named by the beginning of its hash.
fn key_id(public_key: &[u8; 32]) -> String {
    sha256(public_key).chars().take(16).collect()
}
