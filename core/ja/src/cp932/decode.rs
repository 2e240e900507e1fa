//! From CP932 to text.

use super::table::character;
use core::{error::Error, fmt};

/// Bytes that are no character of CP932.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// Where they begin, in bytes from 0.
    pub at: usize,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the bytes at {} are no character of CP932", self.at)
    }
}

impl Error for Undecodable {}

/// The text of CP932 bytes.
///
/// User-defined characters (外字, F040–F9FC) become U+E000–E757: the text is kept, but which character was meant only
/// the writing machine knew, and [`super::encode()`] refuses them.
///
/// # Errors
/// [`Undecodable`] at the first byte or pair of bytes that stands for no character.
pub fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().enumerate();
    while let Some((at, byte)) = rest.next() {
        let c = match byte {
            0..=0x80 => Some(byte.into()),
            0xA1..=0xDF => char::from_u32(u32::from(byte) - 0xA1 + 0xFF61),
            lead => rest.next().and_then(|(_, trail)| character(lead, trail)),
        };
        text.push(c.ok_or(Undecodable { at })?);
    }
    Ok(text)
}
