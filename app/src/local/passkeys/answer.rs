//! What an authenticator answered, as JSON for the server. The PRF's output stays here.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wire::base64url;
use wire::record::Value;

use crate::local::js;

/// `PublicKeyCredential.toJSON()` without what is secret.
pub(super) fn json(credential: &JsValue) -> Value {
    let response = js::property(credential, "response");
    let id = js::text(credential, "id").unwrap_or_default();
    let mut answer = serde_json::Map::new();
    let members = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    for name in members {
        if let Some(bytes) = bytes(&js::property(&response, name)) {
            // The authenticator's data stands in the attestation, too; there the server reads it.
            answer.insert(name.to_owned(), base64url::encode(&bytes).into());
        }
    }
    if answer.contains_key("attestationObject") {
        answer.remove("authenticatorData");
    }
    if let Ok(transports) = js::call(&response, "getTransports", &[]) {
        answer.insert("transports".to_owned(), plain(&transports));
    }
    let properties = js::property(&extensions(credential), "credProps");
    let mut results = serde_json::Map::new();
    if properties.is_object() {
        results.insert("credProps".to_owned(), plain(&properties));
    }
    let members = [
        ("id", id.clone().into()),
        ("rawId", id.into()),
        ("type", "public-key".into()),
        ("response", Value::Object(answer)),
        ("clientExtensionResults", Value::Object(results)),
    ];
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Results of the extensions.
pub(super) fn extensions(credential: &JsValue) -> JsValue {
    js::call(credential, "getClientExtensionResults", &[]).unwrap_or(JsValue::UNDEFINED)
}

/// Bytes of a buffer that is there.
pub(super) fn bytes(buffer: &JsValue) -> Option<Vec<u8>> {
    buffer.is_object().then(|| Uint8Array::new(buffer).to_vec())
}

/// Data without functions as JSON.
fn plain(value: &JsValue) -> Value {
    let text = js::call(&js::global("JSON"), "stringify", &[value]).ok().and_then(|text| text.as_string());
    text.and_then(|text| wire::record::from_text(&text)).unwrap_or_default()
}
