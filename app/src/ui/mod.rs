//! What every screen is built from.

mod chip;
mod header;
mod icon;
mod when;

pub use chip::{Tone, chip, due_chip};
pub use header::{Tab, header};
pub use icon::{Icon, icon};
pub use when::{clock, day, day_and_clock, short_day};
