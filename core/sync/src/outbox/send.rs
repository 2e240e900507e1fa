use super::{Effect, Entry, Event, Item, ItemState, Outbox, Step};
use crate::backoff;

impl Outbox {
    /// Takes the time from an event. A clock that was set back makes nothing wait longer than it would have anyway.
    pub(super) fn clock(&mut self, event: &Event) {
        let Some(now) = event.now() else { return };
        self.now = now;
        for entry in self.items.values_mut() {
            entry.due = entry.due.min(now.saturating_add(backoff::LONGEST_MS));
        }
        if matches!(event, Event::Tick { .. }) {
            self.wake = None;
        }
    }

    /// Nothing waits for its next try any longer.
    pub(super) fn hurry(&mut self) {
        for entry in self.items.values_mut() {
            entry.due = entry.due.min(self.now);
        }
    }

    /// Begins whatever is due and has nothing under way.
    pub(super) fn work(&mut self, effects: &mut Vec<Effect>) {
        let (now, epoch, reached) = (self.now, self.epoch, self.online && self.session);
        for entry in self.items.values_mut().filter(|entry| entry.step == Step::Rest && entry.due <= now) {
            if entry.leaving && entry.stored {
                entry.step = Step::Removing;
                effects.push(Effect::Remove(entry.item.clone()));
                continue;
            }
            let send = reached && entry.is_to_be_sent(epoch);
            if send && entry.stored && entry.known == ItemState::Waiting {
                // "Tried" reaches the disk before the first byte leaves.
                entry.known = ItemState::Tried;
            }
            if entry.is_unwritten() {
                entry.step = Step::Writing(entry.known.clone());
                let item = entry.item.clone();
                effects.push(Effect::Write(Item { state: entry.known.clone(), ..item }));
            } else if send {
                entry.step = Step::Sending;
                let (operation, body) = (entry.item.operation.clone(), entry.item.body.clone());
                effects.push(Effect::Send { operation, body });
            }
        }
    }

    /// Asks to be woken when the next thing is due, unless an earlier alarm is set.
    pub(super) fn set_alarm(&mut self, effects: &mut Vec<Effect>) {
        let reached = self.online && self.session;
        let waits = |entry: &&Entry| {
            entry.step == Step::Rest
                && (entry.leaving || entry.is_unwritten() || reached && entry.is_to_be_sent(self.epoch))
        };
        let next = self.items.values().filter(waits).map(|entry| entry.due).min();
        // An alarm in the past was overtaken by a clock that was set forward.
        let wake = self.wake.filter(|wake| *wake >= self.now);
        if let Some(next) = next
            && wake.is_none_or(|wake| next < wake)
        {
            self.wake = Some(next);
            effects.push(Effect::WakeAt(next));
        }
    }
}

impl Entry {
    /// Whether the server is still, or again, to be given it.
    pub(super) fn is_to_be_sent(&self, epoch: u32) -> bool {
        // The same bytes under the same id: a restored server that still knows them gives the same receipt.
        let forgotten = self.known.receipt().is_some_and(|(_, stood)| stood < epoch);
        !self.leaving && (self.known.is_open() || forgotten)
    }
}
