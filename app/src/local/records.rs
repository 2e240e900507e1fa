//! What lies on disk, inside the envelopes.

use serde::{Deserialize, Serialize};
use sync::{Item, ItemState};
use wire::drafts::DraftView;
use wire::requests::RequestView;

/// A draft without this device's own operations.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredDraft {
    /// As the server last said; version 0 when it does not have it.
    pub(super) view: DraftView,
    /// The server's epoch when it said so.
    #[serde(default)]
    pub(super) epoch: u32,
    /// Cells other devices changed that nobody here has looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) unseen: Vec<String>,
    /// The request it answers, as it was when the draft was opened last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<RequestView>,
    /// The letter frozen from it here (`完成`), until it is taken back or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) frozen: Option<String>,
}

impl StoredDraft {
    /// A draft as it came, or as it is begun.
    pub(super) fn new(view: DraftView, epoch: u32, request: Option<RequestView>) -> StoredDraft {
        StoredDraft { view, epoch, unseen: Vec::new(), request, frozen: None }
    }
}

/// A list as it came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredList<T> {
    pub(super) as_of: String,
    pub(super) items: T,
}

/// A letter in the outbox.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredItem {
    operation: String,
    letter: String,
    draft: String,
    body: String,
    state: StoredState,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum StoredState {
    Waiting,
    Tried,
    Delivered { receipt: String, epoch: u32 },
    Settled { receipt: String, epoch: u32 },
    Refused { findings: String },
    Blocked { code: String },
}

/// A write that waits for the net.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredWrite {
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: String,
    /// What it is shown as meanwhile: a request that came on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<RequestView>,
}

impl From<&Item> for StoredItem {
    fn from(item: &Item) -> StoredItem {
        let state = match item.state.clone() {
            ItemState::Waiting => StoredState::Waiting,
            ItemState::Tried => StoredState::Tried,
            ItemState::Delivered { receipt, epoch } => StoredState::Delivered { receipt, epoch },
            ItemState::Settled { receipt, epoch } => StoredState::Settled { receipt, epoch },
            ItemState::Refused { findings } => StoredState::Refused { findings },
            ItemState::Blocked { code } => StoredState::Blocked { code },
        };
        let Item { operation, letter, draft, body, .. } = item.clone();
        StoredItem { operation, letter, draft, body, state }
    }
}

impl From<StoredItem> for Item {
    fn from(stored: StoredItem) -> Item {
        let state = match stored.state {
            StoredState::Waiting => ItemState::Waiting,
            StoredState::Tried => ItemState::Tried,
            StoredState::Delivered { receipt, epoch } => ItemState::Delivered { receipt, epoch },
            StoredState::Settled { receipt, epoch } => ItemState::Settled { receipt, epoch },
            StoredState::Refused { findings } => ItemState::Refused { findings },
            StoredState::Blocked { code } => ItemState::Blocked { code },
        };
        let StoredItem { operation, letter, draft, body, .. } = stored;
        Item { operation, letter, draft, body, state }
    }
}

/// JSON text of a record.
pub(super) fn write(record: &impl Serialize) -> String {
    // Records have text keys and finite numbers only, so that writing cannot fail.
    serde_json::to_string(record).unwrap_or_default()
}

/// Reads a record; `None` when another version wrote it in a way this one does not know.
pub(super) fn read<T: for<'a> Deserialize<'a>>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
