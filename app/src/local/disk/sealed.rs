//! Batches become envelopes, envelopes become text.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use super::batch::{self, Ready};
use super::{Change, DiskError, Found, Store, read};
use crate::local::cipher::{self, Sealing};
use crate::local::keys::{self, DataKey};
use crate::local::vault::Ways;
use crate::local::{OpenError, js};

/// The key of the data key's record.
const DATA_KEY: &str = "data";

/// A change whose encryption is under way.
enum Begun<'a> {
    Put(Store, &'a str, Sealing),
    Remove(Store, &'a str),
}

/// Encrypts a batch.
pub(super) async fn seal(key: &DataKey, batch: &[Change]) -> Result<Vec<Ready>, DiskError> {
    // Every encryption is under way before the first is waited for.
    let mut begun = Vec::with_capacity(batch.len());
    for change in batch {
        begun.push(match change {
            Change::Put(store, place, text) => {
                let sealing = cipher::seal(&key.key, &key.id, (store.name(), place), text.as_bytes());
                Begun::Put(*store, place, sealing.map_err(|_| DiskError::Closed)?)
            }
            Change::Remove(store, place) => Begun::Remove(*store, place),
        });
    }
    let mut ready = Vec::with_capacity(batch.len());
    for change in begun {
        ready.push(match change {
            Begun::Put(store, place, sealing) => {
                let envelope = sealing.envelope().await.map_err(|_| DiskError::Closed)?;
                Ready::Put(store, place.to_owned(), envelope)
            }
            Begun::Remove(store, place) => Ready::Remove(store, place.to_owned()),
        });
    }
    Ok(ready)
}

/// Decrypts records; those that do not open have no text.
pub(super) async fn open(key: &DataKey, records: Vec<(Store, String, JsValue)>) -> Vec<Found> {
    let mut under_way = Vec::with_capacity(records.len());
    for (store, place, envelope) in records {
        let is_ours = cipher::key_id(&envelope).as_deref() == Some(&key.id);
        let plain = is_ours.then(|| cipher::open(&key.key, (store.name(), &place), &envelope).ok());
        under_way.push((store, place, plain.flatten()));
    }
    let mut opened = Vec::with_capacity(under_way.len());
    for (store, place, plain) in under_way {
        let plain = match plain {
            Some(plain) => js::wait(plain).await.ok(),
            None => None,
        };
        let text = plain.and_then(|plain| String::from_utf8(Uint8Array::new(&plain).to_vec()).ok());
        opened.push((store, place, text));
    }
    opened
}

/// Whether a vault's ways are gone from the storage: it was emptied. They are put back, so that what is written next can be
/// opened again.
pub(super) async fn put_back(database: &IdbDatabase, ways: &Ways) -> Result<bool, OpenError> {
    let there = read::ranges(database, &[(Store::Keys, "")]).await.map_err(|_| OpenError::Broken)?;
    if !there.is_empty() {
        return Ok(false);
    }
    let batch: Vec<Ready> =
        ways.0.iter().map(|(name, record)| Ready::Put(Store::Keys, name.clone(), record.clone())).collect();
    match batch::write(database, &batch).await {
        Ok(()) => Ok(true),
        Err(DiskError::Full) => Err(OpenError::Full),
        Err(_) => Err(OpenError::Broken),
    }
}

/// The data key of this storage. Of two tabs that make the first one, the first to store it wins.
pub(super) async fn data_key(database: &IdbDatabase) -> Result<DataKey, OpenError> {
    if let Some(key) = stored_key(database).await? {
        return Ok(key);
    }
    let (key, record) = keys::make().await.map_err(|_| OpenError::NoCrypto)?;
    let added = batch::write(database, &[Ready::Add(Store::Keys, DATA_KEY.to_owned(), record)]).await;
    match added {
        Ok(()) => Ok(key),
        Err(DiskError::Full) => Err(OpenError::Full),
        Err(_) => stored_key(database).await?.ok_or(OpenError::Broken),
    }
}

async fn stored_key(database: &IdbDatabase) -> Result<Option<DataKey>, OpenError> {
    let found = read::ranges(database, &[(Store::Keys, DATA_KEY)]).await.map_err(|_| OpenError::Broken)?;
    match found.into_iter().find(|(_, place, _)| place == DATA_KEY) {
        Some((_, _, record)) => keys::unwrap(&record).await.map(Some).map_err(|_| OpenError::NoCrypto),
        None => Ok(None),
    }
}
