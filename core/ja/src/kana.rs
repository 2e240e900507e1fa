//! Hiragana and katakana.

use crate::fold::shifted;

/// Distance between the two kana blocks.
const TO_KATAKANA: i32 = 0x60;

/// Whether a text can stand as ふりがな: hiragana, ー, ・ and spaces of either width. The empty text can.
#[must_use]
pub fn is_hiragana_text(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' | '・' | ' ' | '\u{3000}'))
}

/// The hiragana of a full-width katakana; any other character, also ー and ヷ–ヺ which have none, as it is.
#[must_use]
pub fn char_to_hiragana(c: char) -> char {
    if matches!(c, 'ァ'..='ヶ' | 'ヽ' | 'ヾ') { shifted(c, -TO_KATAKANA) } else { c }
}

/// The katakana of a hiragana; any other character as it is.
#[must_use]
pub fn char_to_katakana(c: char) -> char {
    if matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ') { shifted(c, TO_KATAKANA) } else { c }
}

/// The text with its full-width katakana as hiragana. Half-width katakana stays: [`crate::fold::fold`] widens it.
#[must_use]
pub fn katakana_to_hiragana(text: &str) -> String {
    text.chars().map(char_to_hiragana).collect()
}

/// The text with its hiragana as katakana.
#[must_use]
pub fn hiragana_to_katakana(text: &str) -> String {
    text.chars().map(char_to_katakana).collect()
}

/// Whether a character is of the half-width katakana set, its punctuation and voicing marks included.
#[must_use]
pub fn is_half_width_kana(c: char) -> bool {
    matches!(c, '\u{FF61}'..='\u{FF9F}')
}

/// Whether a text holds half-width katakana.
#[must_use]
pub fn has_half_width_kana(text: &str) -> bool {
    text.chars().any(is_half_width_kana)
}
