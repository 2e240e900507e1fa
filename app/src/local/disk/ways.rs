//! A vault's ways while it is closed: the one store that is read without its key.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::batch::{self, Ready};
use super::open::{self, Connection};
use super::{DiskError, Store, read};
use crate::local::{OpenError, js};

/// The ways that lie in this database. One without any is not left behind.
pub(in crate::local) async fn ways(name: &str) -> Result<Vec<(String, JsValue)>, OpenError> {
    let connection = open(name).await?;
    let ways = read::ranges(&connection.database, &[(Store::Keys, "")]).await;
    connection.database.close();
    let ways = ways.map_err(|_| OpenError::Broken)?;
    if ways.is_empty() {
        delete(name);
    }
    Ok(ways.into_iter().map(|(_, way, record)| (way, record)).collect())
}

/// Writes ways, in place of those with their names.
pub(in crate::local) async fn put_ways(name: &str, ways: &[(String, JsValue)]) -> Result<(), DiskError> {
    let batch = ways.iter().map(|(way, record)| Ready::Put(Store::Keys, way.clone(), record.clone()));
    change(name, batch.collect()).await
}

/// Removes one way.
pub(in crate::local) async fn remove_way(name: &str, way: String) -> Result<(), DiskError> {
    change(name, vec![Ready::Remove(Store::Keys, way)]).await
}

/// Removes every way.
pub(in crate::local) async fn remove_ways(name: &str) -> Result<(), DiskError> {
    let connection = open(name).await.map_err(disk_error)?;
    let ways = read::ranges(&connection.database, &[(Store::Keys, "")]).await;
    connection.database.close();
    change(name, ways?.into_iter().map(|(_, way, _)| Ready::Remove(Store::Keys, way)).collect()).await
}

/// Deletes a database as soon as no page has it open.
pub(in crate::local) fn delete(name: &str) {
    // A refusal leaves what nobody can read.
    let _ = js::call(&js::global("indexedDB"), "deleteDatabase", &[&name.into()]);
}

/// Whether there is a database of this name. A browser that cannot say counts as one that has it.
pub(in crate::local) async fn is_there(name: &str) -> bool {
    let listed = js::promised(&js::global("indexedDB"), "databases", &[]).await;
    let Ok(all) = listed.map(|all| all.unchecked_into::<Array>()) else { return true };
    all.iter().any(|one| js::text(&one, "name").as_deref() == Some(name))
}

async fn change(name: &str, batch: Vec<Ready>) -> Result<(), DiskError> {
    let connection = open(name).await.map_err(disk_error)?;
    let written = batch::write(&connection.database, &batch).await;
    connection.database.close();
    written
}

async fn open(name: &str) -> Result<Connection, OpenError> {
    open::open(name, |_| ()).await
}

fn disk_error(error: OpenError) -> DiskError {
    match error {
        OpenError::Full => DiskError::Full,
        OpenError::NeedsNewer { .. } => DiskError::Retired,
        _ => DiskError::Closed,
    }
}
