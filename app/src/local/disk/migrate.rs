//! From schema to schema, after opening, in ordinary transactions: one file a hop, each safe to begin again.

mod v101;

use std::rc::Rc;

use super::open::SCHEMA;
use super::{Change, Disk, DiskError, Found, Store};

/// The key under which the schema of the content is kept.
const KEY: &str = "schema";
/// The schema that did not say which one it is.
const FIRST: u32 = 100;

/// Brings the content to this program's schema and gives it, with what says so where nothing does yet.
pub(super) async fn run(disk: &Rc<Disk>) -> Result<(Vec<Found>, Vec<Change>), DiskError> {
    let found = disk.content().await?;
    let stored = found.iter().find(|(store, key, _)| *store == Store::Meta && key == KEY);
    let schema = match stored {
        Some((_, _, None)) => return Err(DiskError::Unreadable),
        stored => stored.and_then(|(_, _, text)| text.as_ref()?.parse().ok()).unwrap_or(FIRST),
    };
    if schema >= SCHEMA {
        return Ok((found, Vec::new()));
    }
    let now = vec![Change::Put(Store::Meta, KEY.to_owned(), SCHEMA.to_string())];
    // In a new storage there is nothing to bring along.
    if found.is_empty() {
        return Ok((found, now));
    }
    if schema < 101 {
        v101::run(disk).await?;
    }
    disk.write(&now).await?;
    Ok((disk.content().await?, Vec::new()))
}
