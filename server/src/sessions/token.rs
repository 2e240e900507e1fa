use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::audit::sha256;

/// Random bytes of a token.
const BYTES: usize = 32;

/// A secret that its holder shows with every request. Only its hash is kept, and it is never printed.
pub(crate) struct Token(Zeroizing<String>);

impl Token {
    /// A new token.
    ///
    /// # Errors
    /// The system gave no random bytes.
    pub(crate) fn generate() -> Result<Token, getrandom::Error> {
        let mut random = Zeroizing::new([0; BYTES]);
        getrandom::fill(&mut *random)?;
        Ok(Token(Zeroizing::new(URL_SAFE_NO_PAD.encode(random.as_slice()))))
    }

    /// A token as it was shown; none when it cannot be one.
    pub(crate) fn read(text: &str) -> Option<Token> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        (bytes.len() == BYTES).then(|| Token(Zeroizing::new(text.to_owned())))
    }

    /// What is kept of it, and what it is found by: SHA-256 in lower-case hex. Looking a hash up tells nothing about the
    /// 256 random bits behind it.
    pub(crate) fn hash(&self) -> String {
        sha256(self.0.as_bytes())
    }

    /// The text, for the one answer that gives it out.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_is_256_random_bits_that_are_never_printed() {
        let token = Token::generate().unwrap();
        assert_eq!(token.text().len(), 43);
        assert_eq!(Token::read(token.text()).unwrap().hash(), token.hash());
        assert_ne!(Token::generate().unwrap().hash(), token.hash());
        assert_eq!(format!("{token:?}"), "Token(…)");
        for wrong in ["", "AAAA", &"A".repeat(44), &"!".repeat(43)] {
            assert!(Token::read(wrong).is_none(), "{wrong}");
        }
    }
}
