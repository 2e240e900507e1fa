//! An open draft: the state machine, and the hands that do what it says.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use sync::FewSet;

use js_sys::Function;
use leptos::prelude::*;
use letters::Letter;
use sync::{Conflict, Draft, DraftEffect, DraftEvent, Known, Operation, Saved};
use wasm_bindgen::JsValue;
use wire::letters::PreviousLetter;

use super::history::History;
use crate::local::apart::Errand;
use crate::local::device::{Card, Device};
use crate::local::disk::{Change, DiskError, Store};
use crate::local::js::Alarm;
use crate::local::records::{self, StoredDraft};
use crate::local::tabs::Lock;
use crate::local::{Mode, SavedView, Source, clock, js};

/// How long nothing may be typed after a batch before it is said that all of it is on the disk.
const CALM_MS: u64 = 250;

type Listener = Rc<dyn Fn(&[letters::Cell], Source)>;

/// An open draft.
pub(in crate::local) struct Open {
    pub(in crate::local) device: Rc<Device>,
    pub(in crate::local) id: RefCell<String>,
    pub(super) draft: RefCell<Draft>,
    /// The record as it lies on disk, for what the state machine does not know.
    pub(in crate::local) stored: RefCell<StoredDraft>,
    pub(super) lock: RefCell<Option<Lock>>,
    /// Rings when the state machine wants to hear the time.
    alarm: OnceCell<Alarm>,
    /// Itself, while the alarm is set: a draft that no screen shows any more still goes to disk and server.
    awake: RefCell<Option<Rc<Open>>>,
    /// When the other tabs were told last that something was written, and whether they are about to be told.
    pub(super) told: Cell<u64>,
    pub(super) telling: Cell<bool>,
    /// What is written now is waited for, or the page may be gone.
    hurried: Cell<bool>,
    pub(super) history: RefCell<History>,
    pub(super) previous: RefCell<Earlier>,
    pub(super) listeners: RefCell<Vec<Listener>>,
    /// Who waits for the write under way.
    pub(super) waiting: RefCell<Vec<Function>>,
    /// What is shown of how safe it is.
    pub(super) saved: ArcRwSignal<SavedView>,
    /// Whether it is waited for that nobody types.
    calming: Cell<bool>,
    /// The id it goes on under, once that is another than it was opened under.
    pub(super) moved: ArcRwSignal<Option<String>>,
    pub(super) mode: ArcRwSignal<Mode>,
    pub(super) conflicts: ArcRwSignal<Arc<Vec<(letters::Cell, Conflict)>>>,
    pub(super) unseen: ArcRwSignal<Arc<Vec<letters::Cell>>>,
    pub(super) editions: ArcRwSignal<Arc<Vec<letters::Edition>>>,
    pub(super) steps: ArcRwSignal<(bool, bool)>,
    /// How many screens have it open.
    pub(in crate::local) users: Cell<u32>,
    /// While a push is under way: the newest version the server has told of meanwhile.
    pub(super) announced: Cell<Option<u64>>,
}

/// What is known of the person's earlier letter.
#[derive(Clone, Default)]
pub(super) enum Earlier {
    #[default]
    NotKnown,
    None,
    Letter(Rc<PreviousLetter>, Rc<Letter>),
}

impl Open {
    pub(in crate::local) fn new(device: Rc<Device>, stored: StoredDraft, draft: Draft) -> Rc<Open> {
        let saved = SavedView { saved: draft.saved(), at: None };
        Rc::new(Open {
            device,
            id: RefCell::new(stored.view.id.clone()),
            draft: RefCell::new(draft),
            stored: RefCell::new(stored),
            lock: RefCell::default(),
            alarm: OnceCell::new(),
            awake: RefCell::default(),
            told: Cell::new(0),
            telling: Cell::new(false),
            hurried: Cell::new(false),
            history: RefCell::default(),
            previous: RefCell::default(),
            listeners: RefCell::default(),
            waiting: RefCell::default(),
            saved: ArcRwSignal::new(saved),
            calming: Cell::new(false),
            moved: ArcRwSignal::new(None),
            mode: ArcRwSignal::new(Mode::Reading),
            conflicts: ArcRwSignal::new(Arc::default()),
            unseen: ArcRwSignal::new(Arc::default()),
            editions: ArcRwSignal::new(Arc::default()),
            steps: ArcRwSignal::new((false, false)),
            users: Cell::new(1),
            announced: Cell::new(None),
        })
    }

    /// Tells the state machine, and does what it says.
    pub(in crate::local) fn run(self: &Rc<Self>, event: DraftEvent) {
        let effects = self.draft.borrow_mut().handle(event);
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(self: &Rc<Self>, effect: DraftEffect) {
        let open = Rc::clone(self);
        match effect {
            DraftEffect::Write { head, put, remove } => {
                // Before the draft is let go of: a letter that is known to have arrived takes its operations along.
                let is_ours = self.is_ours();
                let at_once = self.hurried.get() || !self.waiting.borrow().is_empty();
                js::spawn(async move { open.write(head, put, remove, is_ours, at_once).await });
            }
            DraftEffect::Push { base_version, operations } => {
                self.device.errand(Errand::Push(open, base_version, operations));
            }
            DraftEffect::Offer { known, actions } => {
                let operations = actions.into_iter().map(|action| self.operation(action)).collect();
                self.run(DraftEvent::Offered { known, operations, now: js::steady_ms() });
            }
            DraftEffect::WakeAt(at) => self.wake_at(at),
            DraftEffect::Saved(_) => {
                self.say_saved(false);
                self.note();
            }
            DraftEffect::Changed(cells) => {
                self.tell(&cells, Source::Remote);
                self.show();
            }
        }
    }

    /// Shows how safe the letter is. While somebody types it is being saved, and that is said once, not at every key.
    fn say_saved(self: &Rc<Self>, is_calm: bool) {
        let now = self.draft.borrow().saved();
        let shown = self.saved.with_untracked(|view| view.saved);
        if (shown, now, is_calm) == (Saved::Saving, Saved::HereOnly, false) {
            if !self.calming.replace(true) {
                let open = Rc::clone(self);
                js::after(CALM_MS, move || {
                    open.calming.set(false);
                    open.say_saved(true);
                });
            }
        } else if now != shown {
            self.saved.update(|view| view.saved = now);
        }
    }

    /// Whether this tab says how the draft lies on disk: it holds the lock, or nobody writes it any more.
    fn is_ours(&self) -> bool {
        self.lock.borrow().as_ref().is_some_and(Lock::is_held) || self.mode.get_untracked() == Mode::Finished
    }

    /// The machine names the next time only: the alarm set before is not needed any more.
    fn wake_at(self: &Rc<Self>, at: u64) {
        let alarm = self.alarm.get_or_init(|| {
            let open = Rc::downgrade(self);
            Alarm::new(move || {
                if let Some(open) = open.upgrade() {
                    open.awake.take();
                    open.run(DraftEvent::Tick { now: js::steady_ms() });
                }
            })
        });
        alarm.set(at.saturating_sub(js::steady_ms()));
        self.awake.replace(Some(Rc::clone(self)));
    }

    /// One batch in one transaction: what the server said, our operations, and those the server holds now.
    async fn write(
        self: &Rc<Self>,
        head: Option<Known>,
        put: Vec<Operation>,
        remove: Vec<String>,
        is_ours: bool,
        at_once: bool,
    ) {
        let id = self.id.borrow().clone();
        let mut batch = Vec::new();
        // A tab that lost the lock still saves what was typed in it, and leaves everything else to the new writer.
        if is_ours {
            if let Some(known) = head {
                self.stored.borrow_mut().fill(&known);
                batch.push(self.head());
            }
            batch.extend(
                remove.iter().map(|operation| Change::Remove(Store::Operations, key(&id, operation))),
            );
        }
        batch.extend(put.iter().map(|operation| put_operation(&id, operation)));
        // Somebody who waits gets the shortest way.
        let outcome = if at_once {
            self.device.disk.write(&batch).await
        } else {
            self.device.disk.write_aside(&batch).await
        };
        self.device.wrote(&outcome);
        let ok = outcome.is_ok();
        if ok {
            self.saved.update_untracked(|view| view.at = Some(clock::now()));
            self.tell_tabs();
        }
        let before = self.saved.with_untracked(|view| view.saved);
        self.run(DraftEvent::Written { ok, now: js::steady_ms() });
        // The new time is shown with what the machine says; when it says nothing, by itself, once nothing is under way.
        if before != Saved::Saving && before == self.saved.with_untracked(|view| view.saved) {
            self.saved.notify();
        }
        for waiting in self.waiting.take() {
            js::resolve(&waiting, &JsValue::TRUE);
        }
    }

    /// The draft's record.
    pub(super) fn head(&self) -> Change {
        let stored = self.stored.borrow();
        Change::Put(Store::Drafts, stored.view.id.clone(), records::write(&*stored))
    }

    /// Writes everything that is in memory once more: the storage was emptied.
    pub(in crate::local) async fn rewrite(self: &Rc<Self>) {
        let id = self.id.borrow().clone();
        let mut batch = Vec::new();
        {
            let draft = self.draft.borrow();
            self.stored.borrow_mut().fill(draft.known());
            batch.push(self.head());
            batch.extend(draft.operations().map(|operation| put_operation(&id, operation)));
        }
        let outcome = self.device.disk.write(&batch).await;
        self.device.wrote(&outcome);
    }

    /// Writes what is not written yet, or as soon as the batch under way has ended.
    pub(super) fn write_now(self: &Rc<Self>) {
        self.hurried.set(true);
        self.run(DraftEvent::Flush);
        self.hurried.set(false);
    }

    /// Writes what is not written yet, and waits for it; whether all of it is on disk.
    pub(in crate::local) async fn flush(self: &Rc<Self>) -> Result<(), DiskError> {
        loop {
            self.write_now();
            match self.draft.borrow().saved() {
                Saved::Everywhere | Saved::HereOnly => return Ok(()),
                Saved::Failed | Saved::Saving => {}
            }
            let (written, resolver) = js::deferred();
            self.waiting.borrow_mut().push(resolver);
            // A write that does not end within this time has failed as far as anybody can tell.
            let ended = js::wait_at_most(written, 10_000).await;
            if ended.is_none() || self.draft.borrow().saved() == Saved::Failed {
                return Err(DiskError::Closed);
            }
        }
    }

    /// Tells the screens.
    pub(super) fn tell(&self, cells: &[letters::Cell], source: Source) {
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            listener(cells, source);
        }
    }

    /// Shows conflicts, editions chosen elsewhere, and what nobody has looked at.
    pub(super) fn show(&self) {
        let (conflicts, unseen, editions) = {
            let draft = self.draft.borrow();
            let conflicts: Vec<_> =
                draft.conflicts().iter().map(|(cell, both)| (*cell, both.clone())).collect();
            let unseen: Vec<_> = draft.unseen().iter().copied().collect();
            let editions: Vec<_> = draft.editions().iter().copied().collect();
            (conflicts, unseen, editions)
        };
        if self.editions.with_untracked(|before| **before != editions) {
            self.editions.set(Arc::new(editions));
        }
        if self.conflicts.with_untracked(|before| **before != conflicts) {
            self.conflicts.set(Arc::new(conflicts));
        }
        if self.unseen.with_untracked(|before| **before != unseen) {
            self.unseen.set(Arc::new(unseen));
        }
    }

    /// Keeps the device's list of drafts up to date.
    pub(super) fn note(&self) {
        let waiting = self.draft.borrow().saved() != Saved::Everywhere;
        let stored = self.stored.borrow();
        let mut card = Card::of(&stored, waiting);
        card.only_here = waiting;
        self.device.put_card(&stored.view.id, card);
    }

    /// Puts what server or disk say in place of what the state machine knew, with our own operations on top.
    pub(super) fn replace(self: &Rc<Self>, known: Known, own: Vec<Operation>) {
        let before = self.draft.borrow().state().clone();
        let draft = Draft::open(known, own);
        let changed: Vec<_> = letters::Cell::all()
            .filter(|cell| before.letter.get(*cell) != draft.state().letter.get(*cell))
            .collect();
        let differs = before != *draft.state();
        let saved = draft.saved();
        *self.draft.borrow_mut() = draft;
        if differs {
            self.tell(&changed, Source::Remote);
        }
        self.saved.update(|view| view.saved = saved);
        self.show();
        self.note();
    }

    /// Whether the server is ahead of what is known here.
    pub(super) fn knows_less_than(&self, version: u64) -> bool {
        self.mode.get_untracked() == Mode::Writing && self.draft.borrow().known().version < version
    }

    /// Whether this tab writes the draft and the server has it, more or less.
    pub(in crate::local) fn is_on_server(&self) -> bool {
        self.mode.get_untracked() == Mode::Writing && self.draft.borrow().known().version > 0
    }

    /// Whether the server does not have everything.
    pub(in crate::local) fn is_waiting(&self) -> bool {
        self.mode.get_untracked() == Mode::Writing && self.draft.borrow().saved() != Saved::Everywhere
    }

    /// Ids of the operations in memory.
    pub(super) fn own_ids(&self) -> FewSet<String> {
        self.draft.borrow().operations().map(|operation| operation.id.clone()).collect()
    }
}

/// Where an operation lies: those of one draft together, in the order in which they were made.
pub(super) fn key(draft: &str, operation: &str) -> String {
    [draft, "/", operation].concat()
}

pub(super) fn put_operation(draft: &str, operation: &Operation) -> Change {
    let text = records::write(&wire::drafts::Operation::from(operation));
    Change::Put(Store::Operations, key(draft, &operation.id), text)
}
