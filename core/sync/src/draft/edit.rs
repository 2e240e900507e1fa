use letters::{Cell, Edition, Value};

use super::{Draft, Own, Stored};
use crate::{Action, Operation, Side, State};

impl Draft {
    pub(super) fn edited(&mut self, operation: Operation) {
        self.state.apply(&operation.action);
        self.decide(&operation.action);
        if !self.extend_last(&operation) {
            self.own.push(Own { operation, stored: Stored::No, sealed: false });
        }
        self.write_soon();
        self.push_soon();
    }

    /// Whether an edit would go on with the last operation: its own id is then never used.
    ///
    /// Typing on in the same cell does, until the operation may have been sent: an hour of writing without a network is
    /// one operation a cell, not one a breath.
    pub fn goes_on(&self, author: &str, action: &Action) -> bool {
        let Some(last) = self.own.last().filter(|last| !last.sealed) else { return false };
        match (&last.operation.action, action) {
            (Action::Set { cell: last_cell, .. }, Action::Set { cell, .. }) => {
                last_cell == cell && last.operation.author == author
            }
            _ => false,
        }
    }

    fn extend_last(&mut self, operation: &Operation) -> bool {
        if !self.goes_on(&operation.author, &operation.action) {
            return false;
        }
        let Some(last) = self.own.last_mut() else { return false };
        let Action::Set { after, copied, .. } = &operation.action else { return false };
        let Action::Set { after: value, copied: mark, .. } = &mut last.operation.action else { return false };
        value.clone_from(after);
        *mark = *copied;
        last.operation.at.clone_from(&operation.at);
        last.stored = match last.stored {
            Stored::No | Stored::Yes => Stored::No,
            Stored::Writing | Stored::Changed => Stored::Changed,
        };
        true
    }

    /// The state shown: the server's with this device's own operations on top. Gives back what was shown before.
    pub(super) fn rebuild(&mut self) -> State {
        let before = core::mem::replace(&mut self.state, self.server.state.clone());
        self.conflicts.clone_from(&self.server.conflicts);
        self.editions.clone_from(&self.server.editions);
        let own = core::mem::take(&mut self.own);
        for own in &own {
            self.state.apply(&own.operation.action);
            self.decide(&own.operation.action);
        }
        self.own = own;
        before
    }

    /// What a person has decided here is shown as decided before the server knows.
    fn decide(&mut self, action: &Action) {
        match action {
            Action::Resolve { cell, seen, after } => self.decide_cell(*cell, seen, after),
            Action::Form { before, after } => self.decide_edition(*before, *after),
            _ => {}
        }
    }

    fn decide_cell(&mut self, cell: Cell, seen: &[Value], after: &Value) {
        let Some(conflict) = self.conflicts.get_mut(&cell) else { return };
        conflict.others.retain(|other| !seen.contains(&other.value) && other.value != *after);
        conflict.standing = Side { value: after.clone(), ..Side::default() };
        if conflict.others.is_empty() {
            self.conflicts.remove(&cell);
        }
    }

    fn decide_edition(&mut self, before: Edition, after: Edition) {
        self.editions.remove(&before);
        self.editions.remove(&after);
    }
}
