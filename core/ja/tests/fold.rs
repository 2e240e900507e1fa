//! Folding, search keys and kana.

use ja::fold::{fold, fold_char, search_key};
use ja::kana;
use wana_kana::ConvertJapanese;

#[test]
fn widths_and_cases_are_one() {
    for (text, folded) in [
        ("ＡＢＣ１２３", "abc123"),
        ("Warfarin", "warfarin"),
        ("ｶﾞｰｾﾞ", "ガーゼ"),
        ("ﾊﾟｰｷﾝｿﾝ病", "パーキンソン病"),
        ("ｳﾞｧﾘｱﾝﾄ", "ヴァリアント"),
        ("か\u{3099}ん", "がん"),
        ("は\u{309A}", "ぱ"),
        ("ｱﾞ", "ア゛"),
        ("ﾞ", "゛"),
        ("｢疑い｣｡､･", "「疑い」。、・"),
        ("１０～２０", "10~20"),
        ("10〜20", "10~20"),
        ("ー−－‐—", "ー----"),
        ("Ⅱａ", "ⅱa"),
        ("全角\u{3000}空白", "全角 空白"),
        ("￥", "¥"),
        ("葛\u{E0100}城", "葛城"),
        ("①㎎㍿", "①㎎㍿"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn folding_twice_changes_nothing_more() {
    for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
        assert_eq!(fold_char(fold_char(c)), fold_char(c), "{c:?}");
    }
}

/// Every half-width kana with every mark, against Unicode's own composition as wana_kana's katakana shows it.
#[test]
fn half_width_kana_become_the_kana_they_are_read_as() {
    let voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    for (narrow, wide) in "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ".chars().zip(voiced.chars())
    {
        assert_eq!(fold(&format!("{narrow}ﾞ")), wide.to_string());
        assert_eq!(fold(&format!("{}\u{3099}", fold_char(narrow))), wide.to_string());
    }
    for (narrow, wide) in "ﾊﾋﾌﾍﾎ".chars().zip("パピプペポ".chars()) {
        assert_eq!(fold(&format!("{narrow}ﾟ")), wide.to_string());
    }
    let plain = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ";
    let wide = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー";
    assert_eq!(fold(plain), wide);
}

/// Hiragana and katakana compose with the combining marks exactly where Unicode has a composed letter.
#[test]
fn combining_marks_compose_as_unicode_says() {
    let composed =
        "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ";
    let plain =
        "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ";
    for base in ('\u{3041}'..='\u{30FE}').chain('一'..='三') {
        let marked = fold(&format!("{base}\u{3099}"));
        match plain.chars().position(|c| c == base).and_then(|i| composed.chars().nth(i)) {
            Some(letter) => assert_eq!(marked, letter.to_string()),
            None => assert_eq!(marked.chars().count(), 2, "{marked}"),
        }
        let semi = fold(&format!("{base}\u{309A}"));
        match "はひふへほハヒフヘホ".chars().position(|c| c == base) {
            Some(i) => assert_eq!(semi.chars().next(), "ぱぴぷぺぽパピプペポ".chars().nth(i)),
            None => assert_eq!(semi.chars().count(), 2, "{semi}"),
        }
    }
}

#[test]
fn a_name_is_found_however_it_is_written() {
    for (typed, stored) in [
        ("さとう はなこ", "サトウ\u{3000}ハナコ"),
        ("さとうはなこ", "ｻﾄｳ ﾊﾅｺ"),
        ("高橋", "髙橋"),
        ("山崎", "山﨑"),
        ("吉田", "\u{20BB7}田"),
        ("渡辺", "渡邊"),
        ("渡邉", "渡邊"),
        ("福田", "\u{FA1B}田"),
        ("神谷", "\u{FA19}谷"),
        ("abc", "ＡＢＣ"),
    ] {
        assert_eq!(search_key(typed), search_key(stored), "{typed} {stored}");
    }
    assert_ne!(search_key("佐藤"), search_key("斎藤"));
}

#[test]
fn furigana_is_hiragana() {
    for good in
        ["", "さとう はなこ", "さとう\u{3000}はなこ", "すーざん", "みどり・あん", "ゔ", "いすゞ", "ゕ"]
    {
        assert!(kana::is_hiragana_text(good), "{good}");
    }
    for bad in ["サトウ", "佐藤", "sato", "さとう1", "ｻﾄｳ", "さとう\n", "さとう、", "〜"]
    {
        assert!(!kana::is_hiragana_text(bad), "{bad}");
    }
}

#[test]
fn kana_convert_as_wana_kana_says() {
    let hiragana = "ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねの\
        はばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ";
    assert_eq!(kana::hiragana_to_katakana(hiragana), hiragana.to_katakana());
    assert_eq!(kana::katakana_to_hiragana(&hiragana.to_katakana()), hiragana);
    assert_eq!(kana::katakana_to_hiragana("ヷ・ー漢字ヽヾabc"), "ヷ・ー漢字ゝゞabc");
    assert_eq!(kana::hiragana_to_katakana("ゝゞ"), "ヽヾ");
}

#[test]
fn half_width_kana_are_seen() {
    assert!(kana::has_half_width_kana("右ﾋｻﾞ"));
    assert!(kana::has_half_width_kana("｡"));
    assert!(!kana::has_half_width_kana("右ヒザabc"));
}
