use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::audit::sha256;

/// Crockford's base 32: no I, L, O or U, which are read as something else.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code, 5 bits each: 60 bits.
const LENGTH: usize = 12;

/// A one-time code for a new terminal. Only its hash is kept.
pub(crate) struct Code(Zeroizing<String>);

impl Code {
    /// A new code.
    ///
    /// # Errors
    /// The system gave no random bytes.
    pub(crate) fn generate() -> Result<Code, getrandom::Error> {
        let mut random = Zeroizing::new([0; 8]);
        getrandom::fill(&mut *random)?;
        let bits = Zeroizing::new(u64::from_le_bytes(*random));
        let digits = (0..LENGTH).map(|n| {
            let digit = usize::try_from((*bits >> (5 * n)) & 31).unwrap_or_default();
            char::from(ALPHABET.get(digit).copied().unwrap_or(b'0'))
        });
        Ok(Code(Zeroizing::new(digits.collect())))
    }

    /// The code as somebody typed it: case, width, hyphens and spaces do not matter, and look-alikes are forgiven.
    pub(crate) fn read(typed: &str) -> Option<Code> {
        let mut code = Zeroizing::new(String::with_capacity(LENGTH));
        for c in typed.chars().map(half_width).filter(|c| !"-‐−ー ".contains(*c)) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            if code.len() == LENGTH || !c.is_ascii() || !ALPHABET.iter().any(|digit| char::from(*digit) == c)
            {
                return None;
            }
            code.push(c);
        }
        (code.len() == LENGTH).then_some(Code(code))
    }

    /// What is kept of it: SHA-256 in lower-case hex.
    pub(crate) fn hash(&self) -> String {
        sha256(self.0.as_bytes())
    }

    /// Whether this is the code with that hash, in the same time for every answer.
    pub(crate) fn has_hash(&self, hash: &str) -> bool {
        self.hash().as_bytes().ct_eq(hash.as_bytes()).into()
    }

    /// As it is read out: three groups of four.
    pub(crate) fn text(&self) -> String {
        let groups: Vec<&str> =
            [0..4, 4..8, 8..12].into_iter().filter_map(|group| self.0.get(group)).collect();
        groups.join("-")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let hash = Code::read("0123-4567-89AB").unwrap().hash();
        for typed in [
            "0123456789ab",
            "o123 4567 89AB",
            "０１２３－４５６７－８９ＡＢ",
            "OI23-4567-89AB",
            "0l23ー4567ー89ab",
        ] {
            assert!(Code::read(typed).unwrap().has_hash(&hash), "{typed}");
        }
        for wrong in ["", "0123-4567-89A", "0123-4567-89AB-C", "0123-4567-89AU", "0123-4567-89Aあ"] {
            assert!(Code::read(wrong).is_none(), "{wrong}");
        }
        assert!(!Code::read("0123-4567-89AC").unwrap().has_hash(&hash));
    }

    #[test]
    fn a_new_code_is_read_back_and_never_printed() {
        let code = Code::generate().unwrap();
        assert!(Code::read(&code.text()).unwrap().has_hash(&code.hash()));
        assert_ne!(code.hash(), Code::generate().unwrap().hash());
        assert_eq!(format!("{code:?}"), "Code(…)");
    }
}
