//! Which tab writes, and how the others follow.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use sync::{DraftEvent, Operation, Saved};
use wire::drafts as on_wire;

use super::open::{Open, key};
use crate::local::disk::{Disk, Store};
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
        self.write_or_rest();
    }

    /// It was just read, under this lock if there is one: says what this tab may do.
    pub(in crate::local) fn start(self: &Rc<Self>, lock: Option<Lock>) {
        // Stolen since: the new holder writes.
        let lock = lock.filter(Lock::is_held);
        let may_write = lock.is_some();
        *self.lock.borrow_mut() = lock;
        if may_write || self.is_finished() {
            self.write_or_rest();
        }
    }

    /// The lock is held, and what lies on disk is known.
    fn write_or_rest(self: &Rc<Self>) {
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
        let itself = Rc::new(RefCell::new(Rc::downgrade(self)));
        let taking = take_lock(&self.id.borrow(), itself, taking);
        let lock = taking.await;
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

    /// A screen has opened the draft and found it held. A tab that only pushes it lets go; one in which somebody writes
    /// keeps it.
    pub(in crate::local) async fn ask_for_lock(self: &Rc<Self>) {
        if self.mode.get_untracked() != Mode::Reading {
            return;
        }
        self.device.channel.tell(&Message::Asked(self.id.borrow().clone()));
        self.settle(Taking::Within(YIELD_MS)).await;
        if self.users.get() == 0 {
            // The screen is gone again.
            self.lock.take();
        }
    }

    /// Whether no screen shows the draft: it is open for what it still has for the server.
    pub(in crate::local) fn has_no_screen(&self) -> bool {
        self.listeners.borrow().is_empty()
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
        let id = self.id.borrow().clone();
        let Some((_, operations)) = read(&self.device.disk, &id).await else { return false };
        let own = self.own_ids();
        operations.iter().any(|operation| !own.contains(&operation.id))
    }

    /// Reads the draft from disk again.
    async fn reload(self: &Rc<Self>) {
        let id = self.id.borrow().clone();
        let Some((stored, own)) = read(&self.device.disk, &id).await else { return };
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
        let Some((stored, _)) = read(&self.device.disk, &id).await else { return };
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

/// Takes the lock of a draft; `itself`, once it is there, hears when another tab takes it away.
pub(in crate::local) fn take_lock(
    id: &str,
    itself: Rc<RefCell<Weak<Open>>>,
    taking: Taking,
) -> impl Future<Output = Option<Lock>> + use<> {
    let lost = move || {
        let open = itself.borrow().upgrade();
        if let Some(open) = open {
            js::spawn(async move { open.yield_lock().await });
        }
    };
    tabs::take([LOCK_PREFIX, id].concat(), taking, lost)
}

/// A draft as it lies on disk: its record, and its operations in the order in which they were made.
pub(in crate::local) async fn read(disk: &Rc<Disk>, id: &str) -> Option<(StoredDraft, Vec<Operation>)> {
    let operations = key(id, "");
    let found = disk.ranges(&[(Store::Drafts, id), (Store::Operations, &operations)]).await.ok()?;
    let texts = |wanted| {
        let those = found.iter().filter(move |(store, _, _)| *store == wanted);
        those.filter_map(|(_, _, text)| text.as_ref())
    };
    let stored = records::read(texts(Store::Drafts).next()?)?;
    let operations: Vec<Operation> = texts(Store::Operations)
        .filter_map(|text| Operation::try_from(&records::read::<on_wire::Operation>(text)?).ok())
        .collect();
    if let Some(last) = operations.last() {
        ids::seen(&last.id);
    }
    Some((stored, operations))
}
