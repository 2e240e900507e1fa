//! The one writer: many commands, one synchronised commit.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender};

use rusqlite::Connection;

use super::Shared;
use super::connection::Session;
use super::copier::{Committed, Handed};
use crate::store::{Command, StoreError, Stored, Tx};

/// The most commands of one transaction: beyond it the callers' waiting costs more than the synchronising saves.
const BATCH: usize = 256;

/// Where commits go for the copy of the audit log, and how far it has been handed over.
pub(super) type Copier = (SyncSender<Committed>, Handed);

/// Takes commands until every sender is gone.
pub(super) fn run(
    connection: &Connection,
    commands: &Receiver<Command>,
    copier: Option<Copier>,
    shared: &Shared,
) {
    let mut copier = copier;
    while let Ok(first) = commands.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            let Ok(next) = commands.try_recv() else { break };
            batch.push(next);
        }
        write(connection, batch, copier.as_mut(), shared);
    }
}

fn write(connection: &Connection, batch: Vec<Command>, copier: Option<&mut Copier>, shared: &Shared) {
    let mut told = Vec::with_capacity(batch.len());
    let mut events = Vec::new();
    let mut outcome = begin(connection, shared);
    for command in batch {
        let mut session = Session::new(connection);
        outcome = outcome.and_then(|()| session.run("SAVEPOINT command", []));
        let done = command.run(outcome.clone().map(|()| &mut session as &mut dyn Tx));
        outcome = outcome.and_then(|()| close(connection, &session, done.keep));
        if done.keep {
            events.append(&mut session.events);
        }
        told.push(done.tell);
    }
    if outcome.is_ok() {
        outcome = connection.execute_batch("COMMIT").map_err(StoreError::from);
    }
    if let Err(error) = &outcome {
        fail(connection, shared, error);
    }
    let mut committed = Committed { lines: String::new(), told, events };
    if let (Ok(()), Some((commits, handed))) = (&outcome, copier) {
        match handed.lines(connection) {
            Ok(lines) => {
                committed.lines = lines;
                // The copier ends after the writer alone.
                let _ = commits.send(committed);
                return;
            }
            Err(error) => {
                fail(connection, shared, &error);
                outcome = Err(error);
            }
        }
    }
    committed.tell(&outcome, shared);
}

fn begin(connection: &Connection, shared: &Shared) -> Stored<()> {
    if shared.failed.load(Ordering::Acquire) {
        return Err(StoreError(
            "an earlier commit failed; nothing is written until the server is restarted".into(),
        ));
    }
    Ok(connection.execute_batch("BEGIN IMMEDIATE")?)
}

/// Ends a command's savepoint. An error of the disk may have ended the whole transaction: then nothing can be kept.
fn close(connection: &Connection, session: &Session<'_>, keep: bool) -> Stored<()> {
    if connection.is_autocommit() {
        return Err(StoreError("the database gave the transaction up".into()));
    }
    if !keep {
        session.run("ROLLBACK TO command", [])?;
    }
    session.run("RELEASE command", [])
}

/// What was written cannot be trusted to be on disk: stop rather than guess.
fn fail(connection: &Connection, shared: &Shared, error: &StoreError) {
    if !shared.failed.swap(true, Ordering::AcqRel) {
        tracing::error!(%error, "a commit failed; the store is read-only until restart");
    }
    if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
        tracing::error!("the transaction could not be rolled back");
    }
}
