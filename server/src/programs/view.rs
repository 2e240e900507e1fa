use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wire::tokens::{ProgramView, TokenBinding};

use crate::store::accounts::ProgramRow;

/// A program as administrators see it.
pub(crate) fn view(row: &ProgramRow) -> ProgramView {
    ProgramView {
        id: row.id.clone(),
        name: row.name.clone(),
        terminal_id: row.terminal_id.clone(),
        cnf: TokenBinding { x5t_s256: x5t(&row.fingerprint) },
        made_at: row.made_at.clone(),
        expires_at: row.expires_at.clone(),
        used_at: row.used_at.clone(),
        revoked_at: row.revoked_at.clone(),
    }
}

/// `x5t#S256` of a fingerprint in lower-case hex.
fn x5t(hex: &str) -> String {
    let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = hex.as_bytes().chunks_exact(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| match pair {
            [high, low] => Some(nibble(*high)? << 4 | nibble(*low)?),
            _ => None,
        })
        .collect();
    URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default())
}
