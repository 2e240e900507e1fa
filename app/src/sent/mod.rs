//! 送信箱と受付票: what left this clinic, and the proof of it.

mod card;
mod export;
mod list;
mod receipt;
mod step;
mod verify;

pub use list::sent;
pub(crate) use receipt::receipt;
pub(crate) use verify::{Verified, verify};
