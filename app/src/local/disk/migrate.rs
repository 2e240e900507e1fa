//! From schema to schema, after opening, in ordinary transactions: one file a hop, each safe to begin again.

mod v101;

use std::rc::Rc;

use super::open::SCHEMA;
use super::{Change, Disk, DiskError, Store};

/// The key under which the schema of the content is kept.
const KEY: &str = "schema";
/// The schema that did not say which one it is.
const FIRST: u32 = 100;

/// Brings the content to this program's schema.
pub(super) async fn run(disk: &Rc<Disk>) -> Result<(), DiskError> {
    let stored = disk.read(Store::Meta, KEY).await?;
    let content = stored.and_then(|text| text.parse().ok()).unwrap_or(FIRST);
    if content >= SCHEMA {
        return Ok(());
    }
    if content < 101 {
        v101::run(disk).await?;
    }
    disk.write(&[Change::Put(Store::Meta, KEY.to_owned(), SCHEMA.to_string())]).await
}
