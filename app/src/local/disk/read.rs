//! Reading: requests of one read-only transaction.

use idb::{KeyRange, Query};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbRequest};

use super::{DiskError, Store};
use crate::local::js;

/// The record with this key.
pub(super) async fn one(
    database: &IdbDatabase,
    store: Store,
    key: &str,
) -> Result<Option<JsValue>, DiskError> {
    let found = object_store(database, store)?.get(Query::Key(key.into())).map_err(closed)?;
    let value = answer(found.into()).await?;
    Ok((!value.is_undefined()).then_some(value))
}

/// Every record whose key begins with `prefix`, in the order of keys.
pub(super) async fn range(
    database: &IdbDatabase,
    store: Store,
    prefix: &str,
) -> Result<Vec<(String, JsValue)>, DiskError> {
    let store = object_store(database, store)?;
    let query = if prefix.is_empty() {
        None
    } else {
        let end = [prefix, "\u{ffff}"].concat();
        let range = KeyRange::bound(&prefix.into(), &end.into(), None, None).map_err(closed)?;
        Some(Query::KeyRange(range))
    };
    let keys = store.get_all_keys(query.clone(), None).map_err(closed)?;
    let values = store.get_all(query, None).map_err(closed)?;
    // Both are under way before the first is waited for.
    let (keys, values) = (promise(&keys.into()), promise(&values.into()));
    let failed = |error: JsValue| DiskError::from_js(&error);
    let keys: Array = js::wait(keys).await.map_err(failed)?.unchecked_into();
    let values: Array = js::wait(values).await.map_err(failed)?.unchecked_into();
    Ok(keys.iter().filter_map(|key| key.as_string()).zip(values.iter()).collect())
}

fn object_store(database: &IdbDatabase, store: Store) -> Result<idb::ObjectStore, DiskError> {
    let name = store.name();
    let transaction = database.transaction_with_str(name).map_err(|error| DiskError::from_js(&error))?;
    idb::Transaction::from(transaction).object_store(name).map_err(closed)
}

fn closed(_: idb::Error) -> DiskError {
    DiskError::Closed
}

async fn answer(request: IdbRequest) -> Result<JsValue, DiskError> {
    js::wait(promise(&request)).await.map_err(|error| DiskError::from_js(&error))
}

fn promise(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let (succeeded, failed) = (request.clone(), request.clone());
        let success = Closure::once_into_js(move || {
            js::resolve(&resolve, &succeeded.result().unwrap_or(JsValue::UNDEFINED));
        });
        let failure = Closure::once_into_js(move || {
            let error = failed.error().ok().flatten().map_or(JsValue::NULL, JsValue::from);
            js::resolve(&reject, &error);
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(failure.unchecked_ref()));
    })
}
