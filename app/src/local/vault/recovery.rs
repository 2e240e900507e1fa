//! The facility's recovery key: a P-256 pair whose private half is printed and kept by the administrator, off every
//! terminal. The server names the public half to whoever signs in, and the vault is wrapped for that one, too, so that a
//! lost passkey is not a lost draft. The terminal keeps none of its own: whoever can write its profile could put another
//! in its place.

use access::{read_code, write_code};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;
use wire::base64url::{decode, encode};

use super::ways::{bytes, no_cipher};
use crate::local::passkeys::derivable;
use crate::local::{Trouble, cipher, js, keys};

/// A new pair: the code to print, and the public half (`0x04 ‖ x ‖ y`, base64url) for the server.
pub(in crate::local) async fn make() -> Result<(String, String), Trouble> {
    let made = async {
        let pair = pair(true).await?;
        let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
        let private: CryptoKey = js::property(&pair, "privateKey").dyn_into()?;
        let jwk = js::promised(&subtle, "exportKey", &[&"jwk".into(), &private]).await?;
        let secret = js::text(&jwk, "d").and_then(|d| decode(&d)?.try_into().ok()).ok_or(JsValue::NULL)?;
        Ok::<_, JsValue>((write_code(&secret), encode(&raw(&pair).await?)))
    };
    made.await.map_err(|_| no_cipher())
}

fn misread() -> Trouble {
    Trouble::here(
        "vault.recovery_code",
        "復旧キーの文字が合いません。",
        "用紙の文字を左から順に確かめてください。大文字・小文字とハイフンは気にしなくてかまいません。",
    )
}

/// A secret shared with a public half, and what a record has to hold so that the private half finds it again.
pub(super) async fn agree(public: &[u8]) -> Result<(CryptoKey, JsValue), JsValue> {
    let own = pair(false).await?;
    let private: CryptoKey = js::property(&own, "privateKey").dyn_into()?;
    let base = shared(&private, public).await?;
    let record = js::object(&[
        ("public", js::bytes(public).into()),
        ("ephemeral", js::bytes(&raw(&own).await?).into()),
    ]);
    Ok((base, record))
}

/// The same secret, found with the printed code.
pub(super) async fn recover(code: &str, record: &JsValue) -> Result<CryptoKey, Trouble> {
    let secret = read_code(code).ok_or_else(misread)?;
    let found = async {
        let public = bytes(record, "public");
        let (x, y) = public.get(1..).ok_or(JsValue::NULL)?.split_at_checked(32).ok_or(JsValue::NULL)?;
        let jwk = js::object(&[
            ("kty", "EC".into()),
            ("crv", "P-256".into()),
            ("d", encode(&secret).into()),
            ("x", encode(x).into()),
            ("y", encode(y).into()),
        ]);
        let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
        let usages = keys::words(&["deriveBits"]);
        let private = subtle.import_key_with_object(
            "jwk",
            jwk.unchecked_ref(),
            curve().unchecked_ref(),
            false,
            &usages,
        )?;
        let private: CryptoKey = js::wait(private.unchecked_into()).await?.dyn_into()?;
        shared(&private, &bytes(record, "ephemeral")).await
    };
    found.await.map_err(|_: JsValue| {
        Trouble::here(
            "vault.wrong_recovery",
            "この復旧キーでは開けません。",
            "この医療機関のいちばん新しい用紙か、確かめてください。作り直したあとに開いていない保管庫は、前の用紙で開きます。",
        )
    })
}

async fn shared(private: &CryptoKey, public: &[u8]) -> Result<CryptoKey, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let public = subtle.import_key_with_object(
        "raw",
        &js::bytes(public),
        curve().unchecked_ref(),
        false,
        &keys::words(&[]),
    )?;
    let public = js::wait(public.unchecked_into()).await?;
    let with = js::object(&[("name", "ECDH".into()), ("public", public)]);
    let bits = js::promised(&subtle, "deriveBits", &[&with, private, &256.into()]).await?;
    derivable(&bits).await.ok_or(JsValue::NULL)
}

async fn pair(can_be_printed: bool) -> Result<JsValue, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let usages = keys::words(&["deriveBits"]);
    let pair = subtle.generate_key_with_object(curve().unchecked_ref(), can_be_printed, &usages)?;
    js::wait(pair.unchecked_into()).await
}

async fn raw(pair: &JsValue) -> Result<Vec<u8>, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let public: CryptoKey = Reflect::get(pair, &"publicKey".into())?.dyn_into()?;
    let raw = js::promised(&subtle, "exportKey", &[&"raw".into(), &public]).await?;
    Ok(Uint8Array::new(&raw).to_vec())
}

fn curve() -> JsValue {
    js::object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())])
}
