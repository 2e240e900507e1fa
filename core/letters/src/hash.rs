//! The hash of a letter: what receipts, snapshots and the audit log name it by.

use sha2::{Digest, Sha256};

use crate::{Letter, json};

/// SHA-256 of the letter's canonical text ([`json::write`]), 64 lower-case hexadecimal digits.
pub fn letter(letter: &Letter) -> String {
    text(&json::write(letter))
}

/// SHA-256 of a text's UTF-8 bytes, 64 lower-case hexadecimal digits.
pub fn text(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = Sha256::digest(text.as_bytes()).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| DIGITS.get(usize::from(nibble))).map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Edition;

    /// The example of FIPS 180-2, and what `printf '{"answers":{},"form":"R8"}' | sha256sum` prints.
    #[test]
    fn digests_are_those_of_sha_256() {
        assert_eq!(text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(
            letter(&Letter::new(Edition::R8)),
            "a07991e7e6eec7e20c1580736b7bf61015683e60b9fcc128841f379caa3f23c2"
        );
    }
}
