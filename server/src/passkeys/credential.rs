use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Fault;

/// An authenticator's answer as `credential.toJSON()` writes it. An answer that brings the PRF's output along is refused:
/// from it the terminal's data key is made, and whoever sends it here by mistake must learn of it.
pub(super) fn read<T: DeserializeOwned>(credential: &Value) -> Result<T, Fault> {
    let results = ["/clientExtensionResults/prf/results", "/extensions/prf/results"];
    if results.iter().any(|at| credential.pointer(at).is_some()) {
        return Err(Fault::Secret);
    }
    serde_json::from_value(credential.clone()).map_err(|_| Fault::Malformed)
}

/// Base64url without padding.
pub(super) fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
