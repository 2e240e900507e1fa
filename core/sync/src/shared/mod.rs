mod conflict;
mod merge;

use crate::few::{FewMap, FewSet};

use letters::{Cell, Edition};

use crate::State;

pub use conflict::{Conflict, Side};
pub use merge::Merged;

/// A draft as the server of a facility holds it for all its devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Grows by one with every batch that changed something.
    pub version: u64,
    /// What it says.
    pub state: State,
    /// Cells with two values; a person chooses.
    pub conflicts: FewMap<Cell, Conflict>,
    /// Editions of the form that somebody chose without knowing of the one that stands; a person chooses.
    pub editions: FewSet<Edition>,
    /// Ids of operations that are merged already. A server that remembers them elsewhere brings along only those of
    /// the batch to come.
    pub held: FewSet<String>,
    /// Who last wrote each cell, for naming the standing side of a conflict.
    pub written: FewMap<Cell, Side>,
}

impl Shared {
    /// A new draft, version 1.
    pub fn new(state: State) -> Shared {
        Shared {
            version: 1,
            state,
            conflicts: FewMap::new(),
            editions: FewSet::new(),
            held: FewSet::new(),
            written: FewMap::new(),
        }
    }
}
