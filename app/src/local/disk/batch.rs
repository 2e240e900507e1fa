//! One transaction: every change of a batch, or none, on the platter before it is said to be done.

use idb::{Query, Transaction};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbTransaction};

use super::{DiskError, Store};
use crate::local::js;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, for which web-sys has no stable name.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBTransaction` with `commit`, for which web-sys has no stable name.
    #[wasm_bindgen(extends = IdbTransaction)]
    type ClosingTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &ClosingTransaction) -> Result<(), JsValue>;
}

/// A change that is ready for the transaction: nothing is left to wait for.
pub(super) enum Ready {
    Put(Store, String, JsValue),
    /// Only if nothing is there; else the whole batch fails.
    Add(Store, String, JsValue),
    Remove(Store, String),
}

impl Ready {
    fn store(&self) -> Store {
        match self {
            Ready::Put(store, ..) | Ready::Add(store, ..) | Ready::Remove(store, ..) => *store,
        }
    }
}

/// Writes a batch. Returns when it is durable: the transaction asks for `strict`, which browsers that do not know the
/// option pass over.
pub(super) async fn write(database: &IdbDatabase, batch: &[Ready]) -> Result<(), DiskError> {
    let stores: Array = Store::ALL
        .iter()
        .filter(|store| batch.iter().any(|change| change.store() == **store))
        .map(|store| JsValue::from_str(store.name()))
        .collect();
    if stores.length() == 0 {
        return Ok(());
    }
    let raw = begin(database, &stores, "readwrite")?;
    let done = completion(&raw);
    // Only requests from here to the end, and none is waited for: the transaction cannot end early.
    let transaction = Transaction::from(raw.clone());
    for change in batch {
        if issue(&transaction, change).is_err() {
            let _ = raw.abort();
        }
    }
    // Nothing follows: said so, the browser need not ask first. One that cannot hear it commits by itself, later; an
    // aborted transaction refuses.
    let _ = raw.unchecked_ref::<ClosingTransaction>().commit();
    js::wait(done).await.map(|_| ()).map_err(|error| DiskError::from_js(&error))
}

/// Begins a transaction; one that writes is durable.
pub(super) fn begin(database: &IdbDatabase, stores: &Array, mode: &str) -> Result<IdbTransaction, DiskError> {
    let options = js::object(&[("durability", "strict".into())]);
    let database = database.unchecked_ref::<DurableDatabase>();
    database.transaction(stores, mode, &options).map_err(|error| DiskError::from_js(&error))
}

fn issue(transaction: &Transaction, change: &Ready) -> Result<(), idb::Error> {
    let store = transaction.object_store(change.store().name())?;
    match change {
        Ready::Put(_, key, value) => store.put(value, Some(&key.into())).map(|_| ()),
        Ready::Add(_, key, value) => store.add(value, Some(&key.into())).map(|_| ()),
        Ready::Remove(_, key) => store.delete(Query::Key(key.into())).map(|_| ()),
    }
}

/// Resolves when the transaction is complete; rejects with its error when it was aborted.
fn completion(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        let raw = transaction.clone();
        let aborted = Closure::once_into_js(move || {
            let error = raw.error().map_or(JsValue::NULL, JsValue::from);
            let _ = reject.call1(&JsValue::NULL, &error);
        });
        transaction.set_onabort(Some(aborted.unchecked_ref()));
    })
}
