//! One walk over a text: how wide it is, and whether its characters need a closer look.

use ja::repertoire::{in_cp932, in_jisx0213, jisx0213_missing, machine_dependent};

use super::context::Target;
use super::mutate::all;

/// What a text's characters are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scan {
    /// Half-width columns; newlines have none.
    pub(super) columns: usize,
    /// A character that is not of the plainest, which nearly all text is made of.
    pub(super) unusual: bool,
}

/// Reads the text as UTF-8 bytes: nearly every character is printable ASCII, kana, a kanji or full-width punctuation,
/// and needs no more than its first bytes.
pub(super) fn scan(text: &str) -> Scan {
    let mut columns = 0;
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            // Most kana; kanji and what lies beyond them up to the private use area.
            [0xE3, 0x81 | 0x83, _, rest @ ..] | [0xE4..=0xEE, _, _, rest @ ..] => {
                columns += 2;
                rest
            }
            // Up to U+3FFF: voicing marks that take no room, 〝〟 and enclosed or squared signs are unusual.
            [0xE3, second, third, rest @ ..]
                if !matches!(
                    (second, third),
                    (0x82, 0x99 | 0x9A) | (0x80, 0x9D | 0x9F) | (0x88..=0x8F, _)
                ) =>
            {
                columns += 2;
                rest
            }
            [b' '..=b'~', rest @ ..] => {
                columns += 1;
                rest
            }
            // Full-width ASCII from （ on: ＂ and ＇ before it are unusual.
            [0xEF, 0xBC, 0x88..=0xBF, rest @ ..] | [0xEF, 0xBD, 0x80..=0x9E, rest @ ..] => {
                columns += 2;
                rest
            }
            [b'\n', rest @ ..] => rest,
            [] => return Scan { columns, unusual: false },
            _ => return Scan { columns: ja::width::columns(text), unusual: true },
        };
    }
}

/// Half-width kana and characters that look different on another machine. Roman numerals stand on the form itself.
pub(super) fn is_odd(c: char) -> bool {
    all![machine_dependent(c), !matches!(c, '\u{2160}'..='\u{217F}')]
}

/// The characters the destination lacks, each once, in the order in which they stand.
pub(super) fn missing(text: &str, unusual: bool, target: Option<Target>) -> String {
    // Kana are in every repertoire: half of a text need not be looked up.
    let others = text.chars().filter(|c| !matches!(c, 'ぁ'..='ん' | 'ァ'..='ヴ' | 'ー'));
    match target {
        Some(Target::Csv12 | Target::Csv13) => each_once(others.filter(|c| !in_cp932(*c))),
        Some(Target::Electronic) if unusual => each_once(jisx0213_missing(text)),
        Some(Target::Electronic) => each_once(others.filter(|c| !in_jisx0213(*c))),
        Some(Target::Paper) | None => String::new(),
    }
}

/// Each character once, in the order in which they come.
pub(super) fn each_once(chars: impl Iterator<Item = char>) -> String {
    let mut seen = String::new();
    for c in chars {
        if !seen.contains(c) {
            seen.push(c);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character of the basic plane and some beyond, in the company of plain text.
    #[test]
    fn plain_characters_are_as_wide_as_the_paper_sets_them_and_hide_nothing() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            let text = format!("あ{c}a");
            let scan = scan(&text);
            assert_eq!(scan.columns, ja::width::columns(&text), "{c:?}");
            let lacks = |target| missing(&text, scan.unusual, Some(target));
            assert_eq!(lacks(Target::Csv12), each_once(ja::repertoire::cp932_missing(&text)));
            assert_eq!(lacks(Target::Electronic), each_once(jisx0213_missing(&text)));
            if !scan.unusual {
                assert!(!ja::repertoire::has_control(&text) && c != '\u{FFFD}' && !is_odd(c), "{c:?}");
            }
        }
    }
}
