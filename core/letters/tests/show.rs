//! Answers in words.

#![cfg(test)]

use letters::form::{Cell, Field, item};
use letters::{Typed, Value, json, show};

#[test]
fn dates_are_shown_in_their_era() {
    let onset = Cell::of(Field::item("dx1_onset")).unwrap();
    let typed = |era: &str, y: &str, m: &str, d: &str| {
        let [era, y, m, d] = [era, y, m, d].map(str::to_owned);
        Value::Typed(Box::new(Typed { era, y, m, d }))
    };
    for (value, text) in [
        (Value::Date(ja::Date::new(2026, 10, 14).unwrap()), "令和8年10月14日"),
        (Value::Date(ja::Date::new(2019, 5, 1).unwrap()), "令和元年5月1日"),
        (Value::Month(2026, 10), "令和8年10月頃"),
        (Value::Year(2019), "令和元年頃"),
        (Value::Year(1850), "西暦1850年頃"),
        (Value::Unknown, "不詳"),
        (typed("平成", "31", "", ""), "平成31年"),
        (typed("令和", "0", "1", "1"), "令和0年1月1日"),
        (typed("", "", "2", ""), "2月"),
        (Value::Empty, ""),
    ] {
        assert_eq!(show::value_text(onset, &value), text);
    }
}

#[test]
fn cells_have_names() {
    for (path, name) in [
        ("pt_name", "氏名"),
        ("weakness.site", "筋力の低下の部位"),
        ("palsy_ru.degree", "麻痺・右上肢の程度"),
        ("med.訪問診療", "医学的管理の必要性・訪問診療"),
        ("care_bp.text", "血圧の内容"),
        ("care_bp.choice", "血圧の有無"),
        ("drugs.2.usage", "投薬内容2の用法"),
    ] {
        assert_eq!(show::cell_name(Cell::of(Field::parse(path).unwrap()).unwrap()), name);
    }
}

#[test]
fn an_item_is_shown_with_what_stands_under_it() {
    let letter = json::read(
        r#"{"form":"R8","answers":{"bpsd":"有","bpsd_list":["昼夜逆転","介護への抵抗","その他"],"bpsd_text":"独語",
        "psych":"有","psych_name":"抑うつ","psych_spec":"有","psych_spec_dept":"精神科","height":"148.5","palsy":true,
        "palsy_ru":{"checked":true,"degree":"軽"},"palsy_other":{"site":"顔面"},
        "weakness":{"checked":true,"site":"右膝","degree":"中"},"ataxia":true,"ataxia_upper":["右","左"],
        "med":{"訪問診療":"checked","訪問看護":"underlined","通所リハビリテーション":"underline_only"},"med_other":"往診",
        "care_move":{"checked":true,"text":"付き添い"},"tx_catheter":true,
        "drugs":[{"name":"薬A","dosage":"1","unit":"錠"},{},{"name":"薬B"}],"other_dept":"無","other_dept_list":["眼科"]}}"#,
    )
    .unwrap();
    for (key, text) in [
        ("bpsd", "有：昼夜逆転、介護への抵抗、その他（独語）"),
        ("psych", "有：抑うつ、専門医受診の有無（有：精神科）"),
        ("height", "148.5cm"),
        ("palsy", "あり：右上肢（あり：軽）、その他（顔面）"),
        ("weakness", "あり：右膝、中"),
        ("ataxia", "あり：上肢（右、左）"),
        (
            "med",
            "訪問診療、訪問看護（下線）、通所リハビリテーション（下線のみ）、その他の医療系サービス（往診）",
        ),
        ("care_move", "あり：付き添い"),
        ("tx_catheter", "あり"),
        ("drugs", "薬A 1 錠\n薬B"),
        ("other_dept", "無：眼科"),
        ("hand", ""),
    ] {
        assert_eq!(show::item_text(item(key).unwrap(), &letter), text, "{key}");
    }
}
