//! The code page CP932 (Windows-31J), in which most 主治医意見書 CSV files are written.
//!
//! Bytes are mapped as the WHATWG Encoding Standard and Windows map them; where several codes stand for one
//! character, the one Windows writes is written.

mod decode;
mod encode;
mod table;
#[cfg(test)]
mod tests;

pub use decode::{Undecodable, decode};
pub use encode::{Unmappable, encode};
