use js_sys::{Array, Uint8Array};
use web_sys::Blob;
use wire::base64url;

use super::save;

/// Puts a text into the browser's downloads.
pub fn save_text(name: &str, text: &str) {
    keep(name, text.as_bytes());
}

/// Puts bytes that came as base64 into the browser's downloads.
pub fn save_bytes(name: &str, base64: &str) {
    let plain = base64.trim_end_matches('=').replace('+', "-").replace('/', "_");
    if let Some(bytes) = base64url::decode(&plain) {
        keep(name, &bytes);
    }
}

fn keep(name: &str, bytes: &[u8]) {
    if let Ok(blob) = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))) {
        // A browser that refuses says so itself.
        let _ = save(name, &blob);
    }
}
