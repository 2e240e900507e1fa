//! One walk over a text: how wide it is, and whether its characters need a closer look.

use ja::repertoire::{cp932_missing, jisx0213_missing, machine_dependent};
use ja::width::char_columns;

use super::context::Target;
use super::mutate::all;

/// What a text's characters are like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scan {
    /// Half-width columns; newlines have none.
    pub(super) columns: usize,
    /// A character that is not of the plainest, which nearly all text is made of.
    pub(super) unusual: bool,
}

pub(super) fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    for c in text.chars() {
        scan.columns += match c {
            '\u{4E00}'..='\u{9FFF}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FC}'
            | '\u{3000}'..='\u{3002}'
            | '\u{3008}'..='\u{3011}'
            | '\u{FF08}'..='\u{FF5E}' => 2,
            ' '..='~' => 1,
            '\n' => 0,
            _ => {
                scan.unusual = true;
                char_columns(c)
            }
        };
    }
    scan
}

/// Half-width kana and characters that look different on another machine. Roman numerals stand on the form itself.
pub(super) fn is_odd(c: char) -> bool {
    all![machine_dependent(c), !matches!(c, '\u{2160}'..='\u{217F}')]
}

/// The characters the destination lacks, each once, in the order in which they stand.
pub(super) fn missing(text: &str, target: Option<Target>) -> String {
    match target {
        Some(Target::Csv12 | Target::Csv13) => each_once(cp932_missing(text)),
        Some(Target::Electronic) => each_once(jisx0213_missing(text)),
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
