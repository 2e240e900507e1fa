//! Joining kana and voicing marks.

use super::single::shifted;

/// Whether a character voices the kana before it: ﾞ ﾟ and the combining U+3099, U+309A. The spacing ゛ ゜ stand
/// alone.
pub(super) fn is_voicing_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}')
}

/// The kana with its mark, as one character; `None` when there is none (ア゛, カ゜).
pub(super) fn voiced(kana: char, mark: char) -> Option<char> {
    let semi_voiced = matches!(mark, 'ﾟ' | '\u{309A}');
    let by = match kana {
        'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => {
            1 + i32::from(semi_voiced)
        }
        _ if semi_voiced => return None,
        'う' | 'ウ' => 0x4E,
        'ワ' | 'ヰ' | 'ヱ' | 'ヲ' => 8,
        'か'..='ぢ' | 'カ'..='ヂ' if u32::from(kana) % 2 == 1 => 1,
        'つ' | 'て' | 'と' | 'ツ' | 'テ' | 'ト' | 'ゝ' | 'ヽ' => 1,
        _ => return None,
    };
    Some(shifted(kana, by))
}
