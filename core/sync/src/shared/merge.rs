use letters::{Cell, Edition, Value};

use crate::{Action, Conflict, Operation, Shared, Side};

/// What a batch did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Whether anything changed, so that the version grew.
    pub changed: bool,
    /// Cells that now have two values because of this batch.
    pub conflicts: Vec<Cell>,
}

impl Shared {
    /// Merges a batch in order. Operations whose id is known are passed over: pushing a batch again changes nothing.
    pub fn merge(&mut self, batch: &[Operation]) -> Merged {
        let mut merged = Merged::default();
        for operation in batch {
            if !self.held.insert(operation.id.clone()) {
                continue;
            }
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
                // An empty cell that nobody ever wrote is no side: nothing is lost in it.
                let untouched = now.is_empty() && !self.written.contains_key(cell);
                if now == before || now == after || untouched {
                    self.stand(operation, *cell, after);
                    return None;
                }
                self.keep_both(*cell, before, Side::of(operation, after.clone()));
                Some(*cell)
            }
            Action::Resolve { cell, seen, after } => {
                // What the person saw and did not choose is decided, whatever else happened meanwhile.
                self.drop_others(*cell, |value| seen.contains(value));
                let now = self.state.letter.get(*cell);
                if now == after || seen.contains(now) {
                    self.stand(operation, *cell, after);
                    return None;
                }
                let before = seen.first().unwrap_or(&Value::Empty);
                self.keep_both(*cell, before, Side::of(operation, after.clone()));
                Some(*cell)
            }
            Action::Form { before, after } => {
                self.change_edition(*before, *after);
                None
            }
            other => {
                self.state.apply(other);
                None
            }
        }
    }

    /// Lets the operation's value stand in the letter.
    fn stand(&mut self, operation: &Operation, cell: Cell, after: &Value) {
        let side = Side::of(operation, after.clone());
        self.state.apply(&operation.action);
        if let Some(conflict) = self.conflicts.get_mut(&cell) {
            conflict.standing = side.clone();
        }
        self.written.insert(cell, side);
        self.drop_others(cell, |value| value == after);
    }

    fn keep_both(&mut self, cell: Cell, before: &Value, side: Side) {
        let unknown = || Side { value: self.state.letter.get(cell).clone(), ..Side::default() };
        let standing = self.written.get(&cell).cloned().unwrap_or_else(unknown);
        let conflict = self.conflicts.get_or_insert_with(cell, || Conflict {
            before: before.clone(),
            standing,
            others: Vec::new(),
        });
        // A device that goes on typing in the same cell corrects its own side; it does not add one.
        conflict.others.retain(|other| other.device != side.device || other.value != *before);
        if !conflict.has(&side.value) {
            conflict.others.push(side);
        }
    }

    /// Takes values that are decided out of a conflict; a cell with one value is none.
    fn drop_others(&mut self, cell: Cell, decided: impl Fn(&Value) -> bool) {
        let Some(conflict) = self.conflicts.get_mut(&cell) else { return };
        conflict.others.retain(|other| !decided(&other.value));
        if conflict.others.is_empty() {
            self.conflicts.remove(&cell);
        }
    }

    /// A change of edition leaves `before` behind, also where it was only beside the standing one.
    fn change_edition(&mut self, before: Edition, after: Edition) {
        self.editions.remove(&before);
        let standing = self.state.letter.edition;
        if standing == before || standing == after {
            self.state.letter.edition = after;
            self.editions.remove(&after);
        } else {
            self.editions.insert(after);
        }
    }
}
