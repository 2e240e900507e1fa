//! Folding of one character.

/// U+FF61 to U+FF9F in order, as full-width characters.
const HALF_WIDTH: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア',
    'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ',
    'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ',
    'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// The character that stands for this one in comparisons; most stand for themselves.
///
/// Full-width ASCII becomes half-width, A–Z and Ⅰ–Ⅿ small, half-width katakana and its punctuation full-width
/// (unvoiced: voicing marks are characters of their own, see [`super::chars()`]), every wave dash `~`, every minus,
/// hyphen and dash `-`, ￥ `¥`, the ideographic and the no-break space a space.
#[must_use]
pub fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        // Most text, before the rarer questions.
        ..='~' | 'ぁ'..='\u{FAFF}' => c,
        '\u{A0}' | '\u{3000}' => ' ',
        '〜' => '~',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '￥' => '¥',
        'Ⅰ'..='Ⅿ' => shifted(c, 0x10),
        '！'..='～' => shifted(c, -0xFEE0).to_ascii_lowercase(),
        '\u{FF61}'..='\u{FF9F}' => HALF_WIDTH.get(c as usize - 0xFF61).copied().unwrap_or(c),
        _ => c,
    }
}

/// The character `by` code points further on; `c` itself where there is none.
pub(crate) fn shifted(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}
