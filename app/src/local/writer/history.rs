//! Undo and redo: steps of cells, across saves.

use letters::{Cell, Value};

/// A run of typing ends after this pause.
const PAUSE_MS: u64 = 1_000;

/// What one step did to one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub(super) cell: Cell,
    pub(super) before: Side,
    pub(super) after: Side,
}

/// A value and whether it is 未確認.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    pub(super) value: Value,
    pub(super) copied: bool,
}

/// The steps that can be taken back and done again.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
    /// When the last step grew, while it may still grow.
    typing: Option<u64>,
}

impl History {
    /// Remembers a step. Typing on in the same cell goes on with the same step.
    pub(super) fn push(&mut self, step: Vec<Change>, is_typing: bool, now: u64) {
        self.undone.clear();
        let goes_on = is_typing && self.typing.is_some_and(|last| now.saturating_sub(last) < PAUSE_MS);
        self.typing = is_typing.then_some(now);
        if goes_on
            && let ([new], Some([last])) = (step.as_slice(), self.done.last_mut().map(Vec::as_mut_slice))
            && last.cell == new.cell
        {
            last.after = new.after.clone();
            return;
        }
        self.done.push(step);
    }

    /// The run of typing is over.
    pub(super) fn end_run(&mut self) {
        self.typing = None;
    }

    /// The step to take back; it can be done again.
    pub(super) fn undo(&mut self) -> Option<Vec<Change>> {
        self.typing = None;
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to do again; it can be taken back.
    pub(super) fn redo(&mut self) -> Option<Vec<Change>> {
        self.typing = None;
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// Whether there is something to take back, and something to do again.
    pub(super) fn can(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// What a cell held before it was copied into, if a step of this page did that.
    pub(super) fn before_copy(&self, cell: Cell) -> Option<&Side> {
        let changes = self.done.iter().rev().flatten();
        changes
            .filter(|change| change.cell == cell)
            .find(|change| change.after.copied)
            .map(|change| &change.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::form::cell;

    fn typed(cell: Cell, before: &str, after: &str) -> Vec<Change> {
        let side = |text: &str| Side { value: Value::text(text), copied: false };
        vec![Change { cell, before: side(before), after: side(after) }]
    }

    #[test]
    fn a_run_of_typing_in_one_cell_is_one_step() {
        let (name, remarks) = (cell("pt_name"), cell("remarks"));
        let mut history = History::default();
        history.push(typed(name, "", "山"), true, 0);
        history.push(typed(name, "山", "山田"), true, 900);
        history.push(typed(remarks, "", "良"), true, 1_000);
        assert_eq!(history.undo(), Some(typed(remarks, "", "良")));
        assert_eq!(history.undo(), Some(typed(name, "", "山田")));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(typed(name, "", "山田")));
    }

    #[test]
    fn a_pause_or_leaving_the_cell_begins_another_step() {
        let name = cell("pt_name");
        let mut history = History::default();
        history.push(typed(name, "", "山"), true, 0);
        history.push(typed(name, "山", "山田"), true, 1_000);
        history.end_run();
        history.push(typed(name, "山田", "山田太"), true, 1_001);
        for before in ["山田", "山", ""] {
            assert_eq!(history.undo().map(|step| step[0].before.value.clone()), Some(Value::text(before)));
        }
    }

    #[test]
    fn a_new_step_forgets_what_was_taken_back() {
        let name = cell("pt_name");
        let mut history = History::default();
        history.push(typed(name, "", "山"), true, 0);
        history.undo();
        history.push(typed(name, "", "川"), true, 10);
        assert_eq!(history.can(), (true, false));
    }
}
