use super::{Effect, Entry, Item, ItemState, Outbox, Step};
use crate::backoff;

impl Outbox {
    pub(super) fn finished(&mut self, item: Item, effects: &mut Vec<Effect>) {
        if let Some(entry) = self.items.get(&item.operation) {
            // The same 「完成」 said twice is one; an id never gets other bytes.
            if entry.item.body != item.body {
                effects.push(Effect::NotStored(item));
            }
            return;
        }
        let on_its_way =
            self.items.values().any(|entry| entry.item.draft == item.draft && !entry.known.is_dead());
        if on_its_way {
            effects.push(Effect::NotStored(item));
            return;
        }
        self.items.insert(item.operation.clone(), Entry::new(item, false));
    }

    pub(super) fn written(&mut self, operation: &str, ok: bool, effects: &mut Vec<Effect>) {
        let Some(entry) = self.items.get_mut(operation) else { return };
        match core::mem::replace(&mut entry.step, Step::Rest) {
            Step::Writing(state) if ok => {
                entry.stored = true;
                entry.item.state = state;
                effects.push(Effect::Show(entry.item.clone()));
            }
            Step::Writing(state) if entry.stored => {
                if state == ItemState::Tried {
                    // Nothing was sent: it can still be taken back.
                    entry.known = entry.item.state.clone();
                }
                entry.due = self.now.saturating_add(backoff::delay(1, 0));
            }
            Step::Writing(_) => self.drop(operation, Effect::NotStored, effects),
            Step::Removing if ok => self.drop(operation, Effect::TakenBack, effects),
            Step::Removing => {
                entry.leaving = false;
                effects.push(Effect::CannotTakeBack(entry.item.clone()));
            }
            Step::Forgetting if ok => self.drop(operation, Effect::Forgotten, effects),
            // It is forgotten the next time.
            Step::Forgetting => {}
            step @ (Step::Rest | Step::Sending) => entry.step = step,
        }
    }

    pub(super) fn take_back(&mut self, operation: &str, effects: &mut Vec<Effect>) {
        let Some(entry) = self.items.get_mut(operation) else { return };
        if entry.known == ItemState::Waiting || entry.known.is_dead() {
            entry.leaving = true;
            entry.due = entry.due.min(self.now);
        } else {
            effects.push(Effect::CannotTakeBack(entry.item.clone()));
        }
    }

    pub(super) fn forget(&mut self, operation: &str, effects: &mut Vec<Effect>) {
        let epoch = self.epoch;
        let Some(entry) = self.items.get_mut(operation) else { return };
        let is_settled = matches!(entry.known, ItemState::Settled { .. });
        // What a restored server may have forgotten is offered to it before it is forgotten here.
        if is_settled && !entry.is_unwritten() && entry.step == Step::Rest && !entry.is_to_be_sent(epoch) {
            entry.step = Step::Forgetting;
            effects.push(Effect::Forget(entry.item.clone()));
        }
    }

    fn drop(&mut self, operation: &str, said: fn(Item) -> Effect, effects: &mut Vec<Effect>) {
        if let Some(entry) = self.items.remove(operation) {
            effects.push(said(entry.item));
        }
    }
}
