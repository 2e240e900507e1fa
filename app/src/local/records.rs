//! What lies on disk, inside the envelopes.

use sync::{Item, ItemState};
use wire::Problem;
use wire::drafts::DraftView;
use wire::fields;
use wire::record::{self, Members, Object, Record, Value};
use wire::requests::RequestView;

/// A draft without this device's own operations.
#[derive(Debug, Clone)]
pub(super) struct StoredDraft {
    /// As the server last said; version 0 when it does not have it.
    pub(super) view: DraftView,
    /// The server's epoch when it said so.
    pub(super) epoch: u32,
    /// Cells other devices changed that nobody here has looked at.
    pub(super) unseen: Vec<String>,
    /// The request it answers, as it was when the draft was opened last.
    pub(super) request: Option<RequestView>,
    /// The letter frozen from it here (`完成`), until it is taken back or refused.
    pub(super) frozen: Option<String>,
}

fields!(StoredDraft { view, epoch, unseen, request, frozen });

impl StoredDraft {
    /// A draft as it came, or as it is begun.
    pub(super) fn new(view: DraftView, epoch: u32, request: Option<RequestView>) -> StoredDraft {
        StoredDraft { view, epoch, unseen: Vec::new(), request, frozen: None }
    }
}

/// A list as it came.
#[derive(Debug, Clone)]
pub(super) struct StoredList {
    pub(super) as_of: String,
    /// Its rows, or the one record it is.
    pub(super) items: Value,
}

fields!(StoredList { as_of, items });

/// A letter in the outbox.
#[derive(Debug)]
pub(super) struct StoredItem {
    operation: String,
    letter: String,
    draft: String,
    body: String,
    state: StoredState,
}

fields!(StoredItem { operation, letter, draft, body, state });

#[derive(Debug)]
enum StoredState {
    Waiting,
    Tried,
    Delivered { receipt: String, epoch: u32 },
    Settled { receipt: String, epoch: u32 },
    Refused { findings: String },
    Blocked { code: String },
}

impl Record for StoredState {
    fn read(json: Value, ok: &mut bool) -> Self {
        let mut state = Members::open(json, ok);
        match state.word("is") {
            "waiting" => StoredState::Waiting,
            "tried" => StoredState::Tried,
            "delivered" => {
                StoredState::Delivered { receipt: state.take("receipt", ok), epoch: state.take("epoch", ok) }
            }
            "settled" => {
                StoredState::Settled { receipt: state.take("receipt", ok), epoch: state.take("epoch", ok) }
            }
            "refused" => StoredState::Refused { findings: state.take("findings", ok) },
            "blocked" => StoredState::Blocked { code: state.take("code", ok) },
            _ => {
                *ok = false;
                StoredState::Tried
            }
        }
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        let (is, members): (_, &[(&str, &String)]) = match self {
            StoredState::Waiting => ("waiting", &[]),
            StoredState::Tried => ("tried", &[]),
            StoredState::Delivered { receipt, .. } => ("delivered", &[("receipt", receipt)]),
            StoredState::Settled { receipt, .. } => ("settled", &[("receipt", receipt)]),
            StoredState::Refused { findings } => ("refused", &[("findings", findings)]),
            StoredState::Blocked { code } => ("blocked", &[("code", code)]),
        };
        object.word("is", is);
        for (name, text) in members {
            object.put(name, *text);
        }
        if let StoredState::Delivered { epoch, .. } | StoredState::Settled { epoch, .. } = self {
            object.put("epoch", epoch);
        }
        object.close();
    }
}

/// A write that waits for the net.
#[derive(Debug, Clone)]
pub(super) struct StoredWrite {
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: String,
    /// What it is shown as meanwhile: a request that came on paper.
    pub(super) request: Option<RequestView>,
    /// Why the server did not take it the last time; a person puts it right.
    pub(super) refused: Option<Problem>,
}

fields!(StoredWrite { operation, method, path, body, request, refused });

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
pub(super) fn write<T: Record>(record: &T) -> String {
    record::to_text(record)
}

/// Reads a record; `None` when another version wrote it in a way this one does not know.
pub(super) fn read<T: Record>(text: &str) -> Option<T> {
    record::from_text(text)
}
