//! What two letters hold differently, cell by cell.

use crate::{Cell, Letter, Value};

/// A cell that two letters hold differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which cell.
    pub cell: Cell,
    /// What the first letter holds.
    pub before: Value,
    /// What the second one holds.
    pub after: Value,
}

/// Every cell in which `after` differs from `before`, in form order. The editions are not compared.
pub fn diff(before: &Letter, after: &Letter) -> Vec<Change> {
    Cell::all()
        .filter(|cell| before.get(*cell) != after.get(*cell))
        .map(|cell| Change { cell, before: before.get(cell).clone(), after: after.get(cell).clone() })
        .collect()
}
