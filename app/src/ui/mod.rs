//! What every screen is built from.

mod banner;
mod chip;
mod era_date;
mod header;
mod icon;
mod save;
mod when;

pub use banner::banner;
pub use chip::{Tone, badge, chip, due};
pub use era_date::era_date;
pub use header::{Tab, header};
pub use icon::{Icon, icon, sign};
pub use letters::order::by;
pub use save::save;
pub use when::{clock, day, day_and_clock, short_day};
