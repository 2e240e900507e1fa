//! Japanese text and calendar: eras, kana, widths, line breaking, code-page repertoires.

pub mod age;
mod date;
pub mod era;
pub mod fold;
pub mod kana;
pub mod width;

pub use date::{Date, days_in_month};
