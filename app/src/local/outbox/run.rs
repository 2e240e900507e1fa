//! The outbox's state machine and the hands that do what it says.

use std::rc::Rc;

use serde_json::Value as Json;
use sync::{Item, ItemState, Outbox, OutboxEffect, OutboxEvent};

use crate::local::device::{Card, Device};
use crate::local::disk::{Change, Store};
use crate::local::js;
use crate::local::records::{self, StoredDraft, StoredItem};
use crate::local::tabs::{self, Message, Taking};

/// The lock of the tab that sends.
const LOCK: &str = "ikensho-outbox";

impl Device {
    /// Runs the outbox as soon as no other tab does.
    pub(in crate::local) async fn run_outbox_here(self: &Rc<Self>) {
        loop {
            let (lost, is_lost) = js::deferred();
            let lock =
                tabs::take(LOCK.to_owned(), Taking::Queue, move || js::resolve(&is_lost, &true.into())).await;
            self.outgoing.lock.replace(lock);
            self.load_outgoing().await;
            let items = self.outgoing.items.borrow().values().cloned().collect();
            self.outgoing.machine.replace(Some(Outbox::open(items)));
            self.outgoing_online(self.online.is());
            self.outgoing_session(self.session_is_live());
            self.settle_deliveries().await;
            // Only ever resolved, and only when the lock was stolen.
            let _ = js::wait(lost).await;
            self.outgoing.machine.replace(None);
        }
    }

    /// Reads outbox and queue from disk and shows them.
    pub(in crate::local) async fn load_outgoing(self: &Rc<Self>) {
        if let Ok(records) = self.disk.range(Store::Outbox, "").await {
            let items = records.iter().filter_map(|(_, text)| records::read::<StoredItem>(text));
            let items = items.map(Item::from).map(|item| (item.operation.clone(), item)).collect();
            self.outgoing.items.replace(items);
        }
        self.load_queue().await;
        self.show_sent();
        self.count();
    }

    /// The outbox on disk was changed by another tab.
    pub(in crate::local) async fn outbox_changed(self: &Rc<Self>) {
        self.load_outgoing().await;
        self.show_requests();
        let is_known = |item: &Item| {
            let machine = self.outgoing.machine.borrow();
            machine
                .as_ref()
                .is_none_or(|outbox| outbox.items().any(|known| known.operation == item.operation))
        };
        let items: Vec<Item> = self.outgoing.items.borrow().values().cloned().collect();
        for item in items.into_iter().filter(|item| !is_known(item)) {
            self.run_outbox(OutboxEvent::Finished(item));
        }
        for open in self.open_drafts() {
            open.look_again().await;
        }
    }

    /// Tells the state machine, if it runs in this tab, and does what it says.
    pub(in crate::local) fn run_outbox(self: &Rc<Self>, event: OutboxEvent) {
        let effects = self.outgoing.machine.borrow_mut().as_mut().map(|outbox| outbox.handle(event));
        for effect in effects.unwrap_or_default() {
            self.perform(effect);
        }
    }

    fn perform(self: &Rc<Self>, effect: OutboxEffect) {
        let device = Rc::clone(self);
        match effect {
            OutboxEffect::Write(item) => js::spawn(async move {
                let ok = device.write_item(&item).await;
                let now = js::steady_ms();
                device.run_outbox(OutboxEvent::Written { operation: item.operation, ok, now });
            }),
            OutboxEffect::Remove(item) => js::spawn(async move {
                let ok = device.remove_item(&item).await;
                let now = js::steady_ms();
                device.run_outbox(OutboxEvent::Written { operation: item.operation, ok, now });
            }),
            OutboxEffect::Forget(item) => js::spawn(async move {
                let ok = device.forget_item(&item).await;
                let now = js::steady_ms();
                device.run_outbox(OutboxEvent::Written { operation: item.operation, ok, now });
            }),
            OutboxEffect::TakenBack(item) | OutboxEffect::Forgotten(item) => {
                self.outgoing.items.borrow_mut().remove(&item.operation);
                self.show_outgoing();
            }
            OutboxEffect::Send { operation, body } => js::spawn(async move {
                let answer = device.send(&operation, &body).await;
                let (random, now) = (js::random_number(), js::steady_ms());
                device.run_outbox(OutboxEvent::Answered { operation, answer, random, now });
            }),
            OutboxEffect::WakeAt(at) => js::after(at.saturating_sub(js::steady_ms()), move || {
                device.run_outbox(OutboxEvent::Tick { now: js::steady_ms() });
            }),
            OutboxEffect::Show(item) => {
                if matches!(item.state, ItemState::Delivered { .. }) {
                    let item = item.clone();
                    js::spawn(async move { device.draft_sent(&item).await });
                }
                let device = Rc::clone(self);
                device.outgoing.items.borrow_mut().insert(item.operation.clone(), item);
                device.show_outgoing();
            }
            // `take_back` sees that the item stays; `finish` has already said whether it was stored.
            OutboxEffect::CannotTakeBack(_) | OutboxEffect::NotStored(_) => {}
        }
    }

    async fn write_item(self: &Rc<Self>, item: &Item) -> bool {
        // 「完成」 wrote it together with the draft.
        if self.outgoing.items.borrow().get(&item.operation) == Some(item) {
            return true;
        }
        let record = records::write(&StoredItem::from(item));
        let mut batch = vec![Change::Put(Store::Outbox, item.operation.clone(), record)];
        if matches!(item.state, ItemState::Refused { .. }) {
            batch.extend(self.thaw(&item.draft).await);
        }
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
        outcome.is_ok()
    }

    /// Writes the outbox once more: the storage was emptied.
    pub(in crate::local) async fn rewrite_items(self: &Rc<Self>) {
        let batch: Vec<Change> = self
            .outgoing
            .items
            .borrow()
            .values()
            .map(|item| {
                let record = records::write(&StoredItem::from(item));
                Change::Put(Store::Outbox, item.operation.clone(), record)
            })
            .collect();
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
    }

    async fn remove_item(self: &Rc<Self>, item: &Item) -> bool {
        let mut batch = vec![Change::Remove(Store::Outbox, item.operation.clone())];
        batch.extend(self.thaw(&item.draft).await);
        let outcome = self.disk.write(&batch).await;
        self.wrote(&outcome);
        outcome.is_ok()
    }

    /// The letter arrived: what its draft still had for the server is in it.
    async fn draft_sent(self: &Rc<Self>, item: &Item) {
        let body: Json = records::read(&item.body).unwrap_or_default();
        let Some(letter) = body.get("letter") else { return };
        let Ok(open) = self.open_stored(&item.draft, Taking::IfFree).await else { return };
        open.sent(letter);
        open.close().await;
    }

    /// The draft can be written again: the change that says so.
    async fn thaw(self: &Rc<Self>, draft: &str) -> Option<Change> {
        let head = self.disk.read(Store::Drafts, draft).await.ok()??;
        let mut stored: StoredDraft = records::read(&head)?;
        stored.frozen = None;
        let waiting = self.cards.borrow().get(draft).is_some_and(|card| card.only_here);
        self.put_card(draft, Card::of(&stored, waiting));
        Some(Change::Put(Store::Drafts, draft.to_owned(), records::write(&stored)))
    }

    fn show_outgoing(self: &Rc<Self>) {
        self.show_sent();
        self.count();
        self.channel.tell(&Message::Outbox);
        for open in self.open_drafts() {
            js::spawn(async move { open.look_again().await });
        }
    }
}
