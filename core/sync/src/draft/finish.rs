use letters::{Cell, Field, Letter, Value};

use super::{Draft, Effect};
use crate::{Action, Operation};

impl Draft {
    /// Own operations that a sent letter does not hold: made here before it was known that the draft is finished.
    /// Empty while the draft is open. They stay on disk until a person has dealt with them.
    pub fn left_out(&self) -> impl Iterator<Item = &Operation> {
        self.operations().filter(|_| self.server.finished)
    }

    pub(super) fn sent(&mut self, letter: &Letter, effects: &mut Vec<Effect>) {
        if !self.server.finished {
            self.server.finished = true;
            self.write_head();
        }
        // From the last to the first: what a later operation that is done went on from is done, too.
        let mut passed: Vec<(Cell, &Value)> = Vec::new();
        let mut done = Vec::new();
        let mut edition = None;
        for own in self.own.iter().rev() {
            let is_done = match &own.operation.action {
                // Only the last edition counts.
                Action::Form { after, .. } => *edition.get_or_insert(*after) == letter.edition,
                action => is_done(action, letter, &mut passed),
            };
            if is_done {
                done.push(own.operation.id.clone());
            }
        }
        self.remove(|own| done.contains(&own.operation.id));
        self.show(effects);
    }

    pub(super) fn let_go(&mut self, effects: &mut Vec<Effect>) {
        if self.server.finished {
            self.remove(|_| true);
            self.show(effects);
        }
    }
}

/// Whether an action's outcome is in the letter, or was passed by one whose outcome is.
fn is_done<'a>(action: &'a Action, letter: &Letter, passed: &mut Vec<(Cell, &'a Value)>) -> bool {
    let (cell, after) = match action {
        Action::Set { cell, after, .. } | Action::Resolve { cell, after, .. } => (*cell, after),
        Action::Form { .. } | Action::Confirm(_) | Action::Handover { .. } => return true,
    };
    let is_asked = Field::from(cell).is_asked(letter.edition);
    if is_asked && letter.get(cell) != after && !passed.contains(&(cell, after)) {
        return false;
    }
    match action {
        Action::Set { before, .. } => passed.push((cell, before)),
        Action::Resolve { seen, .. } => passed.extend(seen.iter().map(|value| (cell, value))),
        _ => {}
    }
    true
}
