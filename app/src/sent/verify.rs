use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};
use wire::letters::{Receipt, ReceiptKey};
use wire::paths;

use crate::local::Local;

/// What is known about a receipt's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verified {
    /// The signature is the server's and the text unchanged.
    Yes,
    /// It is not.
    No,
    /// The key is not at hand, or this browser cannot check Ed25519.
    Unknown,
}

/// Checks the signature with the server's public key.
pub(crate) async fn verify(local: &Local, receipt: &Receipt) -> Verified {
    let Ok(key) = local.get::<ReceiptKey>(paths::RECEIPT_KEY).await else { return Verified::Unknown };
    if key.key_id != receipt.key_id {
        return Verified::Unknown;
    }
    let (Some(public), Some(signature)) = (base64url(&key.public_key), base64url(&receipt.signature)) else {
        return Verified::No;
    };
    match check(&public, &signature, receipt.body.as_bytes()).await {
        Ok(true) => Verified::Yes,
        Ok(false) => Verified::No,
        // Chromium before 137 and Firefox before 129 have no Ed25519.
        Err(_) => Verified::Unknown,
    }
}

async fn check(public: &[u8], signature: &[u8], text: &[u8]) -> Result<bool, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let subtle: SubtleCrypto = window.crypto()?.subtle();
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"Ed25519".into())?;
    let usages = Array::of1(&"verify".into());
    let key: CryptoKey = JsFuture::from(subtle.import_key_with_object(
        "raw",
        &Uint8Array::from(public),
        &algorithm,
        false,
        &usages,
    )?)
    .await?
    .unchecked_into();
    let verdict = subtle.verify_with_object_and_u8_array_and_u8_array(&algorithm, &key, signature, text)?;
    Ok(JsFuture::from(verdict).await?.is_truthy())
}

/// Bytes of base64url without padding; nothing for other text.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.bytes() {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}
