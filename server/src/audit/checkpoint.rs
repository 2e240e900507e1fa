use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wire::letters::ReceiptKey;

use crate::moment::Clock;
use crate::receipt::{self, Signer};
use crate::store::{self, Store, StoreError};

/// What stands before the text that is signed, so that no checkpoint is ever taken for a receipt.
const DOMAIN: &str = "ikensho audit checkpoint\n";
const PAUSE: Duration = Duration::from_secs(60);

/// What a checkpoint says; its fields stand in the order of RFC 8785.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckpointBody {
    pub(crate) at: String,
    pub(crate) epoch: u32,
    /// Hash of the event with this number.
    pub(crate) hash: String,
    pub(crate) number: u64,
    /// The process that wrote it: a new id at each start.
    pub(crate) writer: String,
}

/// A signed statement how far the log had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkpoint {
    /// The JSON of a [`CheckpointBody`]; exactly these bytes are signed.
    pub(crate) body: String,
    pub(crate) key_id: String,
    /// Ed25519, base64url without padding.
    pub(crate) signature: String,
}

impl Checkpoint {
    /// What it says, when this key signed it.
    pub(super) fn open(&self, key: &ReceiptKey) -> Option<CheckpointBody> {
        let text = [DOMAIN, &self.body].concat();
        receipt::holds(&text, &self.key_id, &self.signature, key).ok()?;
        serde_json::from_str(&self.body).ok()
    }
}

/// Signs how far the log has come; whether there was anything new.
pub(crate) async fn checkpoint(
    store: &Arc<dyn Store>,
    clock: &Clock,
    signer: &Signer,
) -> Result<bool, StoreError> {
    let (clock, signer, writer) = (clock.clone(), signer.clone(), store.writer().to_owned());
    store::write(&**store, move |tx| {
        let (number, hash) = tx.audit_end()?;
        if tx.last_checkpoint()? == number {
            return Ok(false);
        }
        let body = CheckpointBody { at: clock().text(), epoch: tx.epoch()?, hash, number, writer };
        let body = serde_json::to_string(&body)?;
        let signature = signer.seal(&[DOMAIN, &body].concat());
        let checkpoint = Checkpoint { body, key_id: signer.public_key().key_id, signature };
        tx.append_checkpoint(number, &checkpoint)?;
        Ok(true)
    })
    .await
}

/// Signs once a minute, until the task is dropped.
pub(crate) async fn checkpoints(store: Arc<dyn Store>, clock: Clock, signer: Signer) {
    loop {
        if let Err(error) = checkpoint(&store, &clock, &signer).await {
            tracing::error!(%error, "no checkpoint was written");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
