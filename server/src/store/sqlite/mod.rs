//! SQLite: write-ahead log, synchronised at every commit.

mod accounts;
mod columns;
mod connection;
mod copier;
mod rows;
mod snapshot;
mod tx;
mod writer;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::{Command, Feed, Rows, Store, StoreError, Stored};
pub(crate) use snapshot::{inspect, snapshot};

use crate::audit::Copy;
use connection::{Session, open, open_reader};

/// Readers beside the one writer.
const READERS: usize = 4;
/// The most commits that wait for the copy of the audit log; the writer waits beyond it.
const COMMITS: usize = 8;

/// A store in one SQLite file.
pub(crate) struct Sqlite {
    commands: Option<mpsc::Sender<Command>>,
    threads: Vec<JoinHandle<()>>,
    writer: String,
    readers: Vec<Mutex<Connection>>,
    turn: AtomicUsize,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    feed: Feed,
    failed: AtomicBool,
}

impl Sqlite {
    /// Opens the store in `path`, which is made when it is not there. No copy is kept of its audit log.
    pub(crate) fn open(path: &Path) -> Stored<Sqlite> {
        Sqlite::start(path, None)
    }

    /// Opens the store in `path`, with a copy of its audit log: nothing is answered before it is there, too.
    ///
    /// # Errors
    /// Besides those of opening: the copy is another log's, or holds more than this one.
    pub(crate) fn open_with_copy(path: &Path, copy: Copy) -> Stored<Sqlite> {
        Sqlite::start(path, Some(copy))
    }

    fn start(path: &Path, copy: Option<Copy>) -> Stored<Sqlite> {
        let connection = open(path)?;
        let readers = (0..READERS).map(|_| open_reader(path).map(Mutex::new)).collect::<Stored<Vec<_>>>()?;
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = mpsc::channel();
        let mut threads = Vec::new();
        let mut spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
            let thread = std::thread::Builder::new().name(name.into()).spawn(work);
            threads.push(thread.map_err(|error| StoreError(error.to_string()))?);
            Ok::<_, StoreError>(())
        };
        let copier = match copy {
            Some(copy) => {
                let handed = copier::agree(&connection, &copy)?;
                let (commits, committed) = mpsc::sync_channel(COMMITS);
                let theirs = Arc::clone(&shared);
                spawn("copier", Box::new(move || copier::run(copy, &committed, &theirs)))?;
                Some((commits, handed))
            }
            None => None,
        };
        let theirs = Arc::clone(&shared);
        spawn("writer", Box::new(move || writer::run(&connection, &receiver, copier, &theirs)))?;
        Ok(Sqlite {
            commands: Some(sender),
            threads,
            writer: crate::act::uuid7(),
            readers,
            turn: AtomicUsize::new(0),
            shared,
        })
    }
}

/// Looks at the store in `path` as it is, without a writer: nothing is made or changed.
pub(crate) fn look_at(path: &Path, reader: &mut dyn FnMut(&dyn Rows)) -> Stored<()> {
    let connection = open_reader(path)?;
    let state = connection.unchecked_transaction()?;
    reader(&Session::new(&connection));
    Ok(state.finish()?)
}

impl Store for Sqlite {
    fn submit(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // When the writer is gone the command is dropped, and its caller told so.
            let _ = commands.send(command);
        }
    }

    fn look(&self, reader: &mut dyn FnMut(&dyn Rows)) -> Stored<()> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % READERS;
        let connection = self.readers.get(turn).ok_or_else(|| StoreError("no reader".into()))?;
        let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        let state = connection.unchecked_transaction()?;
        reader(&Session::new(&connection));
        Ok(state.finish()?)
    }

    fn is_failed(&self) -> bool {
        self.shared.failed.load(Ordering::Acquire)
    }

    fn writer(&self) -> &str {
        &self.writer
    }

    fn feed(&self) -> &Feed {
        &self.shared.feed
    }
}

impl Drop for Sqlite {
    /// Lets the writer finish what it was given.
    fn drop(&mut self) {
        self.commands = None;
        for thread in self.threads.drain(..) {
            // A writer that panicked has already answered nobody.
            let _ = thread.join();
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        StoreError(error.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        // The text of the row is left out: logs hold no patient data.
        StoreError(format!("a row is not readable (line {}, column {})", error.line(), error.column()))
    }
}
