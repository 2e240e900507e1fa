//! Columns and line breaking.

use ja::width::{columns, line_count, wrap};
use proptest::prelude::*;

fn texts(text: &str, limit: usize) -> Vec<&str> {
    wrap(text, limit).into_iter().map(|line| line.text).collect()
}

#[test]
fn a_full_width_character_takes_two_columns() {
    for (text, expected) in [
        ("", 0),
        ("abc 123", 7),
        ("ｱｲｳﾞ｡", 5),
        ("右膝の痛み", 10),
        ("ＡＢＣ", 6),
        ("①㎏Ⅲ…", 8),
        ("𠮷", 2),
        ("葛\u{E0100}城", 4),
        ("か\u{3099}", 2),
        ("✋\u{FE0F}", 2),
        ("改\n行", 4),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn text_is_broken_at_the_column() {
    assert_eq!(texts("あいうえおか", 6), ["あいう", "えおか"]);
    // A full-width character does not fit into one column left over.
    assert_eq!(texts("あいうえおか", 7), ["あいう", "えおか"]);
    assert_eq!(texts("aあいう", 6), ["aあい", "う"]);
}

#[test]
fn newlines_end_lines_and_the_last_opens_none() {
    assert_eq!(texts("", 10), [""; 0]);
    assert_eq!(texts("あ", 10), ["あ"]);
    assert_eq!(texts("あ\n", 10), ["あ"]);
    assert_eq!(texts("あ\n\nい", 10), ["あ", "", "い"]);
    assert_eq!(texts("\n\n", 10), ["", ""]);
    assert_eq!(texts("あ\r\nい\rう", 10), ["あ", "い", "う"]);
    assert_eq!(texts("あいう\nえ", 6), ["あいう", "え"]);
}

#[test]
fn no_line_begins_with_a_closing_mark() {
    assert_eq!(texts("あいう。え", 6), ["あい", "う。え"]);
    assert_eq!(texts("あい」。う", 6), ["あ", "い」。", "う"]);
}

#[test]
fn no_line_begins_with_what_continues_a_syllable() {
    assert_eq!(texts("いきょう", 4), ["い", "きょ", "う"]);
    assert_eq!(texts("あサーあ", 4), ["あ", "サー", "あ"]);
    assert_eq!(texts("あ佐々木", 4), ["あ", "佐々", "木"]);
}

#[test]
fn no_line_ends_with_an_opening_bracket() {
    assert_eq!(texts("あい（う）", 6), ["あい", "（う）"]);
    assert_eq!(texts("あい「『う", 8), ["あい", "「『う"]);
}

/// The classes of JIS X 4051 (closing brackets, stops, 行頭禁則和字, units after a number; opening brackets, signs
/// before a number), and what is in none of them.
#[test]
fn every_mark_of_the_classes_keeps_its_place() {
    let never_first = "、。，．・：；？！’”）〕］｝〉》」』】〙〗〟ゝゞヽヾ々〻ー゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％‰℃°′″";
    let never_first_half = "｡､･｣ｧｨｩｪｫｬｭｮｯｰﾞﾟ!),.:;?]}%";
    for mark in never_first.chars().chain(never_first_half.chars()) {
        assert_eq!(texts(&format!("ああ{mark}"), 4), ["あ".to_owned(), format!("あ{mark}")]);
    }
    for mark in "‘“（〔［｛〈《「『【〘〖〝￥＄£№".chars() {
        assert_eq!(texts(&format!("あ{mark}あ"), 4), ["あ".to_owned(), format!("{mark}あ")]);
    }
    for mark in "｢([{".chars() {
        assert_eq!(texts(&format!("あ{mark}あ"), 3), ["あ".to_owned(), format!("{mark}あ")]);
    }
    for plain in "あつヤ亜１Ａ〒～―…＋①ｱｶa1+-/".chars() {
        assert_eq!(texts(&format!("ああ{plain}"), 4), ["ああ".to_owned(), plain.to_string()]);
        let two = "あ".to_owned() + &plain.to_string();
        assert_eq!(texts(&format!("{two}あ"), columns(&two)), [two, "あ".to_owned()]);
    }
}

#[test]
fn words_of_ascii_stay_whole_when_they_fit() {
    assert_eq!(texts("服用warfarin錠", 10), ["服用", "warfarin錠"]);
    assert_eq!(texts("1.25mg/day 5.0mg", 10), ["1.25mg/day", "5.0mg"]);
    assert_eq!(texts("take two daily", 7), ["take", "two", "daily"]);
    assert_eq!(texts("abcdefghijkl", 5), ["abcde", "fghij", "kl"]);
}

#[test]
fn spaces_at_a_break_belong_to_no_line() {
    assert_eq!(texts("abc   def", 4), ["abc", "def"]);
    assert_eq!(texts("あい\u{3000}う", 4), ["あい", "う"]);
    // The indentation of a paragraph stays.
    assert_eq!(texts("\u{3000}あいう", 6), ["\u{3000}あい", "う"]);
    assert_eq!(texts("あ\n  い", 6), ["あ", "  い"]);
}

#[test]
fn without_a_lawful_place_the_line_is_broken_all_the_same() {
    assert_eq!(texts("。。。。。", 4), ["。。", "。。", "。"]);
    assert_eq!(texts("（（（（（", 4), ["（（", "（（", "（"]);
    assert_eq!(texts("abcdef。", 6), ["abcde", "f。"]);
    assert_eq!(texts("あい", 1), ["あ", "い"]);
    assert_eq!(texts("ab", 0), ["a", "b"]);
}

#[test]
fn marks_stay_with_their_character() {
    assert_eq!(texts("あ葛\u{E0100}城", 4), ["あ葛\u{E0100}", "城"]);
    assert_eq!(texts("あか\u{3099}い", 4), ["あか\u{3099}", "い"]);
    // After spaces that went over the edge even a mark begins a line.
    assert_eq!(texts("いろ \u{200D}は", 4), ["いろ", "\u{200D}は"]);
}

#[test]
fn remarks_of_nine_full_lines_are_nine_lines() {
    let full = "あ".repeat(47 * 9);
    assert_eq!(line_count(&full, 94), 9);
    assert_eq!(line_count(&(full + "あ"), 94), 10);
}

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[ぁ-んァ-ヶ一-龠]",
        3 => "[a-zA-Z0-9.,/()-]{1,8}",
        2 => "[、。）」（「『ーっゃ々・！％]",
        2 => "[ \u{3000}\n\r]{1,3}",
        1 => "[ｱ-ﾝﾞﾟ｡｢｣]",
        1 => "\\PC",
        1 => "[\u{3099}\u{FE00}\u{E0100}\u{200D}]",
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

const NEVER_FIRST: &str = "、。）」ーっゃ々・！％｡｣ﾞﾟ,.)";
const NEVER_LAST: &str = "（「『｢(";

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_the_limit(text in prose(), limit in 2_usize..60) {
        for line in wrap(&text, limit) {
            prop_assert_eq!(columns(line.text), line.columns);
            prop_assert!(line.columns <= limit, "{:?}", line);
        }
    }

    #[test]
    fn nothing_but_spaces_and_newlines_is_lost(text in prose(), limit in 0_usize..60) {
        let is_space = |c: &char| matches!(c, ' ' | '\u{3000}' | '\n' | '\r');
        let set: String = wrap(&text, limit).iter().flat_map(|line| line.text.chars()).filter(|c| !is_space(c)).collect();
        let typed: String = text.chars().filter(|c| !is_space(c)).collect();
        prop_assert_eq!(set, typed);
    }

    #[test]
    fn lines_are_where_they_say(text in prose(), limit in 0_usize..60) {
        let mut end = 0;
        for line in wrap(&text, limit) {
            prop_assert!(line.start >= end);
            prop_assert_eq!(text.get(line.start..line.start + line.text.len()), Some(line.text));
            end = line.start + line.text.len();
        }
    }

    #[test]
    fn counting_is_wrapping(text in "\\PC{0,80}|[\\s\\S]{0,40}", limit in 0_usize..60) {
        prop_assert_eq!(line_count(&text, limit), wrap(&text, limit).len());
    }

    #[test]
    fn wide_enough_only_newlines_break(text in prose()) {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n").lines().count();
        prop_assert_eq!(line_count(&text, columns(&text)), lines);
    }

    /// On a line with room for a word and a mark, a break that could obey 禁則 does.
    #[test]
    fn kinsoku_is_kept_where_it_can_be(text in "(（?「?[あいう一二][ぁ、。]?」?){0,60}", limit in 10_usize..40) {
        for pair in wrap(&text, limit).windows(2) {
            prop_assert!(!pair[0].text.ends_with(|c| NEVER_LAST.contains(c)), "{:?}", pair);
            prop_assert!(!pair[1].text.starts_with(|c| NEVER_FIRST.contains(c) || c == 'ぁ'), "{:?}", pair);
        }
    }

    /// A line that was broken had no room for what follows up to the next place to break.
    #[test]
    fn lines_are_filled(text in "[あいう]{0,60}", limit in 2_usize..40) {
        for pair in wrap(&text, limit).windows(2) {
            prop_assert!(pair[0].columns + 2 > limit);
        }
    }
}
