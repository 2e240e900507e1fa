//! 101: earlier letters have a store of their own, so that the lists can be read without them.

use std::rc::Rc;

use crate::local::disk::{Change, Disk, DiskError, Store};

const PREFIX: &str = "previous/";

pub(super) async fn run(disk: &Rc<Disk>) -> Result<(), DiskError> {
    for (key, text) in disk.range(Store::Lists, PREFIX).await? {
        let Some(request) = key.strip_prefix(PREFIX) else { continue };
        // Both or neither: begun again, only what is left moves.
        let moved = [
            Change::Put(Store::Previous, request.to_owned(), text),
            Change::Remove(Store::Lists, key.clone()),
        ];
        disk.write(&moved).await?;
    }
    Ok(())
}
