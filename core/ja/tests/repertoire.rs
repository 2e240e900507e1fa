//! The repertoires against encoding_rs, the standard's own counts, and characters known to be in or out.

use encoding_rs::{EUC_JP, SHIFT_JIS};
use ja::repertoire::*;

/// Row by row, what the table of JIS X 0213:2004 says.
const ROWS: &str = include_str!("../data/jisx0213.txt");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROWS.lines().filter_map(|row| row.split_once('\t'))
}

/// The character of a cell (from 1) of a row such as `1-16`.
fn cell(row: &str, cell: usize) -> Option<char> {
    let (_, cells) = rows().find(|(name, _)| *name == row)?;
    cells.chars().nth(cell - 1)
}

#[test]
fn cp932_holds_exactly_what_encoding_rs_brings_back_unchanged() {
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
        let same = !lossy && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text;
        assert_eq!(in_cp932(c), same, "{c:?} U+{:04X}", u32::from(c));
    }
}

#[test]
fn jisx0213_holds_exactly_its_cells_and_the_windows_readings() {
    let cells: std::collections::HashSet<char> = rows().flat_map(|(_, cells)| cells.chars()).collect();
    let windows = "—＼～｟｠￠￡￢¥‾";
    for c in '\0'..=char::MAX {
        let expected = c.is_ascii() || c != '\u{309A}' && cells.contains(&c) || windows.contains(c);
        assert_eq!(in_jisx0213(c), expected, "{c:?} U+{:04X}", u32::from(c));
    }
}

/// The standard counts 11,233 characters, 25 of them written in Unicode as two; 10 kanji came in 2004.
#[test]
fn the_list_of_jisx0213_is_whole() {
    let marks = |cells: &str| {
        let pairs = ["か゚", "き゚", "く゚", "け゚", "こ゚", "カ゚", "キ゚", "ク゚", "ケ゚", "コ゚", "セ゚", "ツ゚", "ト゚", "ㇷ゚"];
        let latin = ["æ̀", "ɔ̀", "ɔ́", "ʌ̀", "ʌ́", "ə̀", "ə́", "ɚ̀", "ɚ́", "˩˥", "˥˩"];
        pairs.iter().chain(&latin).filter(|pair| cells.contains(**pair)).count()
    };
    let characters: usize = rows().map(|(_, cells)| cells.chars().filter(|&c| c != ' ').count()).sum();
    let pairs: usize = rows().map(|(_, cells)| marks(cells)).sum();
    assert_eq!((characters - pairs, pairs), (11_233, 25));
    assert_eq!(rows().filter(|(name, _)| name.starts_with("1-")).count(), 94);
    assert_eq!(rows().filter(|(name, _)| name.starts_with("2-")).count(), 26);
    assert!("俱剝𠮟吞噓姸屛幷瘦繫".chars().all(in_jisx0213));
}

/// Places of characters as the standard prints them.
#[test]
fn known_cells_are_where_the_standard_has_them() {
    for (row, place, c) in [
        ("1-1", 2, '、'),
        ("1-4", 2, 'あ'),
        ("1-13", 1, '①'),
        ("1-13", 74, '㈱'),
        ("1-14", 1, '俱'),
        ("1-16", 1, '亜'),
        ("1-47", 51, '腕'),
        ("1-47", 52, '𠮟'),
        ("1-47", 82, '﨑'),
        ("1-48", 1, '弌'),
        ("1-84", 6, '熙'),
        ("1-84", 7, '噓'),
        ("1-94", 94, '繫'),
        ("2-1", 1, '\u{20089}'),
        ("2-94", 86, '\u{2A6B2}'),
    ] {
        assert_eq!(cell(row, place), Some(c), "{row}-{place}");
    }
}

/// JIS X 0213 extends JIS X 0208, which EUC-JP carries; mappings aside, nothing was dropped.
#[test]
fn jisx0213_holds_all_of_jisx0208() {
    for row in (0xA1..=0xF4).filter(|row| *row != 0xAD) {
        for cell in 0xA1..=0xFE {
            let pair = [row, cell];
            if let Some(text) = EUC_JP.decode_without_bom_handling_and_without_replacement(&pair) {
                assert_eq!(jisx0213_first_missing(&text), None, "{pair:02X?}");
            }
        }
    }
}

#[test]
fn characters_of_names_are_judged_for_each_destination() {
    for (c, cp932, jisx0213) in [
        ('髙', true, false),
        ('﨑', true, true),
        ('𠮷', false, false),
        ('𠮟', false, true),
        ('𩸽', false, true),
        ('繫', false, true),
        ('\u{FA19}', true, true),
        ('\u{F9DC}', true, true),
        ('～', true, true),
        ('〜', false, true),
        ('−', false, true),
        ('－', true, true),
        ('¥', false, true),
        ('ｱ', true, false),
        ('①', true, true),
        ('가', false, false),
        ('\u{E000}', false, false),
        ('\u{E0100}', false, false),
        ('😀', false, false),
        ('\u{3099}', false, false),
        ('\u{309A}', false, false),
    ] {
        assert_eq!(in_cp932(c), cp932, "CP932 {c}");
        assert_eq!(in_jisx0213(c), jisx0213, "JIS X 0213 {c}");
    }
}

#[test]
fn missing_characters_come_in_order() {
    assert_eq!(cp932_missing("𠮷田〜さんは𠮷").collect::<String>(), "𠮷〜𠮷");
    assert_eq!(cp932_first_missing("右膝\n10㎏"), None);
    assert_eq!(cp932_first_missing("a−b"), Some('−'));
    assert_eq!(jisx0213_missing("髙田😀").collect::<String>(), "髙😀");
    assert_eq!(jisx0213_first_missing("東京〜大阪"), None);
}

#[test]
fn semi_voiced_k_is_in_jisx0213_as_two_characters() {
    assert_eq!(jisx0213_first_missing("か\u{309A}セ\u{309A}ㇷ\u{309A}"), None);
    for text in ["あ\u{309A}", "\u{309A}", "サ\u{309A}", "か\u{309A}\u{309A}"] {
        assert_eq!(jisx0213_first_missing(text), Some('\u{309A}'), "{text}");
    }
}

#[test]
fn control_characters_other_than_newlines_are_found() {
    for text in ["", "一行\n二行", "一行\r\n二行", "\n\n"] {
        assert!(!has_control(text), "{text:?}");
    }
    for text in ["\t", "\0", "a\rb", "\r", "\u{B}", "\u{1B}", "\u{7F}", "\u{80}", "\u{9F}", "\n\r"] {
        assert!(has_control(text), "{text:?}");
    }
}

#[test]
fn machine_dependent_characters_are_found() {
    for c in "ｱﾞ｡①⑳ⅠⅩⅰⅹ㎏㎜㎡㏄㍉㌔㈱㈲㊤㍻㍾㋿№℡㏍〝〟∑∮∟⊿￤＇＂㉑⑴Ⓐ❶⅓".chars()
    {
        assert!(machine_dependent(c), "{c}");
    }
    for c in "アーあ亜髙﨑纊12Ａa　、～∵≡∩→■※〒℃％Å".chars() {
        assert!(!machine_dependent(c), "{c}");
    }
}

/// Every sign that only NEC's row 13 and IBM's rows have is one, every kanji of them is not.
#[test]
fn the_signs_of_the_extensions_are_machine_dependent() {
    let in_jisx0208 = |text: &str| {
        !EUC_JP.encode(text).2 && !matches!(*EUC_JP.encode(text).0, [0x8F | 0xAD | 0xF9..=0xFC, ..])
    };
    let leads = [0x87_u8, 0xFA, 0xFB, 0xFC];
    for pair in leads.iter().flat_map(|&lead| (0x40_u8..=0xFC).map(move |trail| [lead, trail])) {
        let Some(text) = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&pair) else {
            continue;
        };
        for c in text.chars() {
            let kanji = matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
            assert_eq!(machine_dependent(c), !kanji && !in_jisx0208(&text), "{c} {pair:02X?}");
        }
    }
}
