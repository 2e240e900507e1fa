//! A vault's data key, wrapped and unwrapped by what a way in gives.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;

use crate::local::keys::{KEY_WRAP, words};
use crate::local::{cipher, js};

/// A new data key that can be wrapped. It is dropped as soon as that is done.
pub(super) async fn fresh() -> Result<CryptoKey, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let algorithm = js::object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let usages = words(&["encrypt", "decrypt"]);
    let key = subtle.generate_key_with_object(algorithm.unchecked_ref(), true, &usages)?;
    js::wait(key.unchecked_into()).await?.dyn_into()
}

/// Wraps a data key that can be wrapped.
pub(super) async fn wrap(key: &CryptoKey, wrapping: &CryptoKey) -> Result<Uint8Array, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let wrapped = subtle.wrap_key_with_str("raw", key, wrapping, KEY_WRAP)?;
    Ok(Uint8Array::new(&js::wait(wrapped.unchecked_into()).await?))
}

/// Opens a wrapped data key; for use, or such that it can be wrapped once more. Fails with another wrapping key.
pub(super) async fn open(
    wrapped: &Uint8Array,
    wrapping: &CryptoKey,
    can_be_wrapped: bool,
) -> Result<CryptoKey, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let key = subtle.unwrap_key_with_js_u8_array_and_str_and_str(
        "raw",
        wrapped,
        wrapping,
        KEY_WRAP,
        "AES-GCM",
        can_be_wrapped,
        &words(&["encrypt", "decrypt"]),
    )?;
    js::wait(key.unchecked_into()).await?.dyn_into()
}

/// A wrapping key from a secret: HKDF with SHA-256.
pub(super) async fn derive(secret: &CryptoKey, salt: &[u8], info: &str) -> Result<CryptoKey, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let derivation = js::object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", js::bytes(salt).into()),
        ("info", js::bytes(info.as_bytes()).into()),
    ]);
    let kind = js::object(&[("name", KEY_WRAP.into()), ("length", 256.into())]);
    let key = subtle.derive_key_with_object_and_object(
        derivation.unchecked_ref(),
        secret,
        kind.unchecked_ref(),
        false,
        &words(&["wrapKey", "unwrapKey"]),
    )?;
    js::wait(key.unchecked_into()).await?.dyn_into()
}
