use super::{Answer, ItemState, Outbox, Step};
use crate::backoff;

impl Outbox {
    pub(super) fn answered(&mut self, operation: &str, answer: Answer, random: u64) {
        let Some(entry) = self.items.get_mut(operation) else { return };
        if entry.step != Step::Sending {
            return;
        }
        entry.step = Step::Rest;
        entry.known = match answer {
            Answer::Received { receipt, epoch } => {
                self.epoch = self.epoch.max(epoch);
                match &entry.known {
                    // The server had not forgotten it, nor what became of it.
                    ItemState::Settled { receipt: kept, .. } if *kept == receipt => {
                        ItemState::Settled { receipt, epoch }
                    }
                    _ => ItemState::Delivered { receipt, epoch },
                }
            }
            Answer::Refused { findings } => ItemState::Refused { findings },
            Answer::Blocked { code } => ItemState::Blocked { code },
            Answer::NeedsSession => {
                self.session = false;
                return;
            }
            Answer::Later => {
                entry.tries = entry.tries.saturating_add(1);
                entry.due = self.now.saturating_add(backoff::delay(entry.tries, random));
                return;
            }
        };
        entry.tries = 0;
        entry.due = self.now;
    }

    pub(super) fn settled(&mut self, letter: &str) {
        for entry in self.items.values_mut().filter(|entry| entry.item.letter == letter) {
            if let ItemState::Delivered { receipt, epoch } = &entry.known {
                entry.known = ItemState::Settled { receipt: receipt.clone(), epoch: *epoch };
                entry.due = entry.due.min(self.now);
            }
        }
    }

    pub(super) fn epoch_is(&mut self, epoch: u32) {
        if epoch > self.epoch {
            self.epoch = epoch;
            self.hurry();
        }
    }
}
