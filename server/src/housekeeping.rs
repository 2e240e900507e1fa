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
async fn tidy(store: &Arc<dyn Store>, clock: &Clock) -> Result<(), StoreError> {
    let now = clock();
    let (answers, events) = (now.days_ago(ANSWER_DAYS).text(), now.days_ago(EVENT_DAYS).text());
    let now = now.text();
    store::write(&**store, move |tx| {
        tx.forget_answers(&answers)?;
        tx.forget_events(&events)?;
        tx.forget_sessions(&now)
    })
    .await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::moment::Moment;
    use crate::tests::sample::{letter, post, request};
    use crate::tests::{HOKENSHA, ISHI, TestApp, clock, key};

    /// The clock of the tests, so many days later.
    fn later(days: i64) -> Clock {
        let now = clock();
        Arc::new(move || Moment(now().days_ago(-days).0))
    }

    #[tokio::test]
    async fn answers_are_forgotten_after_90_days_and_receipts_never() {
        let app = TestApp::new().await;
        let (asked, sent) = (request("0000999001"), post(&letter(), &app.user(ISHI).await));
        let (one, two) = (key(), key());
        let ask = async || {
            let headers = [("idempotency-key", &*one)];
            app.write_as(HOKENSHA, "POST", "/api/v1/requests", &asked, &headers).await.ok()
        };
        let send = async || {
            let headers = [("idempotency-key", &*two)];
            app.write_as(ISHI, "POST", "/api/v1/letters", &sent, &headers).await.ok()
        };
        let (asked_first, sent_first) = (ask().await, send().await);
        tidy(&app.store, &later(90)).await.unwrap();
        assert_eq!((ask().await, send().await), (asked_first, sent_first.clone()));
        tidy(&app.store, &later(91)).await.unwrap();
        assert_eq!(ask().await["rows"][0]["matched"], json!(true), "asked anew, matched with what is there");
        assert_eq!(send().await, sent_first);
    }
}
