use letters::{Cell, Value};

use super::{Draft, Known};
use crate::{Action, Confirmation};

impl Draft {
    /// What a restored server no longer has of what this device shows.
    ///
    /// The actions start from the values they end with: they fill what nobody wrote there, and are kept beside anything
    /// else, for nobody can tell whether that is older or somebody's newer word.
    pub(super) fn lost(&self, known: &Known) -> Vec<Action> {
        let mut lost = Vec::new();
        for cell in Cell::all() {
            self.lost_values(known, cell, &mut lost);
        }
        let (here, there) = (&self.state, &known.state);
        let editions = core::iter::once(&here.letter.edition).chain(&self.editions);
        for edition in editions.filter(|e| **e != there.letter.edition && !known.editions.contains(e)) {
            lost.push(Action::Form { before: *edition, after: *edition });
        }
        for confirmation in &here.confirmations {
            let same = |c: &Confirmation| c.rule == confirmation.rule && c.field == confirmation.field;
            if !there.confirmations.iter().any(same) {
                lost.push(Action::Confirm(confirmation.clone()));
            }
        }
        if here.waiting && !there.waiting {
            lost.push(Action::Handover { waiting: true });
        }
        lost
    }

    fn lost_values(&self, known: &Known, cell: Cell, lost: &mut Vec<Action>) {
        let (here, there) = (self.value(cell), known.state.letter.get(cell));
        let copied = self.state.copied.contains(&cell);
        let kept = |value: &Value| known.conflicts.get(&cell).is_some_and(|conflict| conflict.has(value));
        if here != there && !kept(here) {
            lost.push(Action::Set { cell, before: here.clone(), after: here.clone(), copied });
        } else if here == there && !copied && known.state.copied.contains(&cell) {
            // Somebody had confirmed the copied value.
            lost.push(Action::Set { cell, before: here.clone(), after: here.clone(), copied });
        }
        let Some(conflict) = self.conflicts.get(&cell) else { return };
        for other in conflict.others.iter().map(|other| &other.value) {
            if other != there && !kept(other) {
                lost.push(Action::Set { cell, before: other.clone(), after: other.clone(), copied: false });
            }
        }
    }
}
