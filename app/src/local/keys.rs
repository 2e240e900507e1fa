//! The data key: 32 random bytes, used as a key nobody can read, kept wrapped.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;

use super::{cipher, ids, js};

/// The data key as it is used: it can encrypt and decrypt, and cannot be read.
#[derive(Debug, Clone)]
pub(super) struct DataKey {
    pub(super) id: String,
    pub(super) key: CryptoKey,
}

pub(super) const KEY_WRAP: &str = "AES-KW";
/// The word of a record whose wrapping key lies beside it: a key of this browser profile that scripts can use but never
/// read. It holds where nobody signs in; a person's storage has ways of its own (see `vault`).
const DEVICE: &str = "device";

/// Makes a new data key for this browser profile. Gives it with the record to store.
pub(super) async fn make() -> Result<(DataKey, JsValue), JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let generate = |name: &str, extractable: bool, usages: [&str; 2]| {
        let algorithm = js::object(&[("name", name.into()), ("length", 256.into())]);
        subtle.generate_key_with_object(algorithm.unchecked_ref(), extractable, &words(&usages))
    };
    let wrapping: CryptoKey =
        js::wait(generate(KEY_WRAP, false, ["wrapKey", "unwrapKey"])?.unchecked_into()).await?.dyn_into()?;
    // Extractable only until it is wrapped, and never handed on.
    let fresh: CryptoKey =
        js::wait(generate("AES-GCM", true, ["encrypt", "decrypt"])?.unchecked_into()).await?.dyn_into()?;
    let wrapped =
        js::wait(subtle.wrap_key_with_str("raw", &fresh, &wrapping, KEY_WRAP)?.unchecked_into()).await?;
    let record = js::object(&[
        ("v", 1.into()),
        ("key_id", ids::new().into()),
        ("wrapping", DEVICE.into()),
        ("wrapped_by", wrapping.into()),
        ("wrapped", Uint8Array::new(&wrapped).into()),
    ]);
    Ok((unwrap(&record).await?, record))
}

/// Makes this browser profile's data key ready for use.
pub(super) async fn unwrap(record: &JsValue) -> Result<DataKey, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let id = js::text(record, "key_id").ok_or(JsValue::NULL)?;
    if js::text(record, "wrapping").as_deref() != Some(DEVICE) {
        return Err(JsValue::NULL);
    }
    let wrapping: CryptoKey = js::property(record, "wrapped_by").dyn_into()?;
    let wrapped: Uint8Array = js::property(record, "wrapped").dyn_into()?;
    let key = subtle.unwrap_key_with_js_u8_array_and_str_and_str(
        "raw",
        &wrapped,
        &wrapping,
        KEY_WRAP,
        "AES-GCM",
        false,
        &words(&["encrypt", "decrypt"]),
    )?;
    Ok(DataKey { id, key: js::wait(key.unchecked_into()).await?.dyn_into()? })
}

/// Words as JavaScript has them.
pub(super) fn words(words: &[&str]) -> JsValue {
    words.iter().map(|word| JsValue::from_str(word)).collect::<Array>().into()
}
