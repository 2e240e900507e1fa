use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::{Fingerprint, Refusal};
use crate::moment::{Clock, Moment};
use crate::store::{self, Store, Stored};

/// How often the store is asked whether a terminal changed; another process may have changed it.
const PAUSE: Duration = Duration::from_secs(1);

/// Watches over open connections: whatever ends a terminal ends what is open on its behalf.
pub(crate) struct Registry {
    store: Arc<dyn Store>,
    clock: Clock,
    open: Mutex<HashMap<Fingerprint, Open>>,
}

struct Open {
    not_after: Moment,
    tell: watch::Sender<Option<Refusal>>,
}

impl Registry {
    pub(crate) fn new(store: Arc<dyn Store>, clock: Clock) -> Registry {
        Registry { store, clock, open: Mutex::default() }
    }

    /// Begins to watch a certificate. Whoever asks the store about it only afterwards misses nothing.
    pub(super) fn watch(
        &self,
        fingerprint: Fingerprint,
        not_after: Moment,
    ) -> watch::Receiver<Option<Refusal>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, open| open.tell.receiver_count() > 0);
        let open =
            open.entry(fingerprint).or_insert_with(|| Open { not_after, tell: watch::channel(None).0 });
        open.tell.subscribe()
    }

    /// Looks once a second, until the task is dropped.
    pub(crate) async fn run(self: Arc<Registry>) {
        let mut version = None;
        loop {
            if let Err(error) = self.look(&mut version).await {
                tracing::warn!(%error, "terminals could not be looked at");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Tells every open connection whose terminal has ended.
    async fn look(&self, version: &mut Option<u64>) -> Stored<()> {
        let now = (self.clock)();
        self.end(|open| (now >= open.not_after).then_some(Refusal::Expired), |_| true);
        let newest = store::read(Arc::clone(&self.store), |rows| rows.terminals_version()).await?;
        if *version == Some(newest) {
            return Ok(());
        }
        let watched: Vec<Fingerprint> = {
            let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.keys().copied().collect()
        };
        let revoked = store::read(Arc::clone(&self.store), move |rows| {
            let mut revoked = Vec::new();
            for fingerprint in watched {
                let row = rows.terminal_with(&fingerprint.hex())?;
                if row.is_some_and(|row| row.revoked_at.is_some()) {
                    revoked.push(fingerprint);
                }
            }
            Stored::Ok(revoked)
        })
        .await?;
        self.end(|_| Some(Refusal::Revoked), |fingerprint| revoked.contains(fingerprint));
        *version = Some(newest);
        Ok(())
    }

    fn end(&self, why: impl Fn(&Open) -> Option<Refusal>, whom: impl Fn(&Fingerprint) -> bool) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, open) in open.iter().filter(|(fingerprint, _)| whom(fingerprint)) {
            if let Some(refusal) = why(open) {
                open.tell.send_if_modified(|told| told.is_none() && told.replace(refusal).is_none());
            }
        }
    }
}
