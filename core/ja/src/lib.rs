#![doc = include_str!("../README.md")]

pub mod age;
// Its tests run whatever features are asked for.
#[cfg(any(feature = "codec", test))]
pub mod cp932;
mod date;
pub mod era;
pub mod fold;
pub mod kana;
pub mod repertoire;
pub mod width;

pub use date::{Date, days_in_month};
