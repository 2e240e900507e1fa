use crate::few::FewSet;

use letters::{Cell, Letter};

use crate::{Action, Known, Operation};

/// Whether what was typed is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Everything is on this device's disk, and nothing waits for the server.
    Everywhere,
    /// Everything is on this device's disk; the server does not have all of it (この端末のみ).
    HereOnly,
    /// Typed a moment ago, being written.
    Saving,
    /// The disk refused; what was typed last is only in memory.
    Failed,
}

/// What happened. `now` is milliseconds of any steady clock.
#[derive(Debug, Clone)]
pub enum Event {
    /// The person changed something.
    Edited {
        /// The change; its id is new.
        operation: Operation,
        /// Now.
        now: u64,
    },
    /// Time passed.
    Tick {
        /// Now.
        now: u64,
    },
    /// The page is about to go: write at once, or as soon as the batch under way is done.
    Flush,
    /// The batch asked for last is on disk, or nothing of it is.
    Written {
        /// Whether it is on disk.
        ok: bool,
        /// Now.
        now: u64,
    },
    /// The network or the session came or went.
    Online {
        /// Whether the server can be asked.
        online: bool,
        /// Now.
        now: u64,
    },
    /// The server's state, after a pull or as the answer to a push. Also the state of another draft that this one
    /// turned out to be a copy of, begun on two devices for the same request: own operations go on with that one.
    Heard {
        /// What it says now.
        known: Known,
        /// Which operations of the pushed batch it holds; empty after a pull.
        held: FewSet<String>,
        /// Whether this answers our push.
        answers_push: bool,
        /// Now.
        now: u64,
    },
    /// The server does not have the draft (any more): after a restore, or a reset. It is begun again.
    Gone {
        /// The server's epoch.
        epoch: u32,
        /// Now.
        now: u64,
    },
    /// The operations for an [`Effect::Offer`].
    Offered {
        /// What the restored server says, as it was given.
        known: Known,
        /// One for each of its actions, in order, with new ids.
        operations: Vec<Operation>,
        /// Now.
        now: u64,
    },
    /// A push got no answer, or one that asks to try later. After `draft.finished` pull, too.
    PushFailed {
        /// Any number, for the jitter.
        random: u64,
        /// Now.
        now: u64,
    },
    /// The person has looked at what other devices changed.
    Seen,
    /// This letter was sent from the draft, here or on another device. Own operations whose outcome is in it are done;
    /// the others stay and are left out of it, see [`Draft::left_out`](crate::Draft::left_out).
    Sent {
        /// The letter as the server has it.
        letter: Letter,
        /// Now.
        now: u64,
    },
    /// The person has dealt with what the sent letter left out (carried it into a replacement, or let it go).
    LetGo {
        /// Now.
        now: u64,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write these in one transaction, then say [`Event::Written`]. At most one is under way.
    Write {
        /// What is known of the server's state, if that changed.
        head: Option<Known>,
        /// Own operations to store, each in the place of one with the same id; their order is that of their ids.
        put: Vec<Operation>,
        /// Ids of own operations to remove.
        remove: Vec<String>,
    },
    /// Push these; they are on disk. Then say [`Event::Heard`] or [`Event::PushFailed`].
    Push {
        /// The version they were made on. 0: begin the draft first, with the state of [`Draft::known`](crate::Draft::known).
        base_version: u64,
        /// In order; at most [`PUSH_MOST`](super::PUSH_MOST).
        operations: Vec<Operation>,
    },
    /// A restored server knows less than this device did. Make operations of these actions and say
    /// [`Event::Offered`], with the same `known`; until then nothing is pushed.
    Offer {
        /// What the restored server says.
        known: Known,
        /// What it has lost.
        actions: Vec<Action>,
    },
    /// Say [`Event::Tick`] at this time, or at once if it is past.
    WakeAt(u64),
    /// Whether what was typed is safe has changed.
    Saved(Saved),
    /// These cells changed because of the server; show them.
    Changed(Vec<Cell>),
}

impl Event {
    /// When, for those that say it.
    pub(super) fn now(&self) -> Option<u64> {
        match self {
            Event::Edited { now, .. }
            | Event::Tick { now }
            | Event::Written { now, .. }
            | Event::Online { now, .. }
            | Event::Heard { now, .. }
            | Event::Gone { now, .. }
            | Event::Offered { now, .. }
            | Event::PushFailed { now, .. }
            | Event::Sent { now, .. }
            | Event::LetGo { now } => Some(*now),
            Event::Flush | Event::Seen => None,
        }
    }
}
