//! A file of what exists on this device only, encrypted with a passphrase.
//!
//! The file: eight bytes `IKENSHO1`, rounds of PBKDF2 (four bytes, big-endian), 16 bytes salt, 12 bytes initialisation
//! vector, then AES-256-GCM of UTF-8 JSON `{drafts, operations, outbox, queue}` (each a list of stored records), with
//! everything before the ciphertext authenticated. The key is PBKDF2-HMAC-SHA-256 of the passphrase: browsers have it
//! built in, and Argon2id would weigh more than the rest of the encryption.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use serde_json::{Map, Value as Json};
use wasm_bindgen::prelude::*;
use web_sys::CryptoKey;

use super::device::Device;
use super::disk::Store;
use super::{Trouble, cipher, js, records};

const MAGIC: &[u8; 8] = b"IKENSHO1";
const ROUNDS: u32 = 600_000;

impl Device {
    /// Makes the file.
    pub(super) async fn export(self: &Rc<Self>, passphrase: &str) -> Result<Vec<u8>, Trouble> {
        if passphrase.chars().count() < 8 {
            return Err(Trouble::here(
                "export.passphrase",
                "パスフレーズが短すぎます。",
                "8文字以上にして、ファイルとは別の場所に控えてください。",
            ));
        }
        self.flush_all();
        let mut content = Map::new();
        for store in [Store::Drafts, Store::Operations, Store::Outbox, Store::Queue] {
            let records = self.disk.range(store, "").await.map_err(|error| Trouble::from(error.problem()))?;
            let records = records.into_iter().filter(|(key, _)| self.is_only_here(store, key));
            let records = records.filter_map(|(_, text)| records::read::<Json>(&text)).collect();
            content.insert(store.name().to_owned(), Json::Array(records));
        }
        let content = records::write(&Json::Object(content));
        encrypt(passphrase, &content).await.map_err(|_| {
            Trouble::here(
                "export.failed",
                "書き出せませんでした。",
                "画面を開き直して、もう一度試してください。",
            )
        })
    }

    /// Drafts the server has whole can be had from there.
    fn is_only_here(&self, store: Store, key: &str) -> bool {
        store != Store::Drafts || self.cards.borrow().get(key).is_none_or(|card| card.only_here)
    }
}

async fn encrypt(passphrase: &str, content: &str) -> Result<Vec<u8>, JsValue> {
    let subtle = cipher::subtle().ok_or(JsValue::NULL)?;
    let (salt, iv) = (js::random::<16>(), js::random::<12>());
    let derive: JsValue = Array::of1(&"deriveKey".into()).into();
    let passphrase = js::bytes(passphrase.as_bytes());
    let base = subtle.import_key_with_str("raw", &passphrase, "PBKDF2", false, &derive)?;
    let base: CryptoKey = js::wait(base).await?.dyn_into()?;
    let derivation = js::object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", js::bytes(&salt).into()),
        ("iterations", ROUNDS.into()),
    ]);
    let key_type = js::object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let encrypt: JsValue = Array::of1(&"encrypt".into()).into();
    let key = subtle.derive_key_with_object_and_object(
        derivation.unchecked_ref(),
        &base,
        key_type.unchecked_ref(),
        false,
        &encrypt,
    )?;
    let key: CryptoKey = js::wait(key).await?.dyn_into()?;
    let mut file = [MAGIC.as_slice(), &ROUNDS.to_be_bytes(), &salt, &iv].concat();
    let algorithm = cipher::aes_gcm(&iv, &file);
    let ciphertext = subtle.encrypt_with_object_and_u8_array(&algorithm, &key, content.as_bytes())?;
    file.extend(Uint8Array::new(&js::wait(ciphertext).await?).to_vec());
    Ok(file)
}
