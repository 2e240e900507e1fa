//! Forgets what is kept for a time only.

use std::sync::Arc;
use std::time::Duration;

use crate::moment::Clock;
use crate::store::{self, Store, StoreError};

/// Answers to operations are kept this many days.
const ANSWER_DAYS: i64 = 90;
/// Events are kept this many days; who was away longer reloads.
const EVENT_DAYS: i64 = 14;
const PAUSE: Duration = Duration::from_secs(3600);

/// Tidies once an hour, until the task is dropped.
pub(crate) async fn run(store: Arc<dyn Store>, clock: Clock) {
    loop {
        if let Err(error) = tidy(&store, &clock).await {
            tracing::warn!(%error, "housekeeping waits");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Forgets answers and events that are old enough.
pub(crate) async fn tidy(store: &Arc<dyn Store>, clock: &Clock) -> Result<(), StoreError> {
    let now = clock();
    let (answers, events) = (now.days_ago(ANSWER_DAYS).text(), now.days_ago(EVENT_DAYS).text());
    store::write(&**store, move |tx| {
        tx.forget_answers(&answers)?;
        tx.forget_events(&events)
    })
    .await
}
