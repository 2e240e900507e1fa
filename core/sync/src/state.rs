use crate::few::FewSet;

use letters::{Cell, Letter, Value};

use crate::{Action, Confirmation};

/// What a draft says, apart from where it came from: the letter and what is known about its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The answers.
    pub letter: Letter,
    /// Cells copied from the previous letter and not yet confirmed (未確認).
    pub copied: FewSet<Cell>,
    /// Confirmed warnings, the newest of each (rule, field) last.
    pub confirmations: Vec<Confirmation>,
    /// Whether it waits for the doctor (承認待ち).
    pub waiting: bool,
}

impl State {
    /// A draft that begins with this letter.
    pub fn new(letter: Letter) -> State {
        State { letter, copied: FewSet::new(), confirmations: Vec::new(), waiting: false }
    }

    /// Does what the action says, without asking what was there before.
    pub fn apply(&mut self, action: &Action) {
        match action {
            Action::Set { cell, after, copied, .. } => self.put(*cell, after.clone(), *copied),
            Action::Resolve { cell, after, .. } => self.put(*cell, after.clone(), false),
            Action::Form { after, .. } => self.letter.edition = *after,
            Action::Confirm(confirmation) => {
                self.confirmations.retain(|c| c.rule != confirmation.rule || c.field != confirmation.field);
                self.confirmations.push(confirmation.clone());
            }
            Action::Handover { waiting } => self.waiting = *waiting,
        }
    }

    fn put(&mut self, cell: Cell, value: Value, copied: bool) {
        // A value the cell cannot hold is refused where it enters (wire, editor); here it changes nothing.
        if self.letter.set(cell, value).is_ok() {
            if copied {
                self.copied.insert(cell);
            } else {
                self.copied.remove(&cell);
            }
        }
    }
}
