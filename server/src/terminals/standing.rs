use std::future;
use std::sync::Arc;

use tokio::sync::watch;

use super::{Refusal, Terminal};

/// What a connection has shown of itself, and whether it still holds.
#[derive(Clone)]
pub(crate) struct Standing {
    shown: Result<Arc<Terminal>, Refusal>,
    /// Whose certificate it is, whatever it is worth.
    known: Option<Arc<Terminal>>,
    /// Holds the reason from the moment the terminal is one no more.
    ended: Option<watch::Receiver<Option<Refusal>>>,
}

impl Standing {
    /// A terminal that stays one.
    pub(crate) fn lasting(terminal: Terminal) -> Standing {
        let terminal = Arc::new(terminal);
        Standing { shown: Ok(Arc::clone(&terminal)), known: Some(terminal), ended: None }
    }

    /// A terminal until the watch says otherwise.
    pub(crate) fn watched(terminal: Terminal, watch: watch::Receiver<Option<Refusal>>) -> Standing {
        Standing { ended: Some(watch), ..Standing::lasting(terminal) }
    }

    /// No terminal.
    pub(crate) fn refused(refusal: Refusal) -> Standing {
        Standing { shown: Err(refusal), known: None, ended: None }
    }

    /// One that was a terminal once.
    pub(crate) fn taken_back(terminal: Terminal) -> Standing {
        Standing { known: Some(Arc::new(terminal)), ..Standing::refused(Refusal::Revoked) }
    }

    /// The terminal whose certificate was shown, also when it is one no more.
    pub(crate) fn known(&self) -> Option<&Terminal> {
        self.known.as_deref()
    }

    /// The terminal as of now.
    ///
    /// # Errors
    /// Why there is none, or none any more.
    pub(crate) fn terminal(&self) -> Result<&Terminal, Refusal> {
        match self.ended.as_ref().and_then(|ended| *ended.borrow()) {
            Some(refusal) => Err(refusal),
            None => self.shown.as_deref().map_err(|refusal| *refusal),
        }
    }

    /// Waits until the terminal is one no more: what is open on its behalf ends then.
    pub(crate) async fn ended(&mut self) {
        if let Some(ended) = &mut self.ended {
            // A closed channel is a connection that is gone, and ends what hangs on it, too.
            let _ = ended.wait_for(Option::is_some).await;
        } else {
            future::pending::<()>().await;
        }
    }
}
