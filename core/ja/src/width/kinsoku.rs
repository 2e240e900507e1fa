//! Where a line may not begin or end (禁則処理 after JIS X 4051), full-width and half-width forms alike.

/// Whether a line may begin with a character: not with a closing bracket, a stop, or what continues the character
/// before it (ー, small kana, iteration marks, units written without a space).
#[rustfmt::skip]
pub(super) fn may_be_first(c: char) -> bool {
    !matches!(
        c,
        '、' | '。' | '，' | '．' | '・' | '：' | '；' | '？' | '！'
            | '”' | '’' | '）' | '〕' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' | '〙' | '〗' | '〟' | '»'
            | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '々' | '〻' | 'ー' | '゛' | '゜'
            | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
            | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
            | '％' | '‰' | '℃' | '°' | '′' | '″'
            | '｡' | '､' | '･' | '｣' | 'ｧ'..='ｰ' | 'ﾞ' | 'ﾟ'
            | '!' | ')' | ',' | '.' | ':' | ';' | '?' | ']' | '}' | '%'
    )
}

/// Whether a line may end with a character: not with an opening bracket or what belongs to the number after it.
#[rustfmt::skip]
pub(super) fn may_be_last(c: char) -> bool {
    !matches!(
        c,
        '“' | '‘' | '（' | '〔' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〘' | '〖' | '〝' | '«' | '｢'
            | '(' | '[' | '{' | '￥' | '＄' | '£' | '№' | '＃'
    )
}

/// Whether two neighbours belong to one word or number of ASCII.
pub(super) fn same_word(before: char, after: char) -> bool {
    before.is_ascii_graphic() && after.is_ascii_graphic()
}
