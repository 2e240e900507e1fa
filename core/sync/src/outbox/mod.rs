mod answer;
mod disk;
mod event;
mod item;
mod send;

use crate::few::FewMap;

pub use event::{Answer, Effect, Event};
pub use item::{Item, ItemState};

/// The letters that leave this device: each frozen under one operation id, sent until answered.
///
/// An item is on disk before it is sent, and marked as tried on disk before its first byte leaves, so that a crash
/// can neither lose it, nor send other bytes under its id, nor let a letter that may have arrived be taken back.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    items: FewMap<String, Entry>,
    online: bool,
    session: bool,
    /// The newest epoch the server has named.
    epoch: u32,
    now: u64,
    wake: Option<u64>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// As it lies on disk, or is to lie there for the first time.
    item: Item,
    /// It lies there.
    stored: bool,
    /// Where it stands as far as is known, on disk or not yet.
    known: ItemState,
    step: Step,
    /// The person wants it back.
    leaving: bool,
    /// Not before this time.
    due: u64,
    tries: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Nothing is under way.
    Rest,
    /// Being written in this state.
    Writing(ItemState),
    /// Sent, no answer yet.
    Sending,
    /// Being removed from disk, because it is taken back.
    Removing,
    /// Being removed from disk, because it is done with.
    Forgetting,
}

impl Outbox {
    /// The outbox as it lies on disk.
    pub fn open(items: Vec<Item>) -> Outbox {
        let mut outbox = Outbox::default();
        for item in items {
            outbox.items.insert(item.operation.clone(), Entry::new(item, true));
        }
        outbox
    }

    /// Every item as it lies on disk, oldest first (ids grow with time).
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().filter(|entry| entry.stored).map(|entry| &entry.item)
    }

    /// How many wait for a live session: 「送信には本人確認が必要です（n件）」.
    pub fn needs_session(&self) -> usize {
        let waits = |entry: &&Entry| entry.stored && entry.is_to_be_sent(self.epoch);
        if self.session { 0 } else { self.items.values().filter(waits).count() }
    }

    /// Takes an event and says what is to be done, in this order.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.clock(&event);
        match event {
            Event::Finished(item) => self.finished(item, &mut effects),
            Event::Stored(item) => {
                self.items.get_or_insert_with(item.operation.clone(), || Entry::new(item, true));
            }
            Event::Written { operation, ok, .. } => self.written(&operation, ok, &mut effects),
            Event::Tick { .. } => {}
            Event::Online { online, .. } => {
                self.online = online;
                self.hurry();
            }
            Event::Session { live, .. } => {
                self.session = live;
                self.hurry();
            }
            Event::SendNow { .. } => self.hurry(),
            Event::Answered { operation, answer, random, .. } => self.answered(&operation, answer, random),
            Event::TakeBack { operation } => self.take_back(&operation, &mut effects),
            Event::Settled { letter } => self.settled(&letter),
            Event::Forget { operation } => self.forget(&operation, &mut effects),
            Event::Epoch { epoch, .. } => self.epoch_is(epoch),
        }
        self.work(&mut effects);
        self.set_alarm(&mut effects);
        effects
    }
}

impl Entry {
    fn new(item: Item, stored: bool) -> Entry {
        let known = item.state.clone();
        Entry { item, stored, known, step: Step::Rest, leaving: false, due: 0, tries: 0 }
    }

    /// Something is known that the disk does not say.
    fn is_unwritten(&self) -> bool {
        !self.stored || self.known != self.item.state
    }
}
