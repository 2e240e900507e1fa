//! Values at rest: `{v, key_id, iv, ciphertext}`, AES-256-GCM, bound to their place.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{CryptoKey, SubtleCrypto};

use super::js;

/// The version of the envelope; part of the authenticated data.
const VERSION: u8 = 1;
const IV_BYTES: usize = 12;

/// The browser's cipher; `None` where pages are not secure contexts.
pub(super) fn subtle() -> Option<SubtleCrypto> {
    let crypto = js::window()?.crypto().ok()?;
    // Insecure pages have `crypto` without `subtle`.
    Some(crypto.subtle()).filter(|subtle| !subtle.is_undefined())
}

/// AES-GCM with this initialisation vector and authenticated data.
pub(super) fn aes_gcm(iv: &[u8], authenticated: &[u8]) -> js_sys::Object {
    js::object(&[
        ("name", "AES-GCM".into()),
        ("iv", js::bytes(iv).into()),
        ("additionalData", js::bytes(authenticated).into()),
    ])
    .unchecked_into()
}

/// What binds a value to its store and key: a record moved elsewhere does not open.
fn place(store: &str, key: &str, version: u8) -> Vec<u8> {
    [store.as_bytes(), b"\n", key.as_bytes(), b"\n", &[b'0' + version]].concat()
}

/// A value being encrypted.
pub(super) struct Sealing {
    key_id: String,
    iv: [u8; IV_BYTES],
    ciphertext: Promise,
}

/// Begins to encrypt a value for its place.
pub(super) fn seal(
    key: &CryptoKey,
    key_id: &str,
    place_of: (&str, &str),
    plain: &[u8],
) -> Result<Sealing, JsValue> {
    let subtle = subtle().ok_or(JsValue::NULL)?;
    let iv = js::random::<IV_BYTES>();
    let algorithm = aes_gcm(&iv, &place(place_of.0, place_of.1, VERSION));
    let ciphertext = subtle.encrypt_with_object_and_u8_array(&algorithm, key, plain)?;
    Ok(Sealing { key_id: key_id.to_owned(), iv, ciphertext })
}

impl Sealing {
    /// The envelope, once it is encrypted.
    pub(super) async fn envelope(self) -> Result<JsValue, JsValue> {
        let ciphertext = js::wait(self.ciphertext).await?;
        Ok(js::object(&[
            ("v", VERSION.into()),
            ("key_id", self.key_id.into()),
            ("iv", js::bytes(&self.iv).into()),
            ("ciphertext", Uint8Array::new(&ciphertext).into()),
        ]))
    }
}

/// Which key an envelope asks for.
pub(super) fn key_id(envelope: &JsValue) -> Option<String> {
    js::text(envelope, "key_id")
}

/// Begins to decrypt an envelope found at this place.
pub(super) fn open(key: &CryptoKey, place_of: (&str, &str), envelope: &JsValue) -> Result<Promise, JsValue> {
    let subtle = subtle().ok_or(JsValue::NULL)?;
    let version = js::property(envelope, "v").as_f64().unwrap_or_default() as u8;
    let iv = Uint8Array::new(&js::property(envelope, "iv")).to_vec();
    let algorithm = aes_gcm(&iv, &place(place_of.0, place_of.1, version));
    let ciphertext = js::property(envelope, "ciphertext").dyn_into::<Uint8Array>()?;
    subtle.decrypt_with_object_and_js_u8_array(&algorithm, key, &ciphertext)
}
