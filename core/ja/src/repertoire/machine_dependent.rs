//! Characters that look different, or not at all, on another machine.

use crate::kana::is_half_width_kana;

/// Whether a character is one of those called 機種依存文字 in offices: half-width katakana, circled and parenthesised
/// numbers and words (① ㈱ ㊤), Roman numerals (Ⅰ ⅰ), squared units, words and era names (㎏ ㍉ ㍻), and the other signs
/// of NEC's row 13 and IBM's extension (№ ℡ 〝〟 ∮ ∟ ⊿ ￤ ＇ ＂).
///
/// The kanji of those extensions (髙 﨑) are not: they write people's names, and no other character may stand for them.
#[must_use]
pub fn machine_dependent(c: char) -> bool {
    is_half_width_kana(c)
        || matches!(
            c,
            '\u{2150}'..='\u{218F}'
                | '\u{2460}'..='\u{24FF}'
                | '\u{2776}'..='\u{2793}'
                | '\u{3200}'..='\u{33FF}'
                | '№'
                | '℡'
                | '∑'
                | '∮'
                | '∟'
                | '⊿'
                | '〝'
                | '〟'
                | '￤'
                | '＇'
                | '＂'
        )
}
