//! SQLite: write-ahead log, synchronised at every commit.

mod columns;
mod connection;
mod rows;
mod tx;
mod writer;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::{Command, Feed, Rows, Store, StoreError, Stored};
use connection::{Session, open, open_reader};

/// Readers beside the one writer.
const READERS: usize = 4;

/// A store in one SQLite file.
pub(crate) struct Sqlite {
    commands: Option<mpsc::Sender<Command>>,
    writer: Option<JoinHandle<()>>,
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
    /// Opens the store in `path`, which is made when it is not there.
    pub(crate) fn open(path: &Path) -> Stored<Sqlite> {
        let connection = open(path)?;
        let readers = (0..READERS).map(|_| open_reader(path).map(Mutex::new)).collect::<Stored<Vec<_>>>()?;
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = mpsc::channel();
        let theirs = Arc::clone(&shared);
        let writer = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || writer::run(&connection, &receiver, &theirs))
            .map_err(|error| StoreError(error.to_string()))?;
        Ok(Sqlite {
            commands: Some(sender),
            writer: Some(writer),
            readers,
            turn: AtomicUsize::new(0),
            shared,
        })
    }
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

    fn feed(&self) -> &Feed {
        &self.shared.feed
    }
}

impl Drop for Sqlite {
    /// Lets the writer finish what it was given.
    fn drop(&mut self) {
        self.commands = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has already answered nobody.
            let _ = writer.join();
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
