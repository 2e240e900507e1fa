//! Live events. They carry ids, never patient data: the reader asks for what changed.

use serde::{Deserialize, Serialize};

use crate::record::{Members, Object, Record, Value};

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

impl Record for Event {
    fn read(json: Value, ok: &mut bool) -> Self {
        let mut event = Members::open(json, ok);
        match event.word("kind") {
            "request" => Event::Request { request_id: event.take("request_id", ok) },
            "draft" => {
                Event::Draft { draft_id: event.take("draft_id", ok), version: event.take("version", ok) }
            }
            "letter" => Event::Letter { letter_id: event.take("letter_id", ok) },
            "phrases" => Event::Phrases,
            "reload" => Event::Reload,
            _ => {
                *ok = false;
                Event::Reload
            }
        }
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        match self {
            Event::Request { request_id } => {
                object.word("kind", "request");
                object.put("request_id", request_id);
            }
            Event::Draft { draft_id, version } => {
                object.word("kind", "draft");
                object.put("draft_id", draft_id);
                object.put("version", version);
            }
            Event::Letter { letter_id } => {
                object.word("kind", "letter");
                object.put("letter_id", letter_id);
            }
            Event::Phrases => object.word("kind", "phrases"),
            Event::Reload => object.word("kind", "reload"),
        }
        object.close();
    }
}
