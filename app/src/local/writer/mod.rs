//! One open draft, as the screens use it.

mod aside;
mod context;
mod edit;
mod finish;
mod history;
mod open;
mod push;
mod share;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use letters::rules::Context;
use letters::{Cell, Letter, Value};
use send_wrapper::SendWrapper;
use sync::{Action, Conflict, DraftEvent, State};
use wire::letters::{Approval, PreviousLetter};
use wire::requests::RequestView;

use super::{Mode, SavedView, Source, Trouble, js};
use open::Earlier;

pub(super) use finish::letter_post;
pub(super) use open::Open;
pub(super) use share::{read, take_lock};

/// One open draft. Cheap to clone.
#[derive(Clone)]
pub struct Writer(SendWrapper<Rc<Open>>);

impl Writer {
    pub(super) fn new(open: Rc<Open>) -> Writer {
        Writer(SendWrapper::new(open))
    }

    /// The draft's id. It changes when another device had begun a draft for the same request: that one goes on.
    pub fn id(&self) -> String {
        self.0.id.borrow().clone()
    }

    /// The id it goes on under, once it has changed.
    pub fn moved(&self) -> Signal<Option<String>> {
        self.0.moved.clone().into()
    }

    /// The request it answers.
    pub fn request(&self) -> Option<RequestView> {
        self.0.stored.borrow().request.clone()
    }

    /// The sent letter it replaces.
    pub fn replaces(&self) -> Option<String> {
        self.0.stored.borrow().view.replaces.clone()
    }

    /// The person's previous letter as it came, once it is known.
    pub fn previous(&self) -> Option<Rc<PreviousLetter>> {
        match &*self.0.previous.borrow() {
            Earlier::Letter(previous, _) => Some(Rc::clone(previous)),
            Earlier::NotKnown | Earlier::None => None,
        }
    }

    /// The person's previous letter, read.
    pub fn previous_letter(&self) -> Option<Rc<Letter>> {
        match &*self.0.previous.borrow() {
            Earlier::Letter(_, letter) => Some(Rc::clone(letter)),
            Earlier::NotKnown | Earlier::None => None,
        }
    }

    /// Looks at the draft.
    pub fn with<R>(&self, f: impl FnOnce(&State) -> R) -> R {
        f(self.0.draft.borrow().state())
    }

    /// Does something to the draft that is neither a value nor a choice: a confirmation, the edition, the handover.
    pub fn edit(&self, action: Action) {
        if self.0.operate(action) {
            self.0.tell(&[], Source::Own);
            self.0.show();
        }
    }

    /// Puts a typed value into a cell; nothing happens when it is there already and not 未確認.
    pub fn set(&self, cell: Cell, value: Value) {
        self.0.set(cell, value);
    }

    /// Puts values into several cells as one step of undo: boxes that exclude one another, a part that checks its parent.
    pub fn set_all(&self, changes: &[(Cell, Value)]) {
        self.0.set_all(changes);
    }

    /// Copies cells from the previous letter (前回を写す), 未確認.
    pub fn copy(&self, cells: &[Cell]) {
        let Some(previous) = self.previous_letter() else { return };
        self.0.copy(cells, &previous);
    }

    /// Takes copies back: the cells hold what they held before.
    pub fn uncopy(&self, cells: &[Cell]) {
        self.0.uncopy(cells);
    }

    /// 確認した: the values stay, 未確認 goes.
    pub fn confirm_cells(&self, cells: &[Cell]) {
        self.0.confirm(cells);
    }

    /// The person left the cell: what is typed next is another step of undo.
    pub fn end_step(&self) {
        self.0.history.borrow_mut().end_run();
    }

    /// Takes the last step back and names its cells.
    pub fn undo(&self) -> Vec<Cell> {
        self.0.undo()
    }

    /// Does the step taken back last again and names its cells.
    pub fn redo(&self) -> Vec<Cell> {
        self.0.redo()
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> Signal<bool> {
        let steps = self.0.steps.clone();
        Signal::derive(move || steps.get().0)
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> Signal<bool> {
        let steps = self.0.steps.clone();
        Signal::derive(move || steps.get().1)
    }

    /// Calls back whenever cells changed, at once and in order. An empty list: something else than a cell changed
    /// (confirmations, 未確認, edition, handover, the previous letter became known).
    pub fn subscribe(&self, listener: impl Fn(&[Cell], Source) + 'static) {
        self.0.listeners.borrow_mut().push(Rc::new(listener));
    }

    /// Whether what was typed is safe.
    pub fn saved(&self) -> Signal<SavedView> {
        self.0.saved.clone().into()
    }

    /// What this tab may do.
    pub fn mode(&self) -> Signal<Mode> {
        self.0.mode.clone().into()
    }

    /// Lets this tab write; the tab that wrote until now saves everything first and reads from then on.
    pub async fn take_over(&self) {
        self.0.take_over().await;
    }

    /// Cells with two values.
    pub fn conflicts(&self) -> Signal<Arc<Vec<(Cell, Conflict)>>> {
        self.0.conflicts.clone().into()
    }

    /// The person chose between the values of a conflict.
    pub fn resolve(&self, cell: Cell, value: Value) {
        self.0.resolve(cell, value);
    }

    /// Cells another device changed that nobody here has looked at.
    pub fn unseen(&self) -> Signal<Arc<Vec<Cell>>> {
        self.0.unseen.clone().into()
    }

    /// The person has looked at them.
    pub fn mark_seen(&self) {
        self.0.run(DraftEvent::Seen);
        self.0.show();
    }

    /// What is known beside the letter, for the rules.
    pub fn context(&self) -> Context {
        self.0.context()
    }

    /// 「完成」: freezes the letter into the outbox. Returns only when it is on disk.
    ///
    /// # Errors
    /// When it could not be stored; the draft is as it was.
    pub async fn finish(&self, approval: Approval) -> Result<(), Trouble> {
        super::apart::finish(Rc::clone(&self.0), approval).await?.await
    }

    /// Makes ready what saving needs beside the page.
    pub fn prepare(&self) {
        self.0.device.disk.prepare();
    }

    /// Writes what is not written yet.
    pub async fn flush(&self) {
        // How it went is shown by `saved`.
        let _ = self.0.flush().await;
    }

    /// Writes what is not written yet and lets other tabs write.
    pub fn close(&self) {
        let open = Rc::clone(&self.0);
        js::spawn(async move { open.close().await });
    }
}
