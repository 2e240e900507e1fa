//! A letter on its way, and what the server said.

use std::rc::Rc;

use sync::{Answer, ItemState};
use wire::letters::LetterPosted;
use wire::paths;

use super::forget::replaces;
use crate::local::device::Device;
use crate::local::net::Ask;
use crate::local::records;

impl Device {
    /// Sends the frozen bytes under their operation id.
    pub(super) async fn send(self: &Rc<Self>, operation: &str, body: &str) -> Answer {
        let Ok(reply) = self.ask(&Ask::write("POST", paths::LETTERS, body, operation)).await else {
            return Answer::Later;
        };
        if reply.status == 401 {
            return Answer::NeedsSession;
        }
        if reply.asks_to_wait() {
            return Answer::Later;
        }
        match reply.read::<LetterPosted>() {
            Ok(LetterPosted::Received { receipt, .. }) => {
                Answer::Received { receipt: records::write(&receipt), epoch: self.epoch_of(reply.epoch) }
            }
            Ok(LetterPosted::Refused { findings }) => Answer::Refused { findings: records::write(&findings) },
            // An answer that is not understood: it waits, and nothing is dropped.
            Err(_) if reply.is_done() => Answer::Later,
            // The letter it replaces is on its way again to a server that has forgotten both.
            Err(trouble) if trouble.code == "letter.replaces_unknown" && self.offers_replaced(operation) => {
                Answer::Later
            }
            Err(trouble) => Answer::Blocked { code: trouble.code },
        }
    }

    /// Whether the letter that this one replaces lies here and is not yet known to be where the server is now.
    fn offers_replaced(&self, operation: &str) -> bool {
        let items = self.outgoing.items.borrow();
        let Some(replaced) = items.get(operation).and_then(replaces) else { return false };
        let epoch = self.epoch.get();
        let before = items.values().find(|item| item.letter == replaced);
        before.is_some_and(|item| match &item.state {
            ItemState::Waiting | ItemState::Tried => true,
            ItemState::Delivered { epoch: stood, .. } | ItemState::Settled { epoch: stood, .. } => {
                *stood < epoch
            }
            ItemState::Refused { .. } | ItemState::Blocked { .. } => false,
        })
    }

    /// What may have changed on the server while this tab did not run the outbox.
    pub(super) async fn settle_deliveries(self: &Rc<Self>) {
        self.outgoing_epoch(self.epoch.get());
        self.outgoing_settled();
        self.drain().await;
    }
}
