#![doc = include_str!("../README.md")]

mod backoff;
mod draft;
mod few;
mod operation;
mod outbox;
mod shared;
mod state;

pub use draft::{Draft, Effect as DraftEffect, Event as DraftEvent, Known, PUSH_MOST, Saved};
pub use few::{FewMap, FewSet};
pub use operation::{Action, Confirmation, Operation};
pub use outbox::{Answer, Effect as OutboxEffect, Event as OutboxEvent, Item, ItemState, Outbox};
pub use shared::{Conflict, Merged, Shared, Side};
pub use state::State;
