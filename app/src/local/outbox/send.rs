//! A letter on its way, and what the server said.

use std::rc::Rc;

use leptos::prelude::*;
use sync::Answer;
use wire::letters::LetterPosted;
use wire::paths;

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
            // An answer that is not understood, or a program that is too old: it waits, and nothing is dropped.
            Err(trouble) if reply.is_done() || trouble.code == "client.too_old" => Answer::Later,
            Err(trouble) => Answer::Blocked { code: trouble.code },
        }
    }

    /// What may have changed on the server while this tab did not run the outbox.
    pub(super) async fn settle_deliveries(self: &Rc<Self>) {
        if let Some(epoch) = self.me.with_untracked(|me| me.as_ref().map(|me| me.epoch)) {
            self.outgoing_epoch(epoch);
        }
        self.outgoing_settled();
        self.drain().await;
    }
}
