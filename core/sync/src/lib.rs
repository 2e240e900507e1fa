//! Drafts and outbox as state machines without I/O: events in, effects out.
//!
//! - [`Shared`] is a draft as a server holds it: operations are merged cell by cell, known ones are answered again,
//!   and two values for one cell are both kept until a person chooses.
//! - [`Draft`] is the same draft on a device: every edit becomes an operation, is written to disk, then pushed.
//! - [`Outbox`] carries finished letters: frozen bytes under one operation id, sent until answered, delivered once.
//!
//! Time, randomness, disk and network come in as events; nothing here waits, reads or writes. The native simulation in
//! `tests/simulation` drives exactly this code.

mod backoff;
mod draft;
mod operation;
mod outbox;
mod shared;
mod state;

pub use draft::{Draft, Effect as DraftEffect, Event as DraftEvent, Known, Saved};
pub use operation::{Action, Confirmation, Operation};
pub use outbox::{Answer, Effect as OutboxEffect, Event as OutboxEvent, Item, ItemState, Outbox};
pub use shared::{Conflict, Merged, Shared, Side};
pub use state::State;
