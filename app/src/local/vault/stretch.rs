//! A passphrase becomes a key: Argon2id, fetched apart, because only terminals whose passkey gives no PRF need it.

use argon2::{Algorithm, Argon2, Params, Version};
use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;
use web_sys::CryptoKey;

use super::ways::{bytes, no_cipher};
use crate::later::NotFetched;
use crate::local::passkeys::derivable;
use crate::local::{Trouble, js};

/// RFC 9106's second recommendation, with one lane: a page has one thread.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// What a new record says of it: what it costs, and its salt.
pub(super) fn cost() -> JsValue {
    js::object(&[
        ("kdf", "argon2id".into()),
        ("memory", MEMORY_KIB.into()),
        ("passes", PASSES.into()),
        ("lanes", LANES.into()),
        ("kdf_salt", js::bytes(&js::random::<SALT_BYTES>()).into()),
    ])
}

/// The key of a passphrase as a record says. The page stands still meanwhile.
pub(super) async fn stretch(passphrase: &str, record: &JsValue) -> Result<CryptoKey, Trouble> {
    let number = |name: &str| js::property(record, name).as_f64().unwrap_or_default() as u32;
    let cost = (number("memory"), number("passes"), number("lanes"));
    // What says so is drawn first.
    js::sleep(60).await;
    let stretched = argon2id(passphrase.to_owned(), bytes(record, "kdf_salt"), cost).await?;
    let mut stretched = stretched.ok_or_else(no_cipher)?;
    let key = derivable(&js::bytes(&stretched).into()).await;
    stretched.fill(0);
    core::hint::black_box(&stretched);
    key.ok_or_else(no_cipher)
}

#[wasm_split(passphrase, fallible)]
fn argon2id(
    passphrase: String,
    salt: Vec<u8>,
    (memory, passes, lanes): (u32, u32, u32),
) -> Result<Option<[u8; 32]>, NotFetched> {
    let mut passphrase = passphrase.into_bytes();
    let mut out = [0; 32];
    let params = Params::new(memory, passes, lanes, Some(out.len()));
    let done = params.and_then(|params| {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
            &passphrase,
            &salt,
            &mut out,
        )
    });
    passphrase.fill(0);
    core::hint::black_box(&passphrase);
    Ok(done.is_ok().then_some(out))
}
