//! Other tabs of this browser profile: locks and messages.

mod channel;
mod lock;

pub(super) use channel::{Channel, Message};
pub(super) use lock::{Lock, Taking, are_there, take};
