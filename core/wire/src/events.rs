//! Live events. They carry ids, never patient data: the reader asks for what changed.

use serde::{Deserialize, Serialize};

/// One event of the recipient organisation's sequence; the SSE id is `epoch-number`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A request arrived or changed.
    Request {
        /// The request.
        request_id: String,
    },
    /// A draft changed on another device.
    Draft {
        /// The draft.
        draft_id: String,
        /// Its version now.
        version: u64,
    },
    /// A letter was received, accepted, returned or superseded.
    Letter {
        /// The letter.
        letter_id: String,
    },
    /// Phrases changed.
    Phrases,
    /// The stream cannot go on from where the reader was: reload the lists.
    Reload,
}
