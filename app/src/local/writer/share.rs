//! Which tab writes, and how the others follow.

use std::rc::Rc;

use leptos::prelude::*;
use sync::{DraftEvent, Operation, Saved};
use wire::drafts as on_wire;

use super::open::{Open, key};
use crate::local::disk::Store;
use crate::local::records::{self, StoredDraft};
use crate::local::tabs::{self, Lock, Message, Taking};
use crate::local::{Mode, ids, js};

/// The service worker looks for locks with this prefix before it lets a new version in.
const LOCK_PREFIX: &str = "ikensho-letter:";
/// How often other tabs are told of what was written at most, in milliseconds.
const TELL_MS: u64 = 1_000;
/// How long another tab gets to save and let go before the lock is taken from it.
const YIELD_MS: u64 = 1_500;

impl Open {
    /// Takes the lock and says what this tab may do.
    pub(in crate::local) async fn settle(self: &Rc<Self>, taking: Taking) {
        if self.is_finished() {
            return self.set_mode(Mode::Finished);
        }
        if !self.take_lock(taking).await {
            return self.set_mode(Mode::Reading);
        }
        // What the tab before wrote last.
        self.reload().await;
        if self.is_finished() {
            self.lock.take();
            return self.set_mode(Mode::Finished);
        }
        self.set_mode(Mode::Writing);
        self.tell_online();
    }

    fn is_finished(&self) -> bool {
        let stored = self.stored.borrow();
        stored.view.finished || stored.frozen.is_some()
    }

    async fn take_lock(self: &Rc<Self>, taking: Taking) -> bool {
        if self.lock.borrow().as_ref().is_some_and(Lock::is_held) {
            return true;
        }
        let name = [LOCK_PREFIX, &self.id.borrow()].concat();
        let open = Rc::downgrade(self);
        let lost = move || {
            if let Some(open) = open.upgrade() {
                js::spawn(async move { open.yield_lock().await });
            }
        };
        let lock = tabs::take(&name, taking, lost).await;
        let is_taken = lock.is_some();
        *self.lock.borrow_mut() = lock;
        is_taken
    }

    /// The draft has another id now.
    pub(super) async fn lock_again(self: &Rc<Self>) {
        self.lock.take();
        if self.take_lock(Taking::IfFree).await {
            self.tell_online();
        } else {
            // Another tab writes that draft: it finds what was typed here on the disk.
            self.set_mode(Mode::Reading);
            self.tell_tabs_now();
        }
    }

    /// Another tab wants to write, or has already taken the lock: everything typed here is saved, then this tab reads.
    pub(in crate::local) async fn yield_lock(self: &Rc<Self>) {
        if self.mode.get_untracked() != Mode::Writing {
            return;
        }
        self.set_mode(Mode::Reading);
        // What could not be saved stays in memory and is tried again.
        let _ = self.flush().await;
        self.lock.take();
        self.tell_tabs_now();
    }

    /// Lets this tab write.
    pub(super) async fn take_over(self: &Rc<Self>) {
        if self.mode.get_untracked() != Mode::Reading {
            return;
        }
        self.device.channel.tell(&Message::Yield(self.id.borrow().clone()));
        self.settle(Taking::Within(YIELD_MS)).await;
        if self.mode.get_untracked() == Mode::Reading {
            self.settle(Taking::Steal).await;
        }
    }

    /// Tells the other tabs that something was written, at most once a second: they read it from the disk.
    pub(super) fn tell_tabs(self: &Rc<Self>) {
        let since = js::steady_ms().saturating_sub(self.told.get());
        if since >= TELL_MS {
            self.tell_tabs_now();
        } else if !self.telling.replace(true) {
            let open = Rc::clone(self);
            js::after(TELL_MS - since, move || {
                if open.telling.get() {
                    open.tell_tabs_now();
                }
            });
        }
    }

    /// The page is about to go, or to be hidden: everything is written at once, and told at once.
    pub(in crate::local) fn hurry(self: &Rc<Self>) {
        if self.telling.get() {
            self.tell_tabs_now();
        }
        self.told.set(0);
        self.write_now();
    }

    fn tell_tabs_now(&self) {
        self.telling.set(false);
        self.told.set(js::steady_ms());
        self.device.channel.tell(&Message::Written(self.id.borrow().clone()));
    }

    /// Another tab wrote this draft.
    pub(in crate::local) async fn written_elsewhere(self: &Rc<Self>) {
        match self.mode.get_untracked() {
            // The tab that lost the lock saved its last words: they are ours now.
            Mode::Writing => {
                if self.has_foreign_operations().await && self.flush().await.is_ok() {
                    self.reload().await;
                    self.tell_online();
                }
            }
            Mode::Reading => self.reload().await,
            Mode::Finished => {}
        }
    }

    async fn has_foreign_operations(self: &Rc<Self>) -> bool {
        let prefix = key(&self.id.borrow(), "");
        let Ok(records) = self.device.disk.range(Store::Operations, &prefix).await else { return false };
        let own = self.own_ids();
        records.iter().any(|(key, _)| key.rsplit_once('/').is_some_and(|(_, id)| !own.contains(id)))
    }

    /// Reads the draft from disk again.
    async fn reload(self: &Rc<Self>) {
        let id = self.id.borrow().clone();
        let Some((stored, own)) = read(self, &id).await else { return };
        let Some(known) = stored.known() else { return };
        // Typed while the disk was read, or refused by it: only memory has it, and memory stays.
        if matches!(self.draft.borrow().saved(), Saved::Saving | Saved::Failed) {
            return;
        }
        // A write of this tab that is still under way has more than the disk.
        let (here, there) = (self.draft.borrow().known().clone(), (known.epoch, known.version));
        let known = if (here.epoch, here.version) > there { here } else { known };
        *self.stored.borrow_mut() = stored;
        self.replace(known, own);
    }

    /// The outbox let the draft go again (taken back, refused), or it was finished in another tab.
    pub(in crate::local) async fn look_again(self: &Rc<Self>) {
        let id = self.id.borrow().clone();
        let Some((stored, _)) = read(self, &id).await else { return };
        let frozen = stored.frozen.clone();
        let before = self.stored.borrow().frozen.clone();
        if frozen == before {
            return;
        }
        self.stored.borrow_mut().frozen = frozen;
        self.note();
        self.settle(Taking::IfFree).await;
    }

    pub(super) fn set_mode(&self, mode: Mode) {
        if self.mode.get_untracked() != mode {
            self.mode.set(mode);
        }
    }

    /// Tells the state machine whether the server answers; only a tab that writes pushes.
    pub(in crate::local) fn tell_online(self: &Rc<Self>) {
        if self.mode.get_untracked() == Mode::Writing {
            let online = self.device.online.is() && self.device.outgoing.session.get();
            self.run(DraftEvent::Online { online, now: js::steady_ms() });
        }
    }
}

/// A draft as it lies on disk: its record and its operations.
async fn read(open: &Rc<Open>, id: &str) -> Option<(StoredDraft, Vec<Operation>)> {
    let head = open.device.disk.read(Store::Drafts, id).await.ok()??;
    let records = open.device.disk.range(Store::Operations, &key(id, "")).await.ok()?;
    Some((records::read(&head)?, operations(records)))
}

/// Operations in the order in which they were made.
pub(in crate::local) fn operations(records: Vec<(String, String)>) -> Vec<Operation> {
    let operations: Vec<Operation> = records
        .iter()
        .filter_map(|(_, text)| Operation::try_from(&records::read::<on_wire::Operation>(text)?).ok())
        .collect();
    if let Some(last) = operations.last() {
        ids::seen(&last.id);
    }
    operations
}
