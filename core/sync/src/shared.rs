use std::collections::{BTreeMap, BTreeSet};

use letters::{Cell, Value};

use crate::{Action, Operation, State};

/// A draft as the server of a facility holds it for all its devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Grows by one with every batch that changed something.
    pub version: u64,
    /// What it says.
    pub state: State,
    /// Cells with two values; a person chooses.
    pub conflicts: BTreeMap<Cell, Conflict>,
    /// Ids of the operations that were merged.
    pub held: BTreeSet<String>,
    /// Who last wrote each cell, for naming the standing side of a conflict.
    pub written: BTreeMap<Cell, Side>,
}

/// Two values for one cell. Neither is a silent winner: one stands meanwhile, the other is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The value both sides started from, as the later one saw it.
    pub before: Value,
    /// The value in the letter.
    pub standing: Side,
    /// The other values, oldest first.
    pub others: Vec<Side>,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The value.
    pub value: Value,
    /// Who: user id.
    pub author: String,
    /// Which device.
    pub device: String,
    /// When.
    pub at: String,
}

/// What a batch did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Whether anything changed, so that the version grew.
    pub changed: bool,
    /// Cells that now have two values because of this batch.
    pub conflicts: Vec<Cell>,
}

impl Shared {
    /// A new draft, version 1.
    pub fn new(state: State) -> Shared {
        Shared {
            version: 1,
            state,
            conflicts: BTreeMap::new(),
            held: BTreeSet::new(),
            written: BTreeMap::new(),
        }
    }

    /// Merges a batch in order. Operations whose id is known are passed over: pushing a batch again changes nothing.
    pub fn merge(&mut self, batch: &[Operation]) -> Merged {
        let mut merged = Merged::default();
        for operation in batch {
            if self.held.contains(&operation.id) {
                continue;
            }
            self.held.insert(operation.id.clone());
            merged.changed = true;
            if let Some(cell) = self.merge_one(operation) {
                merged.conflicts.push(cell);
            }
        }
        if merged.changed {
            self.version += 1;
        }
        merged
    }

    /// Merges one new operation; names the cell when two values had to be kept.
    fn merge_one(&mut self, operation: &Operation) -> Option<Cell> {
        match &operation.action {
            Action::Set { cell, before, after, .. } => {
                let now = self.state.letter.get(*cell);
                if now != before && now != after {
                    self.keep_both(*cell, before.clone(), Side::of(operation, after.clone()));
                    return Some(*cell);
                }
                self.stand(operation, *cell, after);
            }
            Action::Resolve { cell, seen, after } => {
                let now = self.state.letter.get(*cell);
                if now != after && !seen.contains(now) {
                    self.keep_both(*cell, now.clone(), Side::of(operation, after.clone()));
                    return Some(*cell);
                }
                self.stand(operation, *cell, after);
                if let Some(conflict) = self.conflicts.get_mut(cell) {
                    conflict.others.retain(|other| !seen.contains(&other.value) && other.value != *after);
                    if conflict.others.is_empty() {
                        self.conflicts.remove(cell);
                    }
                }
            }
            other => self.state.apply(other),
        }
        None
    }

    /// Lets the operation's value stand in the letter.
    fn stand(&mut self, operation: &Operation, cell: Cell, after: &Value) {
        let side = Side::of(operation, after.clone());
        self.state.apply(&operation.action);
        if let Some(conflict) = self.conflicts.get_mut(&cell) {
            conflict.standing = side.clone();
        }
        self.written.insert(cell, side);
    }

    fn keep_both(&mut self, cell: Cell, before: Value, side: Side) {
        let unknown = Side { value: self.state.letter.get(cell).clone(), ..Side::default() };
        let standing = self.written.get(&cell).cloned().unwrap_or(unknown);
        let conflict = self.conflicts.entry(cell).or_insert_with(|| Conflict {
            before: before.clone(),
            standing,
            others: Vec::new(),
        });
        // A device that goes on typing in the same cell corrects its own side; it does not add one.
        conflict.others.retain(|other| other.device != side.device || other.value != before);
        if conflict.others.iter().all(|other| other.value != side.value) {
            conflict.others.push(side);
        }
    }
}

impl Default for Side {
    fn default() -> Side {
        Side { value: Value::Empty, author: String::new(), device: String::new(), at: String::new() }
    }
}

impl Side {
    fn of(operation: &Operation, value: Value) -> Side {
        Side {
            value,
            author: operation.author.clone(),
            device: operation.device.clone(),
            at: operation.at.clone(),
        }
    }
}
