//! Drafts shared between a facility's devices.

mod convert;

pub use convert::{About, NotUnderstood, cell, known};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::record::{Members, Object, Record};

/// Begins a draft. The client makes the id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftPost {
    /// UUIDv7.
    pub id: String,
    /// The request it answers; absent for a letter begun from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The sent letter it replaces (after a return or a correction).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The letter it starts from: `{form, answers}`.
    pub letter: Value,
    /// Keys or parts copied from the previous letter and not yet confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copied: Vec<String>,
}

crate::fields!(DraftPost { id, request_id, replaces, letter, copied });

/// Changes made on one device since it last heard from the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftPatch {
    /// The version the changes were made on.
    pub base_version: u64,
    /// In the order they were made. A known operation id is answered, not applied again.
    pub operations: Vec<Operation>,
}

crate::fields!(DraftPatch { base_version, operations });

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// UUIDv7 made by the client.
    pub id: String,
    /// When, by the device's clock.
    pub at: String,
    /// Who: user id.
    pub author: String,
    /// Which device.
    pub device: String,
    /// What.
    pub action: Action,
}

crate::fields!(Operation { id, at, author, device, action });

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// One cell gets another value.
    Set {
        /// Path of the cell.
        field: String,
        /// What it held when the change was made.
        before: Value,
        /// What it holds now; null is empty.
        after: Value,
        /// Whether the value was copied from the previous letter and is not yet confirmed (未確認).
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        copied: bool,
    },
    /// Another edition of the form.
    Form {
        /// The edition before.
        before: String,
        /// The edition now.
        after: String,
    },
    /// A warning is confirmed (このままで正しい).
    Confirm(Confirmation),
    /// A clerk is done and waits for the doctor, or a doctor gives it back.
    Handover {
        /// Whether it waits for the doctor (承認待ち).
        waiting: bool,
    },
    /// A person chose between two values.
    Resolve {
        /// Path of the cell.
        field: String,
        /// The values the person saw.
        seen: Vec<Value>,
        /// The chosen value.
        after: Value,
    },
}

impl Record for Action {
    fn read(json: Value, ok: &mut bool) -> Self {
        let mut action = Members::open(json, ok);
        match action.word("do") {
            "set" => Action::Set {
                field: action.take("field", ok),
                before: action.take("before", ok),
                after: action.take("after", ok),
                copied: action.take("copied", ok),
            },
            "form" => Action::Form { before: action.take("before", ok), after: action.take("after", ok) },
            "confirm" => Action::Confirm(Confirmation::from_members(&mut action, ok)),
            "handover" => Action::Handover { waiting: action.take("waiting", ok) },
            "resolve" => Action::Resolve {
                field: action.take("field", ok),
                seen: action.take("seen", ok),
                after: action.take("after", ok),
            },
            _ => {
                *ok = false;
                Action::Handover { waiting: false }
            }
        }
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        match self {
            Action::Set { field, before, after, copied } => {
                object.word("do", "set");
                object.put("field", field);
                object.put("before", before);
                object.put("after", after);
                if *copied {
                    object.put("copied", copied);
                }
            }
            Action::Form { before, after } => {
                object.word("do", "form");
                object.put("before", before);
                object.put("after", after);
            }
            Action::Confirm(confirmation) => {
                object.word("do", "confirm");
                confirmation.put_members(&mut object);
            }
            Action::Handover { waiting } => {
                object.word("do", "handover");
                object.put("waiting", waiting);
            }
            Action::Resolve { field, seen, after } => {
                object.word("do", "resolve");
                object.put("field", field);
                object.put("seen", seen);
                object.put("after", after);
            }
        }
        object.close();
    }
}

/// A confirmed warning. It is void when the values it was made on change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Rule id, e.g. `X54`.
    pub rule: String,
    /// Where the finding points.
    pub field: String,
    /// Hash of the finding and the values it read.
    pub values: String,
    /// User id of who confirmed.
    pub by: String,
    /// 氏名 of who confirmed.
    pub name: String,
    /// When.
    pub at: String,
}

crate::fields!(Confirmation { rule, field, values, by, name, at });

/// A draft as the server holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct DraftView {
    /// Stable id.
    pub id: String,
    /// The request it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The sent letter it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Grows with every accepted batch.
    pub version: u64,
    /// `{form, answers}`.
    pub letter: Value,
    /// Cells by path that the letter's edition does not ask: what was typed there comes back with the edition.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    #[cfg_attr(feature = "contract", schema(value_type = Object))]
    pub not_asked: serde_json::Map<String, Value>,
    /// Paths copied and not yet confirmed.
    pub copied: Vec<String>,
    /// Confirmed warnings.
    pub confirmations: Vec<Confirmation>,
    /// Cells with two values; a person chooses.
    pub conflicts: Vec<Conflict>,
    /// Editions of the form that somebody chose without knowing of the letter's; a person chooses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<String>,
    /// Whether it waits for the doctor.
    pub waiting: bool,
    /// Whether a letter was sent from it: it is read-only then.
    pub finished: bool,
    /// Ids of the operations of the answered batch that the server now holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<String>,
    /// When it last changed.
    pub changed_at: String,
    /// Who changed it last: 氏名.
    pub changed_by: String,
}

crate::fields!(DraftView {
    id,
    request_id,
    replaces,
    version,
    letter,
    not_asked,
    copied,
    confirmations,
    conflicts,
    editions,
    waiting,
    finished,
    held,
    changed_at,
    changed_by
});

/// A cell that two devices changed to different values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// Path of the cell.
    pub field: String,
    /// The value both started from.
    pub before: Value,
    /// The value that stands in the letter meanwhile.
    pub standing: Side,
    /// The other values, oldest first.
    pub others: Vec<Side>,
}

crate::fields!(Conflict { field, before, standing, others });

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(utoipa::ToSchema))]
pub struct Side {
    /// The value.
    pub value: Value,
    /// 氏名 of who typed it.
    pub name: String,
    /// Which device.
    pub device: String,
    /// When.
    pub at: String,
}

crate::fields!(Side { value, name, device, at });
