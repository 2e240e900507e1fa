use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use wire::letters::{Receipt, ReceiptBody, ReceiptKey};

use super::key_id;

/// Why a receipt proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unverified {
    /// The public key is not one, or is not the one it is named after.
    Key,
    /// Another key signed it.
    OtherKey,
    /// The signature does not belong to the text.
    Signature,
    /// The signed text is not what a receipt says.
    Body,
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unverified::Key => "公開鍵が正しくありません。",
            Unverified::OtherKey => "別の鍵で署名された受付票です。",
            Unverified::Signature => "署名が受付票の内容と一致しません。",
            Unverified::Body => "受付票の内容が読めません。",
        })
    }
}

impl std::error::Error for Unverified {}

/// What the receipt says, when this key signed exactly that.
pub(crate) fn verify(receipt: &Receipt, key: &ReceiptKey) -> Result<ReceiptBody, Unverified> {
    holds(&receipt.body, &receipt.key_id, &receipt.signature, key)?;
    serde_json::from_str(&receipt.body).map_err(|_| Unverified::Body)
}

/// Whether this key, by this id, signed exactly this text.
pub(crate) fn holds(
    text: &str,
    signed_by: &str,
    signature: &str,
    key: &ReceiptKey,
) -> Result<(), Unverified> {
    let public_key = bytes::<32>(&key.public_key).ok_or(Unverified::Key)?;
    if key.algorithm != "Ed25519" || key.key_id != key_id(&public_key) {
        return Err(Unverified::Key);
    }
    if signed_by != key.key_id {
        return Err(Unverified::OtherKey);
    }
    let key = VerifyingKey::from_bytes(&public_key).map_err(|_| Unverified::Key)?;
    let signature = bytes::<64>(signature).ok_or(Unverified::Signature)?;
    key.verify_strict(text.as_bytes(), &Signature::from_bytes(&signature)).map_err(|_| Unverified::Signature)
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receipt::Signer;

    fn body() -> ReceiptBody {
        ReceiptBody {
            receipt_no: "01-990010-20261014-0012".into(),
            letter_id: "0199e0a0-0000-7000-8000-000000000001".into(),
            version: 1,
            insurer_no: "990010".into(),
            insured_no: "0000123456".into(),
            apply_date: "2026-10-02".into(),
            sha256: "0".repeat(64),
            received_at: "2026-10-14T05:31:00.000Z".into(),
        }
    }

    #[test]
    fn a_receipt_holds_only_with_its_text_its_signature_and_its_key() {
        let signer = Signer::new(&[7; 32]);
        let (receipt, key) = (signer.sign(&body()).unwrap(), signer.public_key());
        assert_eq!(verify(&receipt, &key), Ok(body()));
        let changed = Receipt { body: receipt.body.replace("0012", "0013"), ..receipt.clone() };
        assert_eq!(verify(&changed, &key), Err(Unverified::Signature));
        let other = Signer::new(&[8; 32]);
        assert_eq!(verify(&receipt, &other.public_key()), Err(Unverified::OtherKey));
        let forged = Receipt { key_id: other.public_key().key_id, ..receipt.clone() };
        assert_eq!(verify(&forged, &other.public_key()), Err(Unverified::Signature));
        let renamed = ReceiptKey { public_key: other.public_key().public_key, ..key };
        assert_eq!(verify(&receipt, &renamed), Err(Unverified::Key));
    }
}
