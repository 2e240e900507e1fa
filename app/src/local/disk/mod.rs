//! The disk: batches of encrypted records in IndexedDB, on one connection that is opened anew when it is lost.

mod aside;
mod batch;
mod error;
mod migrate;
mod open;
mod read;
mod sealed;
mod store;
mod ways;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;

use self::aside::Aside;
use self::open::{Connection, Wanted};
use super::keys::DataKey;
use super::vault::{self, Unlocked, Ways};
use super::{OpenError, js};
use crate::boot;

pub(super) use error::DiskError;
pub(super) use store::Store;
pub(super) use ways::{delete, is_there, put_ways, remove_way, remove_ways, ways};

/// The storage of an origin where nobody signs in.
pub(super) const SHARED: &str = "ikensho";

/// Whose storage it is, and where its data key comes from.
pub(super) enum Seat {
    /// This browser profile's, with a key beside it.
    Device,
    /// A person's vault, open.
    Vault(Unlocked),
}

/// One change of a batch.
pub(super) enum Change {
    /// The record's new content, JSON.
    Put(Store, String, String),
    /// No record.
    Remove(Store, String),
}

/// A record as it lies on the disk: where, and its text if it opens.
pub(super) type Found = (Store, String, Option<String>);

/// What the disk has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// Everything that was stored is gone; what is in memory has to be written again.
    Emptied,
    /// A newer version waits for the storage: save and say [`Disk::retire`].
    Upgrade,
    /// Records that do not open with this device's key.
    Unreadable,
}

/// How often the worker that writes beside the page is started at most.
const STARTS: u8 = 5;

/// Who hears notices.
type NoticeListener = Rc<dyn Fn(Notice)>;

/// The disk.
pub(super) struct Disk {
    connection: RefCell<Option<Rc<Connection>>>,
    key: RefCell<Option<DataKey>>,
    aside: RefCell<Option<Rc<Aside>>>,
    /// How often it was started.
    starts: Cell<u8>,
    /// The database.
    name: String,
    /// The ways into it, where it is a vault.
    ways: RefCell<Ways>,
    opening: RefCell<Option<Promise>>,
    refused: Cell<Option<OpenError>>,
    retired: Cell<bool>,
    notice: RefCell<Option<NoticeListener>>,
}

impl Disk {
    /// Opens the disk and brings its content to this program's schema; gives what [`Disk::content`] finds there, and
    /// what is to be written with the next batch.
    pub(super) async fn open(seat: Seat) -> Result<(Rc<Disk>, Vec<Found>, Vec<Change>), OpenError> {
        super::cipher::subtle().ok_or(OpenError::NoCrypto)?;
        let (name, key, ways) = match seat {
            Seat::Device => (SHARED.to_owned(), None, Ways::default()),
            Seat::Vault(vault) => (vault::database(&vault.user), Some(vault.key), vault.ways),
        };
        let disk = Rc::new(Disk {
            connection: RefCell::default(),
            key: RefCell::new(key),
            aside: RefCell::default(),
            starts: Cell::new(0),
            name,
            ways: RefCell::new(ways),
            opening: RefCell::default(),
            refused: Cell::new(None),
            retired: Cell::new(false),
            notice: RefCell::default(),
        });
        disk.connect().await?;
        let (found, owed) = migrate::run(&disk).await.map_err(|error| match error {
            DiskError::Full => OpenError::Full,
            _ => OpenError::Broken,
        })?;
        Ok((disk, found, owed))
    }

    /// What is looked at first: facts about the storage, lists, drafts and what was done to them.
    pub(super) fn content(self: &Rc<Self>) -> impl Future<Output = Result<Vec<Found>, DiskError>> {
        self.ranges(&[(Store::Meta, ""), (Store::Lists, ""), (Store::Drafts, ""), (Store::Operations, "")])
    }

    /// Who is told.
    pub(super) fn on_notice(&self, listener: impl Fn(Notice) + 'static) {
        *self.notice.borrow_mut() = Some(Rc::new(listener));
    }

    fn tell(&self, notice: Notice) {
        let listener = self.notice.borrow().clone();
        if let Some(listener) = listener {
            listener(notice);
        }
    }

    /// Writes a batch in one transaction; returns when it is durable. A lost connection is opened anew, once.
    pub(super) async fn write(self: &Rc<Self>, batch: &[Change]) -> Result<(), DiskError> {
        for _ in 0..2 {
            if boot::panicked() {
                return Err(DiskError::Stopped);
            }
            let (connection, key) = self.connection().await?;
            // Encrypted before the transaction begins: inside it nothing else may be waited for.
            let ready = sealed::seal(&key, batch).await?;
            match batch::write(&connection.database, &ready).await {
                Err(DiskError::Closed) => connection.closed.set(true),
                done => return done,
            }
        }
        Err(DiskError::Closed)
    }

    /// Writes a batch for which nobody waits, beside the page where that can be done.
    pub(super) async fn write_aside(self: &Rc<Self>, batch: &[Change]) -> Result<(), DiskError> {
        if let Some(aside) = self.aside().filter(|_| !boot::panicked()) {
            match aside.write(batch).await {
                Err(DiskError::Closed) => self.end_aside(),
                done => return done,
            }
        }
        // The same again changes nothing, should the worker have done it after all.
        self.write(batch).await
    }

    /// Has the worker started that writes beside the page.
    pub(super) fn prepare(&self) {
        self.aside();
    }

    /// The worker, when it is free; it is started when it is asked for.
    fn aside(&self) -> Option<Rc<Aside>> {
        let (_, key) = self.open_connection().filter(|_| !self.retired.get())?;
        let standing = self.aside.borrow().clone();
        if standing.as_ref().is_none_or(|aside| !aside.is_for(&key)) {
            // One that fails again and again is not asked any more.
            let starts = self.starts.get();
            if starts < STARTS {
                self.starts.set(starts + 1);
                *self.aside.borrow_mut() = Aside::start(&self.name, &key).map(Rc::new);
            }
            return None;
        }
        standing.filter(|aside| aside.is_free())
    }

    fn end_aside(&self) {
        self.aside.borrow_mut().take();
    }

    /// One record.
    pub(super) async fn read(self: &Rc<Self>, store: Store, key: &str) -> Result<Option<String>, DiskError> {
        let found = self.ranges(&[(store, key)]).await?;
        match found.into_iter().find(|(_, place, _)| place == key) {
            Some((_, _, None)) => Err(DiskError::Unreadable),
            found => Ok(found.and_then(|(_, _, text)| text)),
        }
    }

    /// Every record whose key begins with `prefix`, in the order of keys. Records that do not open are passed over
    /// and told of; they stay where they are.
    pub(super) async fn range(
        self: &Rc<Self>,
        store: Store,
        prefix: &str,
    ) -> Result<Vec<(String, String)>, DiskError> {
        let found = self.ranges(&[(store, prefix)]).await?;
        Ok(found.into_iter().filter_map(|(_, key, text)| Some((key, text?))).collect())
    }

    /// [`Disk::range`] of several stores in one look, with those that do not open.
    pub(super) async fn ranges(self: &Rc<Self>, ranges: &[(Store, &str)]) -> Result<Vec<Found>, DiskError> {
        let (connection, key) = self.connection().await?;
        let records = read::ranges(&connection.database, ranges).await?;
        let found = sealed::open(&key, records).await;
        if found.iter().any(|(_, _, text)| text.is_none()) {
            self.tell(Notice::Unreadable);
        }
        Ok(found)
    }

    /// Lets go of the storage for good: a newer version takes it over.
    pub(super) fn retire(&self) {
        self.retired.set(true);
        self.end_aside();
        if let Some(connection) = self.connection.borrow().as_ref() {
            connection.closed.set(true);
            connection.database.close();
        }
    }

    async fn connection(self: &Rc<Self>) -> Result<(Rc<Connection>, DataKey), DiskError> {
        if self.retired.get() {
            return Err(DiskError::Retired);
        }
        if let Some(open) = self.open_connection() {
            return Ok(open);
        }
        self.reconnect().await;
        self.open_connection().ok_or(match self.refused.get() {
            Some(OpenError::Full) => DiskError::Full,
            Some(OpenError::NeedsNewer { .. }) => DiskError::Retired,
            _ => DiskError::Closed,
        })
    }

    fn open_connection(&self) -> Option<(Rc<Connection>, DataKey)> {
        let connection = self.connection.borrow().clone().filter(|connection| !connection.closed.get())?;
        Some((connection, self.key.borrow().clone()?))
    }

    /// Opens the connection anew; whoever asks meanwhile waits for the same one.
    async fn reconnect(self: &Rc<Self>) {
        let under_way = self.opening.borrow().clone();
        let promise = under_way.unwrap_or_else(|| {
            let (promise, done) = js::deferred();
            *self.opening.borrow_mut() = Some(promise.clone());
            let disk = Rc::clone(self);
            js::spawn(async move {
                let was_emptied = disk.connect().await;
                disk.opening.borrow_mut().take();
                js::resolve(&done, &JsValue::TRUE);
                if was_emptied == Ok(true) {
                    disk.tell(Notice::Emptied);
                }
            });
            promise
        });
        // Only ever resolved.
        let _ = js::wait(promise).await;
    }

    /// Opens a connection; whether the data key this page used is no longer there.
    async fn connect(self: &Rc<Self>) -> Result<bool, OpenError> {
        let disk = Rc::downgrade(self);
        let wanted = move |wanted| {
            let Some(disk) = disk.upgrade() else { return };
            match wanted {
                Wanted::Upgrade => disk.tell(Notice::Upgrade),
                Wanted::Deletion => disk.let_go(),
            }
        };
        let outcome = self.connect_with(wanted).await;
        self.refused.set(outcome.err());
        outcome
    }

    async fn connect_with(&self, wanted: impl Fn(Wanted) + 'static) -> Result<bool, OpenError> {
        let connection = open::open(&self.name, wanted).await?;
        let ways = self.ways.borrow().clone();
        let was_emptied = if ways.is_empty() {
            let key = sealed::data_key(&connection.database).await?;
            let before = self.key.borrow_mut().replace(key.clone());
            before.is_some_and(|before| before.id != key.id)
        } else {
            sealed::put_back(&connection.database, &ways).await?
        };
        *self.connection.borrow_mut() = Some(Rc::new(connection));
        Ok(was_emptied)
    }

    /// The database's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The ways into this vault; none where nobody signs in.
    pub(super) fn ways(&self) -> Ways {
        self.ways.borrow().clone()
    }

    /// There are other ways from now on.
    pub(super) fn set_ways(&self, ways: Ways) {
        *self.ways.borrow_mut() = ways;
    }

    /// How many records a store holds, readable or not.
    pub(super) async fn count(self: &Rc<Self>, store: Store) -> Result<usize, DiskError> {
        let (connection, _) = self.connection().await?;
        Ok(read::ranges(&connection.database, &[(store, "")]).await?.len())
    }

    /// The storage is being deleted: a connection that stays open would only delay it.
    fn let_go(&self) {
        self.end_aside();
        if let Some(connection) = self.connection.borrow().as_ref() {
            connection.closed.set(true);
            connection.database.close();
        }
    }
}
