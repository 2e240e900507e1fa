//! What a person does to a draft.

use std::rc::Rc;

use leptos::prelude::*;
use letters::{Cell, Letter, Value, carry};
use sync::{Action, DraftEvent, Operation};

use super::history::{Change, Side};
use super::open::Open;
use crate::local::{Mode, Source, clock, ids, js};

impl Open {
    /// Makes an operation of an action; whether this tab may.
    pub(super) fn operate(self: &Rc<Self>, action: Action) -> bool {
        if self.mode.get_untracked() != Mode::Writing || crate::boot::panicked() {
            return false;
        }
        let operation = self.operation(action);
        self.run(DraftEvent::Edited { operation, now: js::steady_ms() });
        true
    }

    /// An operation made here and now.
    pub(super) fn operation(&self, action: Action) -> Operation {
        let author = self.device.me.with_untracked(|me| me.as_ref().map(|me| me.user.id.clone()));
        let author = author.unwrap_or_default();
        let goes_on = self.draft.borrow().goes_on(&author, &action);
        Operation {
            id: if goes_on { String::new() } else { ids::new() },
            at: clock::now(),
            author,
            device: self.device.name.clone(),
            action,
        }
    }

    fn side(&self, cell: Cell) -> Side {
        let draft = self.draft.borrow();
        Side { value: draft.value(cell).clone(), copied: draft.state().copied.contains(&cell) }
    }

    /// What a cell should hold next to what it holds; nothing when that is the same or does not fit.
    fn change(&self, cell: Cell, after: Side) -> Option<Change> {
        let before = self.side(cell);
        (before != after && after.value.fits(cell.kind())).then_some(Change { cell, before, after })
    }

    /// Puts sides into cells; names those that changed.
    fn put(self: &Rc<Self>, changes: &[Change], source: Source) -> Vec<Cell> {
        let mut changed = Vec::with_capacity(changes.len());
        for Change { cell, before, after } in changes {
            let (before, after, copied) = (before.value.clone(), after.value.clone(), after.copied);
            if self.operate(Action::Set { cell: *cell, before, after, copied }) {
                changed.push(*cell);
            }
        }
        let can = self.history.borrow().can();
        if self.steps.with_untracked(|before| *before != can) {
            self.steps.set(can);
        }
        if !changed.is_empty() {
            self.tell(&changed, source);
        }
        changed
    }

    fn step(self: &Rc<Self>, changes: Vec<Change>, is_typing: bool) {
        if changes.is_empty() || self.mode.get_untracked() != Mode::Writing {
            return;
        }
        self.history.borrow_mut().push(changes.clone(), is_typing, js::steady_ms());
        self.put(&changes, Source::Own);
    }

    pub(super) fn set(self: &Rc<Self>, cell: Cell, value: Value) {
        let is_typing = matches!(value, Value::Text(_) | Value::Empty | Value::Typed(_));
        let change = self.change(cell, Side { value, copied: false });
        self.step(change.into_iter().collect(), is_typing);
    }

    pub(super) fn set_all(self: &Rc<Self>, changes: &[(Cell, Value)]) {
        let changes = changes
            .iter()
            .filter_map(|(cell, value)| self.change(*cell, Side { value: value.clone(), copied: false }));
        let changes = changes.collect();
        self.step(changes, false);
    }

    pub(super) fn copy(self: &Rc<Self>, cells: &[Cell], previous: &Letter) {
        let edition = self.draft.borrow().state().letter.edition;
        let changes = cells.iter().filter_map(|cell| {
            let value = carry::value(previous, *cell, edition);
            let copied = !value.is_empty();
            self.change(*cell, Side { value, copied })
        });
        let changes = changes.collect();
        self.step(changes, false);
    }

    pub(super) fn uncopy(self: &Rc<Self>, cells: &[Cell]) {
        let before = |cell: &Cell| {
            let history = self.history.borrow();
            history.before_copy(*cell).cloned().unwrap_or(Side { value: Value::Empty, copied: false })
        };
        let copied = |cell: &&Cell| self.draft.borrow().state().copied.contains(*cell);
        let changes: Vec<_> =
            cells.iter().filter(copied).filter_map(|cell| self.change(*cell, before(cell))).collect();
        self.step(changes, false);
    }

    pub(super) fn confirm(self: &Rc<Self>, cells: &[Cell]) {
        let changes: Vec<_> = cells
            .iter()
            .filter_map(|cell| {
                let value = self.draft.borrow().value(*cell).clone();
                self.change(*cell, Side { value, copied: false })
            })
            .collect();
        self.step(changes, false);
    }

    pub(super) fn undo(self: &Rc<Self>) -> Vec<Cell> {
        if self.mode.get_untracked() != Mode::Writing {
            return Vec::new();
        }
        let step = self.history.borrow_mut().undo();
        let targets = step.into_iter().flatten().map(|change| (change.cell, change.before));
        self.go_to(targets.rev().collect())
    }

    pub(super) fn redo(self: &Rc<Self>) -> Vec<Cell> {
        if self.mode.get_untracked() != Mode::Writing {
            return Vec::new();
        }
        let step = self.history.borrow_mut().redo();
        let targets = step.into_iter().flatten().map(|change| (change.cell, change.after));
        self.go_to(targets.collect())
    }

    /// Undo and redo are edits like any other: what the cell holds now is what they start from.
    fn go_to(self: &Rc<Self>, targets: Vec<(Cell, Side)>) -> Vec<Cell> {
        let changes: Vec<_> =
            targets.into_iter().filter_map(|(cell, side)| self.change(cell, side)).collect();
        self.put(&changes, Source::Undo)
    }

    pub(super) fn resolve(self: &Rc<Self>, cell: Cell, after: Value) {
        let seen = {
            let draft = self.draft.borrow();
            let Some(conflict) = draft.conflicts().get(&cell) else { return };
            let others = conflict.others.iter().map(|side| side.value.clone());
            others.chain([conflict.standing.value.clone(), draft.value(cell).clone()]).collect()
        };
        if after.fits(cell.kind()) && self.operate(Action::Resolve { cell, seen, after }) {
            self.tell(&[cell], Source::Own);
            self.show();
        }
    }

    /// Saves and lets other tabs write, when the last screen that has it open closes it.
    pub(in crate::local) async fn close(self: &Rc<Self>) {
        self.users.set(self.users.get().saturating_sub(1));
        if self.users.get() > 0 {
            return;
        }
        // What could not be saved stays in memory as long as the page is open, and is tried again.
        while self.flush().await.is_err() && !crate::boot::panicked() {
            js::sleep(2_000).await;
        }
        if self.users.get() == 0 {
            self.listeners.borrow_mut().clear();
            self.lock.take();
            self.set_mode(Mode::Reading);
        }
    }
}
