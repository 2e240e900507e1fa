//! A storage from before people were identified: its drafts move into the vault of the person who wrote them.
//!
//! Everything is encrypted anew with the vault's key, because the old key lay on the disk. Begun again, what has moved is
//! written once more; the old storage goes only when all of it has been read and written.

use std::rc::Rc;

use wire::people::MeView;

use super::Unlocked;
use crate::local::Trouble;
use crate::local::disk::{self, Change, Disk, DiskError, Seat, Store};
use crate::local::lists::List;
use crate::local::records::{self, StoredList};

/// The mark of a vault that has taken over what it could.
const DONE: &str = "adopted";
/// How many records go in one transaction.
const BATCH: usize = 50;

/// Takes over the storage of this origin that nobody's passkey guards, if it is this person's.
pub(in crate::local) async fn adopt(vault: &Unlocked) -> Result<(), Trouble> {
    if !disk::is_there(disk::SHARED).await {
        return Ok(());
    }
    let (new, ..) = Disk::open(Seat::Vault(vault.clone())).await.map_err(|error| error.trouble())?;
    let taken = take_over(&new, &vault.user).await;
    new.retire();
    taken.map_err(|error| error.problem().into())
}

async fn take_over(new: &Rc<Disk>, user: &str) -> Result<(), DiskError> {
    if new.read(Store::Meta, DONE).await?.is_some() {
        return Ok(());
    }
    // One that does not open at all is left to whoever can help.
    let Ok((old, ..)) = Disk::open(Seat::Device).await else { return Ok(()) };
    let moved = if is_of(&old, user).await { move_all(&old, new).await } else { Ok(false) };
    old.retire();
    // What could not be read stays where it is.
    if moved? {
        disk::delete(disk::SHARED);
    }
    Ok(())
}

/// Moves every record that can be read; whether that was all of them.
async fn move_all(old: &Rc<Disk>, new: &Rc<Disk>) -> Result<bool, DiskError> {
    let mut all_read = true;
    for store in Store::CONTENT {
        let count = old.count(store).await?;
        let records = old.range(store, "").await?;
        all_read &= records.len() == count;
        let mut moved: Vec<Change> =
            records.into_iter().map(|(key, text)| Change::Put(store, key, text)).collect();
        while !moved.is_empty() {
            let rest = moved.split_off(moved.len().min(BATCH));
            new.write(&moved).await?;
            moved = rest;
        }
    }
    new.write(&[Change::Put(Store::Meta, DONE.to_owned(), "1".to_owned())]).await?;
    Ok(all_read)
}

/// Whether the one who worked here last is this person. A storage that knows nobody is whoever's comes first.
async fn is_of(old: &Rc<Disk>, user: &str) -> bool {
    let Ok(Some(text)) = old.read(Store::Lists, List::Me.name()).await else { return true };
    let me =
        records::read::<StoredList>(&text).and_then(|list| wire::record::from_value::<MeView>(list.items));
    me.is_none_or(|me| me.user.id == user)
}
