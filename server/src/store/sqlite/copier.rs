//! Carries what was committed to the copy of the audit log, and tells the callers only then.

use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use rusqlite::Connection;

use super::Shared;
use super::connection::Session;
use crate::audit::{Copy, Line};
use crate::store::{Rows, StoreError, Stored, Told};

/// Rows read at a time.
const CHUNK: usize = 1000;

/// What one commit leaves to be done.
pub(super) struct Committed {
    /// Lines for the copy.
    pub(super) lines: String,
    pub(super) told: Vec<Told>,
    pub(super) events: Vec<(String, u64)>,
}

impl Committed {
    /// Tells everybody.
    pub(super) fn tell(self, outcome: &Stored<()>, shared: &Shared) {
        for tell in self.told {
            tell(outcome.clone());
        }
        if outcome.is_ok() {
            for (recipient, number) in self.events {
                shared.feed.publish(&recipient, number);
            }
        }
    }
}

/// Copies until the writer is gone. Commits that came while the disk was busy share the next synchronisation.
pub(super) fn run(mut copy: Copy, commits: &Receiver<Committed>, shared: &Shared) {
    let mut outcome = Ok(());
    while let Ok(first) = commits.recv() {
        let mut batch = vec![first];
        batch.extend(commits.try_iter());
        if outcome.is_ok() {
            let lines: String = batch.iter().map(|committed| &*committed.lines).collect();
            if !lines.is_empty()
                && let Err(error) = copy.append(&lines)
            {
                tracing::error!(%error, "the copy of the audit log failed; the store is read-only until restart");
                shared.failed.store(true, Ordering::Release);
                outcome = Err(StoreError(format!("the copy of the audit log: {error}")));
            }
        }
        for committed in batch {
            committed.tell(&outcome, shared);
        }
    }
}

/// Whether the copy is this log's, and how far it has come.
pub(super) fn agree(connection: &Connection, copy: &Copy) -> Stored<Handed> {
    let (number, hash) = copy.end();
    let same = match number.checked_sub(1) {
        None => true,
        Some(before) => {
            let rows = Session::new(connection).audit_texts(before, 1)?;
            rows.first().is_some_and(|row| (row.number, &row.hash) == (*number, hash))
        }
    };
    if !same {
        return Err(StoreError(copy.foreign().to_string()));
    }
    Ok(Handed { event: *number, checkpoint: *number })
}

/// How far the log has been handed to the copy.
#[derive(Debug, Default)]
pub(super) struct Handed {
    pub(super) event: u64,
    pub(super) checkpoint: u64,
}

impl Handed {
    /// The lines of everything committed since, whoever wrote it: another process may have the database open, too.
    pub(super) fn lines(&mut self, connection: &Connection) -> Stored<String> {
        let (rows, mut lines) = (Session::new(connection), String::new());
        loop {
            let mut points = rows.checkpoints(self.checkpoint, CHUNK)?.into_iter().peekable();
            let events = rows.audit_texts(self.event, CHUNK)?;
            let is_last = events.len() < CHUNK;
            for line in [None].into_iter().chain(events.into_iter().map(Some)) {
                if let Some(row) = line {
                    self.event = row.number;
                    lines.push_str(&Line::Event { number: row.number, hash: row.hash, doc: row.doc }.text());
                }
                // A checkpoint stands right behind its event.
                while let Some((number, point)) = points.next_if(|(number, _)| *number <= self.event) {
                    self.checkpoint = number;
                    lines.push_str(&Line::Checkpoint(point).text());
                }
            }
            if is_last {
                return Ok(lines);
            }
        }
    }
}
