use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::{Carried, Destination};
use crate::moment::Clock;
use crate::store::rows::DeliveryRow;
use crate::store::{self, Store, StoreError};

/// Deliveries of one round.
const ROUND: usize = 256;
/// How long the relay sleeps when nobody wakes it.
const IDLE: Duration = Duration::from_secs(30);

/// Carries due deliveries until the task is dropped; `wake` says that there are new ones.
pub(crate) async fn run(
    store: Arc<dyn Store>,
    clock: Clock,
    destination: Arc<dyn Destination>,
    wake: Arc<Notify>,
) {
    loop {
        match round(&store, &clock, &destination).await {
            Ok(ROUND..) => {}
            Ok(_) => {
                // A wake-up that came meanwhile is kept by `Notify`.
                let _ = tokio::time::timeout(IDLE, wake.notified()).await;
            }
            Err(error) => {
                tracing::warn!(%error, "deliveries wait");
                tokio::time::sleep(IDLE).await;
            }
        }
    }
}

/// One round: how many deliveries were due.
async fn round(
    store: &Arc<dyn Store>,
    clock: &Clock,
    destination: &Arc<dyn Destination>,
) -> Result<usize, StoreError> {
    let now = clock().text();
    let due = store::read(Arc::clone(store), move |rows| rows.due_deliveries(&now, ROUND)).await?;
    let tried: Vec<DeliveryRow> = due
        .into_iter()
        .map(|row| match destination.carry(&row) {
            Carried::Held => DeliveryRow { delivered: true, tries: row.tries + 1, ..row },
        })
        .collect();
    let count = tried.len();
    if count > 0 {
        store::write(&**store, move |tx| tried.iter().try_for_each(|row| tx.put_delivery(row))).await?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use crate::relay::Desk;
    use crate::tests::{TestApp, sample, today};

    #[tokio::test]
    async fn what_was_received_is_delivered_once() {
        let app = TestApp::new().await;
        let evening: Clock = Arc::new(|| Moment::of_day(today(), 18 * 60));
        let (clock, desk): (Clock, Arc<dyn Destination>) = (evening, Arc::new(Desk));
        // Those of the demonstration.
        assert_eq!(round(&app.store, &clock, &desk).await.unwrap(), 6);
        app.send_letter(&sample::letter()).await;
        let app = app.restarted().await;
        assert_eq!(round(&app.store, &clock, &desk).await.unwrap(), 1, "a restart forgets no delivery");
        assert_eq!(round(&app.store, &clock, &desk).await.unwrap(), 0);
    }
}
