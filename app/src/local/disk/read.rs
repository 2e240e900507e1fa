//! Reading: requests of one read-only transaction.

use idb::{KeyRange, Query, Transaction};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbRequest};

use super::{DiskError, Store, batch};
use crate::local::js;

/// Every record of these stores whose key begins with the prefix beside it, store by store in the order of keys: one
/// look at the disk.
pub(super) async fn ranges(
    database: &IdbDatabase,
    ranges: &[(Store, &str)],
) -> Result<Vec<(Store, String, JsValue)>, DiskError> {
    let names: Array = ranges.iter().map(|(store, _)| JsValue::from_str(store.name())).collect();
    let transaction = Transaction::from(batch::begin(database, &names, "readonly")?);
    // All requests are under way before the first is waited for.
    let mut asked = Vec::new();
    for (store, prefix) in ranges {
        let query = if prefix.is_empty() {
            None
        } else {
            let end = [prefix, "\u{ffff}"].concat();
            let range = KeyRange::bound(&(*prefix).into(), &end.into(), None, None).map_err(closed)?;
            Some(Query::KeyRange(range))
        };
        let records = transaction.object_store(store.name()).map_err(closed)?;
        let keys = records.get_all_keys(query.clone(), None).map_err(closed)?;
        let values = records.get_all(query, None).map_err(closed)?;
        asked.push((*store, promise(&keys.into()), promise(&values.into())));
    }
    let failed = |error: JsValue| DiskError::from_js(&error);
    let mut all = Vec::new();
    for (store, keys, values) in asked {
        let keys: Array = js::wait(keys).await.map_err(failed)?.unchecked_into();
        let values: Array = js::wait(values).await.map_err(failed)?.unchecked_into();
        let keys = keys.iter().filter_map(|key| key.as_string());
        all.extend(keys.zip(values.iter()).map(|(key, value)| (store, key, value)));
    }
    Ok(all)
}

fn closed(_: idb::Error) -> DiskError {
    DiskError::Closed
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
