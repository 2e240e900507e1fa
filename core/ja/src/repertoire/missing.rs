//! Naming the characters a destination cannot take.

use super::table::{in_cp932, in_jisx0213};

/// The characters of a text that CP932 lacks, in order and as often as they occur.
pub fn cp932_missing(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| !in_cp932(c))
}

/// The first character of a text that CP932 lacks.
#[must_use]
pub fn cp932_first_missing(text: &str) -> Option<char> {
    cp932_missing(text).next()
}

/// The characters of a text that JIS X 0213:2004 lacks, in order and as often as they occur.
///
/// The combining U+309A is no character of the standard, but it is part of fourteen (か゚ … ト゚, ㇷ゚); after those
/// kana it is not missing.
pub fn jisx0213_missing(text: &str) -> impl Iterator<Item = char> {
    let mut before = ' ';
    text.chars().filter(move |&c| {
        let kana = core::mem::replace(&mut before, c);
        !(in_jisx0213(c) || c == '\u{309A}' && takes_semi_voicing(kana))
    })
}

/// The first character of a text that JIS X 0213:2004 lacks.
#[must_use]
pub fn jisx0213_first_missing(text: &str) -> Option<char> {
    jisx0213_missing(text).next()
}

#[rustfmt::skip]
fn takes_semi_voicing(kana: char) -> bool {
    matches!(
        kana,
        'か' | 'き' | 'く' | 'け' | 'こ' | 'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'セ' | 'ツ' | 'ト' | 'ㇷ'
    )
}
