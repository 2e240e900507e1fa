//! What the server asks of an authenticator: JSON becomes what the browser takes, bytes where bytes are due.

use js_sys::{Array, JSON, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wire::base64url;
use wire::record::{self, Value};

use crate::local::js;

/// SHA-256 of `ikensho.vault.1`: what the passkey's PRF is asked for. The same for every passkey, because a passkey is
/// asked before it is known whose it is; what differs from vault to vault comes in afterwards (see `vault`).
const PRF_INPUT: [u8; 32] = [
    0xa0, 0x40, 0x77, 0xfb, 0x7c, 0x4e, 0x15, 0x5c, 0x78, 0x74, 0x80, 0x8d, 0x86, 0xb4, 0x79, 0xf8, 0x7c,
    0x2b, 0x89, 0xc0, 0x0f, 0xa2, 0xb8, 0x8a, 0x3d, 0x28, 0xf0, 0x24, 0x5f, 0x58, 0xd3, 0xdc,
];

/// Options as the browser takes them, with the PRF asked for.
pub(super) fn public_key(options: &Value) -> Option<JsValue> {
    let object = JSON::parse(&record::to_text(options)).ok()?;
    bytes_at(&object, "challenge")?;
    let user = js::property(&object, "user");
    if user.is_object() {
        bytes_at(&user, "id")?;
    }
    for list in ["allowCredentials", "excludeCredentials"] {
        let list = js::property(&object, list);
        if Array::is_array(&list) {
            for named in list.unchecked_into::<Array>().iter() {
                bytes_at(&named, "id")?;
            }
        }
    }
    let extensions = js::property(&object, "extensions");
    let extensions = if extensions.is_object() { extensions } else { js::object(&[]) };
    put(&extensions, "prf", &js::object(&[("eval", js::object(&[("first", js::bytes(&PRF_INPUT).into())]))]));
    put(&object, "extensions", &extensions);
    Some(object)
}

fn bytes_at(object: &JsValue, key: &str) -> Option<()> {
    let bytes = base64url::decode(&js::text(object, key)?)?;
    put(object, key, &Uint8Array::from(bytes.as_slice()).into());
    Some(())
}

fn put(object: &JsValue, key: &str, value: &JsValue) {
    // A plain object takes every property.
    let _ = Reflect::set(object, &key.into(), value);
}
