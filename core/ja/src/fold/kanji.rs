//! Forms of kanji that names are written with.

/// The usual form of an old or variant one; any other character as it is.
///
/// First the compatibility ideographs that CP932 has, for which Unicode itself gives the usual form; then the
/// variants met most in the names of families and places.
#[rustfmt::skip]
pub(super) fn usual_form(c: char) -> char {
    match c {
        '\u{F929}' => '朗', '\u{F9DC}' => '隆', '\u{FA10}' => '塚', '\u{FA12}' => '晴',
        '\u{FA15}' => '凞', '\u{FA16}' => '猪', '\u{FA17}' => '益', '\u{FA18}' => '礼',
        '\u{FA19}' => '神', '\u{FA1A}' => '祥', '\u{FA1B}' => '福', '\u{FA1C}' => '靖',
        '\u{FA1D}' => '精', '\u{FA1E}' => '羽', '\u{FA20}' => '蘒', '\u{FA22}' => '諸',
        '\u{FA25}' => '逸', '\u{FA26}' => '都', '\u{FA2A}' => '飯', '\u{FA2B}' => '飼',
        '\u{FA2C}' => '館', '\u{FA2D}' => '鶴',
        '髙' => '高', '\u{FA11}' | '碕' | '嵜' => '崎', '𠮷' => '吉', '濵' | '濱' => '浜',
        '邉' | '邊' => '辺', '齋' => '斎', '齊' => '斉', '澤' => '沢', '嶋' | '嶌' => '島', '廣' => '広',
        '國' => '国', '櫻' => '桜', '瀧' => '滝', '龍' => '竜', '眞' => '真', '德' => '徳', '惠' => '恵',
        '冨' => '富', '與' => '与', '榮' => '栄', '條' => '条', '壽' => '寿', '將' => '将', '實' => '実',
        '彌' => '弥', '舘' => '館', '曻' => '昇', '曾' => '曽', '禮' => '礼', '濟' => '済', '豐' => '豊',
        '圓' => '円', '鷗' => '鴎',
        _ => c,
    }
}
