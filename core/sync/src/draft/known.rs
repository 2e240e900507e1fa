use crate::few::{FewMap, FewSet};

use letters::{Cell, Edition};

use crate::{Conflict, Shared, State};

/// What the server last said about the draft, and what of it nobody here has looked at: what lies on disk beside the
/// device's own operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The server's epoch; a restore raises it and may take the version back.
    pub epoch: u32,
    /// Grows within an epoch. 0: the server does not have the draft yet.
    pub version: u64,
    /// What it says.
    pub state: State,
    /// Cells with two values.
    pub conflicts: FewMap<Cell, Conflict>,
    /// Editions somebody chose without knowing of the one that stands.
    pub editions: FewSet<Edition>,
    /// A letter was sent from it: read-only.
    pub finished: bool,
    /// Cells other devices changed that nobody here has looked at yet (V21). Empty in what the server says.
    pub unseen: FewSet<Cell>,
}

impl Known {
    /// A draft the server does not have yet, beginning with this state.
    pub fn new(state: State) -> Known {
        Known {
            epoch: 0,
            version: 0,
            state,
            conflicts: FewMap::new(),
            editions: FewSet::new(),
            finished: false,
            unseen: FewSet::new(),
        }
    }

    /// Which of two answers is the later one.
    pub(super) fn age(&self) -> (u32, u64) {
        (self.epoch, self.version)
    }
}

impl From<&Shared> for Known {
    /// An unfinished draft of epoch 0.
    fn from(shared: &Shared) -> Known {
        Known {
            version: shared.version,
            conflicts: shared.conflicts.clone(),
            editions: shared.editions.clone(),
            ..Known::new(shared.state.clone())
        }
    }
}
