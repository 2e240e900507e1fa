//! One walk over a text for everything that depends on its characters.

use ja::repertoire::{in_cp932, in_jisx0213, machine_dependent};
use ja::width::char_columns;

use super::context::Target;

/// What a text's characters are like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scan {
    /// Half-width columns; newlines have none.
    pub(super) columns: usize,
    /// A control character that is no newline, or what an unpaired surrogate has become.
    pub(super) forbidden: bool,
    /// Half-width kana, ① ㎏ and the like.
    pub(super) odd: bool,
    /// A character the destination lacks.
    pub(super) missing: bool,
}

/// The characters a destination can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repertoire {
    /// Paper, or no destination known.
    Any,
    /// CP932.
    Cp932,
    /// JIS X 0213.
    Jisx0213,
}

impl Repertoire {
    pub(super) fn of(target: Option<Target>) -> Repertoire {
        match target {
            Some(Target::Csv12 | Target::Csv13) => Repertoire::Cp932,
            Some(Target::Electronic) => Repertoire::Jisx0213,
            Some(Target::Paper) | None => Repertoire::Any,
        }
    }

    pub(super) fn lacks(self, c: char) -> bool {
        match self {
            Repertoire::Any => false,
            // Control characters are another rule's business.
            _ if c.is_control() || c == '\u{FFFD}' => false,
            Repertoire::Cp932 => !in_cp932(c),
            Repertoire::Jisx0213 => !in_jisx0213(c),
        }
    }
}

/// Half-width kana and characters that look different on another machine. Roman numerals stand on the form itself.
pub(super) fn is_odd(c: char) -> bool {
    machine_dependent(c) && !matches!(c, '\u{2160}'..='\u{217F}')
}

pub(super) fn scan(text: &str, repertoire: Repertoire) -> Scan {
    let mut scan = Scan::default();
    for c in text.chars() {
        match c {
            // Nearly all text: full-width, harmless, but not in every repertoire.
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' | '\u{4E00}'..='\u{9FFF}' | '、' | '。' => {
                scan.columns += 2
            }
            ' '..='~' => {
                scan.columns += 1;
                continue;
            }
            _ => {
                scan.columns += char_columns(c);
                scan.forbidden |= c.is_control() && c != '\n' && c != '\r' || c == '\u{FFFD}';
                scan.odd |= is_odd(c);
            }
        }
        scan.missing |= repertoire != Repertoire::Any && repertoire.lacks(c);
    }
    scan
}
