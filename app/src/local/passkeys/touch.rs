//! A ceremony with the browser's authenticators.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;
use wire::base64url;
use wire::record::Value;

use super::{answer, failure, options};
use crate::local::{Trouble, cipher, js};

/// What came of a ceremony.
pub(in crate::local) struct Touched {
    /// For the server.
    pub(in crate::local) answer: Value,
    /// The id the authenticator knows the passkey by, base64url.
    pub(in crate::local) credential_id: String,
    /// Whose passkey it says it is: the user's id.
    pub(in crate::local) user: Option<String>,
    /// The PRF's output, as a key that others can be derived from and that nobody can read.
    pub(in crate::local) secret: Option<CryptoKey>,
    /// A passkey just made can give such an output when it is touched once more.
    pub(in crate::local) can_keep: bool,
}

/// Makes a passkey.
pub(in crate::local) async fn make(options: &Value) -> Result<Touched, Trouble> {
    ceremony(options, "create", failure::of_making).await
}

/// Asks for a touch of one.
pub(in crate::local) async fn touch(options: &Value) -> Result<Touched, Trouble> {
    ceremony(options, "get", failure::of_touching).await
}

/// Options of this terminal's own, for a touch that no server asks for. Without passkeys named, the person chooses.
pub(in crate::local) fn own_options(challenge: &[u8], passkeys: &[String]) -> Value {
    let rp = js::text(&js::global("location"), "hostname").unwrap_or_default();
    let named = |id: &String| {
        let members = [("type", "public-key".into()), ("id", id.clone().into())];
        Value::Object(
            members.into_iter().map(|(name, value): (&str, Value)| (name.to_owned(), value)).collect(),
        )
    };
    let members: [(&str, Value); 5] = [
        ("challenge", base64url::encode(challenge).into()),
        ("rpId", rp.into()),
        ("timeout", 120_000.into()),
        ("userVerification", "required".into()),
        ("allowCredentials", Value::Array(passkeys.iter().map(named).collect())),
    ];
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

async fn ceremony(
    options: &Value,
    method: &str,
    failed: fn(&JsValue) -> Trouble,
) -> Result<Touched, Trouble> {
    if !failure::is_there() {
        return Err(failure::no_passkeys());
    }
    let public_key = options::public_key(options).ok_or_else(Trouble::not_understood)?;
    let credentials = js::property(&js::global("navigator"), "credentials");
    let options = js::object(&[("publicKey", public_key)]);
    let credential = match js::promised(&credentials, method, &[&options]).await {
        Ok(credential) if credential.is_object() => credential,
        Ok(other) => return Err(failed(&other)),
        Err(error) => return Err(explained(failed(&error)).await),
    };
    let prf = js::property(&answer::extensions(&credential), "prf");
    let output = js::property(&js::property(&prf, "results"), "first");
    let handle = js::property(&js::property(&credential, "response"), "userHandle");
    Ok(Touched {
        answer: answer::json(&credential),
        credential_id: js::text(&credential, "id").unwrap_or_default(),
        user: answer::bytes(&handle).and_then(|bytes| uuid(&bytes)),
        secret: if output.is_object() { derivable(&output).await } else { None },
        can_keep: js::property(&prf, "enabled").is_truthy(),
    })
}

/// A terminal without PIN, fingerprint or face is the commonest reason for a refusal that says nothing.
async fn explained(trouble: Trouble) -> Trouble {
    if trouble.code == failure::NOT_ALLOWED && !failure::verifies_here().await {
        return failure::no_verification();
    }
    trouble
}

/// Bytes as a key to derive others from. What JavaScript held of them is overwritten.
pub(in crate::local) async fn derivable(bytes: &JsValue) -> Option<CryptoKey> {
    let bytes = Uint8Array::new(bytes);
    let usages: JsValue = js_sys::Array::of1(&"deriveKey".into()).into();
    let imported = cipher::subtle()?.import_key_with_str("raw", &bytes, "HKDF", false, &usages).ok()?;
    let key = js::wait(imported).await.ok();
    // A buffer takes every byte.
    let _ = js::call(&bytes, "fill", &[&0.into()]);
    key?.dyn_into().ok()
}

/// A user handle is the user's UUID.
fn uuid(bytes: &[u8]) -> Option<String> {
    let bytes: [u8; 16] = bytes.try_into().ok()?;
    let number = u128::from_be_bytes(bytes);
    let part = |shift: u32, digits: u32| number >> shift & ((1 << (4 * digits)) - 1);
    Some(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        part(96, 8),
        part(80, 4),
        part(64, 4),
        part(48, 4),
        part(0, 12)
    ))
}
