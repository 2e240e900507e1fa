//! Tells listeners that a recipient has new events.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// The last committed event number of each recipient somebody listens for.
#[derive(Default)]
pub(crate) struct Feed(Mutex<HashMap<String, watch::Sender<u64>>>);

impl Feed {
    /// A receiver that wakes when the recipient has newer events.
    pub(crate) fn listen(&self, recipient: &str) -> watch::Receiver<u64> {
        let mut recipients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recipients.retain(|_, sender| sender.receiver_count() > 0);
        recipients.entry(recipient.to_owned()).or_insert_with(|| watch::channel(0).0).subscribe()
    }

    /// Says that the recipient's events up to this number are committed.
    pub(crate) fn publish(&self, recipient: &str, number: u64) {
        let recipients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = recipients.get(recipient) {
            sender.send_replace(number);
        }
    }
}
