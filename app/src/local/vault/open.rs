//! Making, opening, and destroying a vault.

use wasm_bindgen::JsValue;
use wire::base64url::decode;

use super::ways::{self, Secret, Ways, no_cipher};
use super::{Unlocked, database, forget, wrap};
use crate::local::disk::{self, DiskError};
use crate::local::keys::DataKey;
use crate::local::{Trouble, ids, storage};

/// Makes a vault for a person who has none here. The recovery key that the server has just named opens it, too.
pub(in crate::local) async fn create(
    user: &str,
    secret: &Secret,
    recovery: Option<&str>,
) -> Result<Unlocked, Trouble> {
    let key_id = ids::new();
    let fresh = wrap::fresh().await.map_err(|_| no_cipher())?;
    let (name, record) = ways::seal(&fresh, &key_id, user, secret).await?;
    let mut ways = Ways(vec![(name, record)]);
    if let Some(public) = recovery.and_then(decode) {
        let (name, record) = ways::seal_for(&fresh, &key_id, user, &public).await?;
        ways.put(name, record);
    }
    let key = ways.open(user, secret, false).await?;
    // On disk before anything is encrypted with it.
    disk::put_ways(&database(user), &ways.0).await.map_err(|error| Trouble::from(error.problem()))?;
    Ok(Unlocked { user: user.to_owned(), key: DataKey { id: key_id, key }, ways })
}

/// Opens a person's vault. A recovery key that the server has just named, and that does not open it yet, does from now on.
pub(in crate::local) async fn unlock(
    user: &str,
    mut ways: Ways,
    secret: &Secret,
    recovery: Option<&str>,
) -> Result<Unlocked, Trouble> {
    let key = ways.open(user, secret, false).await?;
    let id = ways.key_id().ok_or_else(no_cipher)?;
    if let Some(public) = recovery.filter(|public| !ways.recovers_with(public)).and_then(decode) {
        let fresh = ways.open(user, secret, true).await?;
        let sealed = ways::seal_for(&fresh, &id, user, &public).await?;
        keep(user, &mut ways, sealed).await?;
    }
    Ok(Unlocked { user: user.to_owned(), key: DataKey { id, key }, ways })
}

/// Adds a way to a vault that another way opens.
pub(in crate::local) async fn add(
    user: &str,
    ways: &mut Ways,
    (by, new): (&Secret, &Secret),
) -> Result<(), Trouble> {
    let fresh = ways.open(user, by, true).await?;
    let key_id = ways.key_id().ok_or_else(no_cipher)?;
    let sealed = ways::seal(&fresh, &key_id, user, new).await?;
    keep(user, ways, sealed).await
}

async fn keep(user: &str, ways: &mut Ways, (name, record): (String, JsValue)) -> Result<(), Trouble> {
    let put = disk::put_ways(&database(user), &[(name.clone(), record.clone())]).await;
    put.map_err(|error: DiskError| Trouble::from(error.problem()))?;
    ways.put(name, record);
    Ok(())
}

/// A passkey that is no longer the person's opens the vault no more, unless it is the last way.
pub(in crate::local) async fn remove_passkey(user: &str, ways: &mut Ways, id: &str) -> Result<(), Trouble> {
    let mut left = ways.clone();
    let Some(name) = left.remove_passkey(id) else { return Ok(()) };
    let gone = disk::remove_way(&database(user), name).await;
    gone.map_err(|error| Trouble::from(error.problem()))?;
    *ways = left;
    Ok(())
}

/// Destroys a person's vault: first every wrapped key, so that what may be left of the rest opens for nobody.
pub(in crate::local) async fn destroy(user: &str) -> Result<(), Trouble> {
    let gone = disk::remove_ways(&database(user)).await;
    gone.map_err(|error| Trouble::from(error.problem()))?;
    forget(user);
    storage::forget(&database(user));
    disk::delete(&database(user));
    Ok(())
}
