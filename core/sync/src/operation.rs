use letters::{Cell, Edition, Value};

/// One change to a draft, made on one device by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// UUIDv7 made by the device; a known id is never applied again.
    pub id: String,
    /// When, by the device's clock, RFC 3339 UTC.
    pub at: String,
    /// Who: user id.
    pub author: String,
    /// Which device.
    pub device: String,
    /// What.
    pub action: Action,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// One cell gets another value.
    Set {
        /// Which cell.
        cell: Cell,
        /// What it held when the change was made.
        before: Value,
        /// What it holds now.
        after: Value,
        /// Whether the value was copied from the previous letter and is not yet confirmed (未確認).
        copied: bool,
    },
    /// Another edition of the form.
    Form {
        /// The edition before.
        before: Edition,
        /// The edition now.
        after: Edition,
    },
    /// A warning is confirmed (このままで正しい).
    Confirm(Confirmation),
    /// A clerk is done and waits for the doctor (承認待ち), or it is given back.
    Handover {
        /// Whether it waits.
        waiting: bool,
    },
    /// A person chose between the two values of a cell.
    Resolve {
        /// Which cell.
        cell: Cell,
        /// The values the person saw; a value nobody has seen yet stays beside the chosen one.
        seen: Vec<Value>,
        /// The chosen value.
        after: Value,
    },
}

/// A confirmed warning; void when the values it was made on change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Rule id.
    pub rule: String,
    /// Path of the field the finding points at.
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
