//! From text to CP932.

use super::table::character;
use core::{error::Error, fmt};
use std::sync::OnceLock;

/// A character that CP932 lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmappable {
    /// The character.
    pub char: char,
    /// Where it stands in the text, in bytes from 0.
    pub at: usize,
}

impl fmt::Display for Unmappable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "CP932 has no character {} (U+{:04X}, at byte {})",
            self.char,
            u32::from(self.char),
            self.at
        )
    }
}

impl Error for Unmappable {}

/// The CP932 bytes of a text, of which [`super::decode()`] gives exactly that text back.
///
/// # Errors
/// [`Unmappable`] with the first character that CP932 lacks: nothing is replaced by ? or by a look-alike.
pub fn encode(text: &str) -> Result<Vec<u8>, Unmappable> {
    let mut bytes = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\0'..='\u{80}' => bytes.push(c as u8),
            '\u{FF61}'..='\u{FF9F}' => bytes.push((u32::from(c) - 0xFF61 + 0xA1) as u8),
            _ => bytes.extend(code(c).ok_or(Unmappable { char: c, at })?),
        }
    }
    Ok(bytes)
}

fn code(c: char) -> Option<[u8; 2]> {
    static CODES: OnceLock<Vec<(char, [u8; 2])>> = OnceLock::new();
    let codes = CODES.get_or_init(codes_by_character);
    let at = codes.binary_search_by_key(&c, |&(c, _)| c).ok()?;
    codes.get(at).map(|&(_, code)| code)
}

/// Every character with the code that Windows writes for it: the first, but for NEC's copies of IBM's kanji (ED, EE).
fn codes_by_character() -> Vec<(char, [u8; 2])> {
    let leads = (0x81..=0x9F).chain(0xE0..=0xEC).chain(0xFA..=0xFC);
    let pairs = leads.flat_map(|lead| (0x40..=0xFC).map(move |trail| [lead, trail]));
    let mut codes: Vec<_> =
        pairs.filter_map(|[lead, trail]| Some((character(lead, trail)?, [lead, trail]))).collect();
    codes.sort_by_key(|&(c, _)| c);
    codes.dedup_by_key(|&mut (c, _)| c);
    codes
}
