//! The model disk: batches queue, end in order, and are there or not there as a whole.
//!
//! At a crash every batch that was not acknowledged yet is there or not, never a later one without an earlier one.
//! IndexedDB promises no less. A torn disk promises less: of the first batch that is not there it may keep some of its
//! first puts. The machines do not rely on more than that (heads and operations come before removals), so both disks
//! are part of the normal run.

use std::collections::{BTreeMap, VecDeque};

use sync::{Item, Known, Operation};

use crate::random::Random;

#[derive(Clone, Default)]
pub(crate) struct Disk {
    pub(crate) head: Option<Known>,
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) items: BTreeMap<String, Item>,
    queue: VecDeque<Batch>,
    /// Puts are refused.
    pub(crate) full: bool,
    /// When the last batch of the queue ends.
    ends: u64,
}

#[derive(Clone)]
pub(crate) struct Batch {
    pub(crate) puts: Vec<Put>,
    pub(crate) of: Of,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Of {
    Draft,
    Item(String),
}

#[derive(Clone)]
pub(crate) enum Put {
    Head(Box<Known>),
    Operation(Operation),
    DropOperation(String),
    Item(Item),
    DropItem(String),
}

impl Disk {
    /// Queues a batch; gives the time at which it ends.
    pub(crate) fn write(&mut self, batch: Batch, now: u64, random: &mut Random) -> u64 {
        let takes = if random.chance(5) { random.between(200, 3_000) } else { random.between(1, 40) };
        self.ends = self.ends.max(now) + takes;
        self.queue.push_back(batch);
        self.ends
    }

    /// The oldest batch ends: whose it was, and whether it is there.
    pub(crate) fn end(&mut self) -> Option<(Of, bool)> {
        let batch = self.queue.pop_front()?;
        let puts = |put: &Put| matches!(put, Put::Head(_) | Put::Operation(_) | Put::Item(_));
        let ok = !(self.full && batch.puts.iter().any(puts));
        if ok {
            batch.puts.into_iter().for_each(|put| self.put(put));
        }
        Some((batch.of, ok))
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    pub(crate) fn crash(&mut self, torn: bool, random: &mut Random) {
        for batch in core::mem::take(&mut self.queue) {
            if !self.full && random.chance(50) {
                batch.puts.into_iter().for_each(|put| self.put(put));
                continue;
            }
            if torn && !self.full {
                let kept = random.below(batch.puts.len() as u64 + 1) as usize;
                batch.puts.into_iter().take(kept).for_each(|put| self.put(put));
            }
            break;
        }
        self.ends = 0;
    }

    fn put(&mut self, put: Put) {
        match put {
            Put::Head(head) => self.head = Some(*head),
            Put::Operation(operation) => {
                self.operations.insert(operation.id.clone(), operation);
            }
            Put::DropOperation(id) => {
                self.operations.remove(&id);
            }
            Put::Item(item) => {
                self.items.insert(item.operation.clone(), item);
            }
            Put::DropItem(id) => {
                self.items.remove(&id);
            }
        }
    }
}
