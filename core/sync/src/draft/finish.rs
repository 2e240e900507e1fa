use letters::{Field, Letter};

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
        let shown = self.state.letter.clone();
        self.remove(|own| match &own.operation.action {
            Action::Set { cell, .. } | Action::Resolve { cell, .. } => {
                let asked = Field::from(*cell).is_asked(letter.edition);
                !asked || shown.get(*cell) == letter.get(*cell)
            }
            Action::Form { .. } => shown.edition == letter.edition,
            Action::Confirm(_) | Action::Handover { .. } => true,
        });
        self.show(effects);
    }

    pub(super) fn let_go(&mut self, effects: &mut Vec<Effect>) {
        if self.server.finished {
            self.remove(|_| true);
            self.show(effects);
        }
    }
}
