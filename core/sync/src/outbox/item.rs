/// A letter in the outbox, as it lies on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Operation id: UUIDv7, the same for every try.
    pub operation: String,
    /// The letter's id.
    pub letter: String,
    /// The draft it was frozen from.
    pub draft: String,
    /// The frozen bytes of the request, never changed.
    pub body: String,
    /// Where it stands.
    pub state: ItemState,
}

/// Where a letter stands, seen from this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// Never sent; can still be taken back (取りやめて直す).
    Waiting,
    /// Sent at least once without an answer: it may have arrived, so it cannot be taken back.
    Tried,
    /// The server has it on disk.
    Delivered {
        /// The signed receipt, as it came.
        receipt: String,
        /// The newest epoch in which the server said so.
        epoch: u32,
    },
    /// The insurer accepted or returned it: nothing more to do, unless the server forgets.
    Settled {
        /// The signed receipt, as it came.
        receipt: String,
        /// The newest epoch in which the server said so.
        epoch: u32,
    },
    /// The server's own judgement found an error; the letter opens again.
    Refused {
        /// The findings, as they came.
        findings: String,
    },
    /// The server will never take it under this id (already sent, reused id); a person decides.
    Blocked {
        /// The problem's code.
        code: String,
    },
}

impl Item {
    /// Whether it is still to be sent.
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }
}

impl ItemState {
    pub(super) fn is_open(&self) -> bool {
        matches!(self, ItemState::Waiting | ItemState::Tried)
    }

    /// The receipt and the newest epoch in which the server stood by it.
    pub(super) fn receipt(&self) -> Option<(&str, u32)> {
        match self {
            ItemState::Delivered { receipt, epoch } | ItemState::Settled { receipt, epoch } => {
                Some((receipt, *epoch))
            }
            _ => None,
        }
    }

    /// Nothing more comes of it by itself: a person takes it out.
    pub(super) fn is_dead(&self) -> bool {
        matches!(self, ItemState::Refused { .. } | ItemState::Blocked { .. })
    }
}
