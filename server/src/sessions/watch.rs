use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// Tells whatever is open on behalf of a session that it has ended.
#[derive(Default)]
pub(crate) struct Watch(Mutex<HashMap<String, watch::Sender<bool>>>);

impl Watch {
    /// A receiver that becomes true when the session ends.
    pub(crate) fn listen(&self, session_id: &str) -> watch::Receiver<bool> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, sender| sender.receiver_count() > 0);
        sessions.entry(session_id.to_owned()).or_insert_with(|| watch::channel(false).0).subscribe()
    }

    /// Says that sessions have ended.
    pub(crate) fn ended(&self, session_ids: &[String]) {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for sender in session_ids.iter().filter_map(|id| sessions.get(id)) {
            sender.send_replace(true);
        }
    }
}
