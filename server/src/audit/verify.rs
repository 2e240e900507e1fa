use std::collections::VecDeque;
use std::io;

use wire::letters::ReceiptKey;

use super::copy::Lines;
use super::{Broken, Chain, Checkpoint, Fault, Line};
use crate::store::rows::AuditRow;
use crate::store::{Rows, StoreError, Stored};

/// Rows read at a time.
const CHUNK: usize = 1000;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verified {
    /// Events that are as they were written, from the first on.
    pub(crate) events: u64,
    /// Signed checkpoints of the database up to there.
    pub(crate) checkpoints: u64,
    pub(crate) broken: Option<Broken>,
}

/// Reads the log from its first event to its last, with its checkpoints, and the copy beside it if there is one.
/// A copy that ends before the database does is broken, too: who verifies while the server writes looks again.
pub(crate) fn verify(rows: &dyn Rows, key: &ReceiptKey, copy: Option<&mut Lines>) -> Stored<Verified> {
    verify_from(Chain::default(), rows, key, copy)
}

/// The same from an event on that was verified before.
pub(super) fn verify_from(
    chain: Chain,
    rows: &dyn Rows,
    key: &ReceiptKey,
    copy: Option<&mut Lines>,
) -> Stored<Verified> {
    let mut reading = Reading {
        key,
        points: Points { rows, queue: VecDeque::new(), read: chain.number, seen: 0 },
        chain,
        copy: copy.map(Beside::new).transpose()?,
    };
    let broken = reading.run(rows)?.err();
    let Reading { chain, points, .. } = reading;
    Ok(Verified { events: chain.number, checkpoints: points.seen, broken })
}

struct Reading<'a> {
    key: &'a ReceiptKey,
    chain: Chain,
    points: Points<'a>,
    copy: Option<Beside<'a>>,
}

impl Reading<'_> {
    /// Everything; the outer error is one of reading.
    fn run(&mut self, rows: &dyn Rows) -> Stored<Result<(), Broken>> {
        loop {
            let events = rows.audit(self.chain.number, CHUNK)?;
            if events.is_empty() {
                return self.end();
            }
            for row in events {
                let number = self.chain.number + 1;
                if let Err(fault) = self.event(row)? {
                    return Ok(Err(Broken { number, fault }));
                }
            }
        }
    }

    fn event(&mut self, row: AuditRow) -> Stored<Result<(), Fault>> {
        if let Some(copy) = &mut self.copy
            && let Err(fault) = copy.event(&self.chain, &row, self.key)?
        {
            // What is wrong in the database itself says more than that it differs.
            return Ok(self.chain.follow(row).and(Err(fault)));
        }
        if let Err(fault) = self.chain.follow(row) {
            return Ok(Err(fault));
        }
        while let Some(point) = self.points.of(self.chain.number)? {
            if let Err(fault) = fits(&point, &self.chain, self.key) {
                return Ok(Err(fault));
            }
        }
        Ok(Ok(()))
    }

    /// Nothing may have been written behind the last event.
    fn end(&mut self) -> Stored<Result<(), Broken>> {
        let behind = |fault| Ok(Err(Broken { number: self.chain.number + 1, fault }));
        if self.points.next()?.is_some() {
            return behind(Fault::Truncated);
        }
        let Some(copy) = &mut self.copy else { return Ok(Ok(())) };
        while let Some(line) = copy.next.take() {
            match line {
                Ok(Line::Event { .. }) => return behind(Fault::Truncated),
                Ok(Line::Checkpoint(point)) => {
                    if let Err(fault) = fits(&point, &self.chain, self.key) {
                        return Ok(Err(Broken { number: self.chain.number, fault }));
                    }
                }
                Err(()) => return behind(Fault::Copy),
            }
            copy.go_on()?;
        }
        Ok(Ok(()))
    }
}

/// Whether a checkpoint says what the chain says.
fn fits(point: &Checkpoint, chain: &Chain, key: &ReceiptKey) -> Result<(), Fault> {
    let body = point.open(key).ok_or(Fault::Signature)?;
    let same = (body.number, &body.hash) == (chain.number, &chain.hash);
    same.then_some(()).ok_or(Fault::Checkpoint)
}

/// The checkpoints of the database, in order.
struct Points<'a> {
    rows: &'a dyn Rows,
    queue: VecDeque<(u64, Checkpoint)>,
    read: u64,
    seen: u64,
}

impl Points<'_> {
    fn next(&mut self) -> Stored<Option<u64>> {
        if self.queue.is_empty() {
            self.queue = self.rows.checkpoints(self.read, CHUNK)?.into();
            self.read = self.queue.back().map_or(self.read, |(number, _)| *number);
        }
        Ok(self.queue.front().map(|(number, _)| *number))
    }

    /// The next one, if it stands at this event or before it.
    fn of(&mut self, number: u64) -> Stored<Option<Checkpoint>> {
        if self.next()?.is_none_or(|next| next > number) {
            return Ok(None);
        }
        self.seen += 1;
        Ok(self.queue.pop_front().map(|(_, point)| point))
    }
}

/// The copy, line by line.
struct Beside<'a> {
    lines: &'a mut Lines,
    next: Option<Result<Line, ()>>,
}

impl<'a> Beside<'a> {
    fn new(lines: &'a mut Lines) -> Stored<Beside<'a>> {
        let mut beside = Beside { lines, next: None };
        beside.go_on()?;
        Ok(beside)
    }

    fn go_on(&mut self) -> Stored<()> {
        let failed = |error: io::Error| StoreError(format!("the copy of the audit log: {error}"));
        self.next = self.lines.next().map_err(failed)?;
        Ok(())
    }

    /// Whether the copy goes on with this event, after checkpoints of the one before.
    fn event(&mut self, before: &Chain, row: &AuditRow, key: &ReceiptKey) -> Stored<Result<(), Fault>> {
        loop {
            match &self.next {
                None => return Ok(Err(Fault::NotCopied)),
                Some(Ok(Line::Checkpoint(point))) => {
                    if let Err(fault) = fits(point, before, key) {
                        return Ok(Err(fault));
                    }
                    self.go_on()?;
                }
                Some(Ok(Line::Event { number, hash, doc }))
                    if (*number, hash, doc) == (row.number, &row.hash, &row.doc) =>
                {
                    self.go_on()?;
                    return Ok(Ok(()));
                }
                Some(_) => return Ok(Err(Fault::Copy)),
            }
        }
    }
}
