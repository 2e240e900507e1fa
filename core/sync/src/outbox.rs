use std::collections::BTreeMap;

use crate::backoff;

/// The letters that leave this device: each frozen under one operation id, sent until answered.
///
/// An item is on disk before it is sent, and marked as tried on disk before its first byte leaves, so that a crash
/// can neither lose it, nor send other bytes under its id, nor let a letter that may have arrived be taken back.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    items: BTreeMap<String, Entry>,
    online: bool,
    session: bool,
}

#[derive(Debug, Clone)]
struct Entry {
    item: Item,
    step: Step,
    due: u64,
    tries: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing is under way.
    Rest,
    /// Being written; may be followed by sending.
    Writing,
    /// Sent, no answer yet.
    Sending,
}

/// A letter in the outbox, as it lies on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Operation id: UUIDv7, the same for every try.
    pub operation: String,
    /// The letter's id.
    pub letter: String,
    /// The draft it was frozen from.
    pub draft: String,
    /// The frozen bytes of the request, never changed.
    pub body: String,
    /// Where it stands.
    pub state: ItemState,
}

/// Where a letter stands, seen from this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// Never sent; can still be taken back (取りやめて直す).
    Waiting,
    /// Sent at least once without an answer: it may have arrived, so it cannot be taken back.
    Tried,
    /// The server has it on disk.
    Delivered {
        /// The signed receipt, as it came.
        receipt: String,
        /// The epoch the receipt was given in.
        epoch: u32,
    },
    /// The insurer took it: nothing more to do.
    Settled {
        /// The signed receipt, as it came.
        receipt: String,
    },
    /// The server's own judgement found an error; the letter opens again.
    Refused {
        /// The findings, as they came.
        findings: String,
    },
    /// The server will never take it under this id (already sent, reused id); a person decides.
    Blocked {
        /// The problem's code.
        code: String,
    },
}

/// What the server answered to a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// On disk there.
    Received {
        /// The signed receipt, as it came.
        receipt: String,
        /// The server's epoch.
        epoch: u32,
    },
    /// Judged and refused.
    Refused {
        /// The findings, as they came.
        findings: String,
    },
    /// Never under this id.
    Blocked {
        /// The problem's code.
        code: String,
    },
    /// A person has to be sure first (送信には本人確認が必要です).
    NeedsSession,
    /// No answer, or try later.
    Later,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// 「完成」: a frozen letter to be stored and sent.
    Finished(Item),
    /// The item is on disk, or is not.
    Written {
        /// Which.
        operation: String,
        /// Whether it is on disk.
        ok: bool,
        /// Milliseconds of any steady clock.
        now: u64,
    },
    /// Time passed.
    Tick {
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The network came or went.
    Online {
        /// Whether it is there.
        online: bool,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// A live session of the doctor or a clerk is there, or is not.
    Session {
        /// Whether it is there.
        live: bool,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// 「今すぐ送る」.
    SendNow {
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// The answer to a send.
    Answered {
        /// Which.
        operation: String,
        /// What.
        answer: Answer,
        /// Any number, for the jitter.
        random: u64,
        /// Milliseconds of the same clock.
        now: u64,
    },
    /// 「取りやめて直す」.
    TakeBack {
        /// Which.
        operation: String,
    },
    /// The insurer accepted or returned the letter.
    Settled {
        /// Which letter.
        letter: String,
    },
    /// The server says its epoch: after a restore it may have forgotten what it gave receipts for.
    Epoch {
        /// The epoch now.
        epoch: u32,
        /// Milliseconds of the same clock.
        now: u64,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Store the item, then say [`Event::Written`].
    Write(Item),
    /// Remove a taken-back item from disk; its draft opens again.
    Remove(Item),
    /// Send these bytes under this id, then say [`Event::Answered`].
    Send {
        /// Operation id.
        operation: String,
        /// The frozen bytes.
        body: String,
    },
    /// Say [`Event::Tick`] at this time.
    WakeAt(u64),
    /// The item's standing changed; it is on disk.
    Show(Item),
    /// It could not be stored: 「完成」 did not happen.
    NotStored(Item),
    /// It may have arrived already and cannot be taken back.
    CannotTakeBack(Item),
}

impl Outbox {
    /// The outbox as it lies on disk.
    pub fn open(items: Vec<Item>) -> Outbox {
        let entry = |item: Item| Entry { item, step: Step::Rest, due: 0, tries: 0 };
        Outbox {
            items: items.into_iter().map(|item| (item.operation.clone(), entry(item))).collect(),
            online: false,
            session: false,
        }
    }

    /// Every item, oldest first (ids grow with time).
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().map(|entry| &entry.item)
    }

    /// How many wait for a live session: 「送信には本人確認が必要です（n件）」.
    pub fn needs_session(&self) -> usize {
        if self.session { 0 } else { self.items().filter(|item| item.is_open()).count() }
    }

    /// Takes an event and says what is to be done.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Finished(item) => {
                effects.push(Effect::Write(item.clone()));
                let operation = item.operation.clone();
                self.items.insert(operation, Entry { item, step: Step::Writing, due: 0, tries: 0 });
            }
            Event::Written { operation, ok, now } => self.written(&operation, ok, now, &mut effects),
            Event::Tick { now } => self.send_due(now, &mut effects),
            Event::Online { online, now } => {
                self.online = online;
                self.hurry(now, &mut effects);
            }
            Event::Session { live, now } => {
                self.session = live;
                self.hurry(now, &mut effects);
            }
            Event::SendNow { now } => self.hurry(now, &mut effects),
            Event::Answered { operation, answer, random, now } => {
                self.answered(&operation, answer, random, now, &mut effects);
            }
            Event::TakeBack { operation } => self.take_back(&operation, &mut effects),
            Event::Settled { letter } => self.settled(&letter, &mut effects),
            Event::Epoch { epoch, now } => self.epoch(epoch, now, &mut effects),
        }
        effects
    }

    fn written(&mut self, operation: &str, ok: bool, now: u64, effects: &mut Vec<Effect>) {
        let Some(entry) = self.items.get_mut(operation) else { return };
        if entry.step != Step::Writing {
            return;
        }
        entry.step = Step::Rest;
        if !ok {
            if entry.item.state == ItemState::Waiting {
                // Never acknowledged as finished: the draft stays as it is.
                if let Some(entry) = self.items.remove(operation) {
                    effects.push(Effect::NotStored(entry.item));
                }
            } else {
                // What is known in memory is not on disk: write it again with the next tick.
                entry.due = now + backoff::delay(1, 0);
                entry.tries += 1;
                effects.push(Effect::WakeAt(entry.due));
            }
            return;
        }
        effects.push(Effect::Show(entry.item.clone()));
        if entry.item.state == ItemState::Tried && self.online && self.session {
            entry.step = Step::Sending;
            effects.push(Effect::Send { operation: operation.to_owned(), body: entry.item.body.clone() });
        } else {
            self.send_due(now, effects);
        }
    }

    fn hurry(&mut self, now: u64, effects: &mut Vec<Effect>) {
        for entry in self.items.values_mut() {
            entry.due = entry.due.min(now);
        }
        self.send_due(now, effects);
    }

    fn send_due(&mut self, now: u64, effects: &mut Vec<Effect>) {
        if !self.online || !self.session {
            return;
        }
        for entry in self.items.values_mut() {
            if entry.step != Step::Rest || !entry.item.is_open() || entry.due > now {
                continue;
            }
            // "Tried" reaches the disk before the first byte leaves.
            entry.item.state = ItemState::Tried;
            entry.step = Step::Writing;
            effects.push(Effect::Write(entry.item.clone()));
        }
    }

    fn answered(
        &mut self,
        operation: &str,
        answer: Answer,
        random: u64,
        now: u64,
        effects: &mut Vec<Effect>,
    ) {
        let Some(entry) = self.items.get_mut(operation) else { return };
        if entry.step != Step::Sending {
            return;
        }
        entry.step = Step::Rest;
        entry.item.state = match answer {
            Answer::Received { receipt, epoch } => ItemState::Delivered { receipt, epoch },
            Answer::Refused { findings } => ItemState::Refused { findings },
            Answer::Blocked { code } => ItemState::Blocked { code },
            Answer::NeedsSession => {
                self.session = false;
                return;
            }
            Answer::Later => {
                entry.tries += 1;
                entry.due = now + backoff::delay(entry.tries, random);
                effects.push(Effect::WakeAt(entry.due));
                return;
            }
        };
        entry.tries = 0;
        entry.step = Step::Writing;
        effects.push(Effect::Write(entry.item.clone()));
    }

    fn take_back(&mut self, operation: &str, effects: &mut Vec<Effect>) {
        let Some(entry) = self.items.get(operation) else { return };
        let untouched = entry.item.state == ItemState::Waiting && entry.step == Step::Rest;
        if untouched || matches!(entry.item.state, ItemState::Refused { .. } | ItemState::Blocked { .. }) {
            if let Some(entry) = self.items.remove(operation) {
                effects.push(Effect::Remove(entry.item));
            }
        } else {
            effects.push(Effect::CannotTakeBack(entry.item.clone()));
        }
    }

    fn settled(&mut self, letter: &str, effects: &mut Vec<Effect>) {
        for entry in self.items.values_mut().filter(|entry| entry.item.letter == letter) {
            if let ItemState::Delivered { receipt, .. } = &entry.item.state {
                entry.item.state = ItemState::Settled { receipt: receipt.clone() };
                entry.step = Step::Writing;
                effects.push(Effect::Write(entry.item.clone()));
            }
        }
    }

    fn epoch(&mut self, now_epoch: u32, now: u64, effects: &mut Vec<Effect>) {
        for entry in self.items.values_mut() {
            if let ItemState::Delivered { epoch, .. } = &entry.item.state
                && *epoch < now_epoch
                && entry.step == Step::Rest
            {
                // The same bytes under the same id: a server that still knows them gives the same receipt.
                entry.item.state = ItemState::Tried;
                entry.due = now;
            }
        }
        self.send_due(now, effects);
    }
}

impl Item {
    /// Whether it is still to be sent.
    pub fn is_open(&self) -> bool {
        matches!(self.state, ItemState::Waiting | ItemState::Tried)
    }
}
