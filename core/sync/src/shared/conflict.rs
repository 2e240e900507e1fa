use letters::Value;

use crate::Operation;

/// Two values for one cell. Neither is a silent winner: one stands meanwhile, the other is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The value both sides started from, as the later one saw it.
    pub before: Value,
    /// The value in the letter.
    pub standing: Side,
    /// The other values, oldest first; never the standing one.
    pub others: Vec<Side>,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// The value.
    pub value: Value,
    /// Who: user id; 氏名 where the server has named it.
    pub author: String,
    /// Which device.
    pub device: String,
    /// When, by that device's clock, RFC 3339 UTC.
    pub at: String,
}

impl Conflict {
    /// Whether this value stands or is kept beside the standing one.
    pub fn has(&self, value: &Value) -> bool {
        self.standing.value == *value || self.others.iter().any(|other| other.value == *value)
    }
}

impl Side {
    /// The side an operation takes with this value.
    pub(crate) fn of(operation: &Operation, value: Value) -> Side {
        Side {
            value,
            author: operation.author.clone(),
            device: operation.device.clone(),
            at: operation.at.clone(),
        }
    }
}
