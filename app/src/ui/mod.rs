//! What every screen is built from.

mod banner;
mod chip;
mod era_date;
mod file;
mod header;
mod icon;
mod key;
mod save;
mod when;

pub use banner::banner;
pub use chip::{Tone, badge, chip, due};
pub use era_date::era_date;
pub use file::{save_bytes, save_text};
pub use header::{Tab, header};
pub use icon::{Icon, icon, sign};
pub use key::key_of;
pub use letters::order::by;
pub use save::save;
pub use when::{clock, day, day_and_clock, instant_day, short_day, whole_day};
