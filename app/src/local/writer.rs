//! One open draft.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use letters::rules::Context;
use letters::{Cell, Letter, Value};
use send_wrapper::SendWrapper;
use sync::{Action, Conflict, Saved, State};
use wire::letters::{Approval, PreviousLetter};
use wire::requests::RequestView;

use super::{Mode, SavedView, Source, Trouble};

/// One open draft. Cheap to clone.
#[derive(Clone)]
pub struct Writer(SendWrapper<Rc<Open>>);

struct Open {
    id: String,
    state: State,
    saved: ArcRwSignal<SavedView>,
    mode: ArcRwSignal<Mode>,
    conflicts: ArcRwSignal<Arc<Vec<(Cell, Conflict)>>>,
    unseen: ArcRwSignal<Arc<Vec<Cell>>>,
    steps: ArcRwSignal<(bool, bool)>,
}

impl Writer {
    pub(super) fn new(id: String, letter: Letter) -> Writer {
        Writer(SendWrapper::new(Rc::new(Open {
            id,
            state: State::new(letter),
            saved: ArcRwSignal::new(SavedView { saved: Saved::HereOnly, at: None }),
            mode: ArcRwSignal::new(Mode::Reading),
            conflicts: ArcRwSignal::new(Arc::default()),
            unseen: ArcRwSignal::new(Arc::default()),
            steps: ArcRwSignal::new((false, false)),
        })))
    }

    /// The draft's id. It changes when another device had begun a draft for the same request: that one goes on.
    pub fn id(&self) -> String {
        self.0.id.clone()
    }

    /// The request it answers.
    pub fn request(&self) -> Option<RequestView> {
        None
    }

    /// The sent letter it replaces.
    pub fn replaces(&self) -> Option<String> {
        None
    }

    /// The person's previous letter as it came, once it is known.
    pub fn previous(&self) -> Option<Rc<PreviousLetter>> {
        None
    }

    /// The person's previous letter, read.
    pub fn previous_letter(&self) -> Option<Rc<Letter>> {
        None
    }

    /// Looks at the draft.
    pub fn with<R>(&self, f: impl FnOnce(&State) -> R) -> R {
        f(&self.0.state)
    }

    /// Does something to the draft that is neither a value nor a choice: a confirmation, the edition, the handover.
    pub fn edit(&self, _action: Action) {}

    /// Puts a typed value into a cell; nothing happens when it is there already and not 未確認.
    pub fn set(&self, _cell: Cell, _value: Value) {}

    /// Puts values into several cells as ONE step of undo: boxes that exclude one another, a part that checks its parent.
    pub fn set_all(&self, _changes: &[(Cell, Value)]) {}

    /// Copies cells from the previous letter (前回を写す), 未確認.
    pub fn copy(&self, _cells: &[Cell]) {}

    /// Takes copies back: the cells hold what they held before.
    pub fn uncopy(&self, _cells: &[Cell]) {}

    /// 確認した: the values stay, 未確認 goes.
    pub fn confirm_cells(&self, _cells: &[Cell]) {}

    /// The person left the cell: what is typed next is another step of undo.
    pub fn end_step(&self) {}

    /// Takes the last step back and names its cells.
    pub fn undo(&self) -> Vec<Cell> {
        Vec::new()
    }

    /// Does the step taken back last again and names its cells.
    pub fn redo(&self) -> Vec<Cell> {
        Vec::new()
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
    /// (confirmations, 未確認, edition, handover).
    pub fn subscribe(&self, _listener: impl Fn(&[Cell], Source) + 'static) {}

    /// Whether what was typed is safe.
    pub fn saved(&self) -> Signal<SavedView> {
        self.0.saved.clone().into()
    }

    /// What this tab may do.
    pub fn mode(&self) -> Signal<Mode> {
        self.0.mode.clone().into()
    }

    /// Lets this tab write; the tab that wrote until now saves everything first and reads from then on.
    #[expect(clippy::unused_async, reason = "waits for the other tab")]
    pub async fn take_over(&self) {}

    /// Cells with two values.
    pub fn conflicts(&self) -> Signal<Arc<Vec<(Cell, Conflict)>>> {
        self.0.conflicts.clone().into()
    }

    /// The person chose between the values of a conflict.
    pub fn resolve(&self, _cell: Cell, _value: Value) {}

    /// Cells another device changed that nobody here has looked at.
    pub fn unseen(&self) -> Signal<Arc<Vec<Cell>>> {
        self.0.unseen.clone().into()
    }

    /// The person has looked at them.
    pub fn mark_seen(&self) {}

    /// What is known beside the letter, for the rules.
    pub fn context(&self) -> Context {
        Context::default()
    }

    /// 「完成」: freezes the letter into the outbox. Returns only when it is on disk.
    ///
    /// # Errors
    /// When it could not be stored; the draft is as it was.
    #[expect(clippy::unused_async, reason = "written to the storage")]
    pub async fn finish(&self, _approval: Approval) -> Result<(), Trouble> {
        Err(Trouble::offline())
    }

    /// Writes what is not written yet.
    #[expect(clippy::unused_async, reason = "written to the storage")]
    pub async fn flush(&self) {}

    /// Writes what is not written yet and lets other tabs write.
    pub fn close(&self) {}
}
