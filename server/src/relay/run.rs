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
pub(super) async fn round(
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
