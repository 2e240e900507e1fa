//! Which characters a destination can take: the repertoires of CP932 and JIS X 0213, control characters, and
//! characters that differ from machine to machine.

mod machine_dependent;
mod missing;
mod table;

pub use machine_dependent::machine_dependent;
pub use missing::{cp932_first_missing, cp932_missing, jisx0213_first_missing, jisx0213_missing};
pub use table::{in_cp932, in_jisx0213};

/// Whether a text has a control character other than a newline (LF, or CR directly before LF).
#[must_use]
pub fn has_control(text: &str) -> bool {
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_control() && c != '\n' && (c != '\r' || rest.peek() != Some(&'\n')) {
            return true;
        }
    }
    false
}
