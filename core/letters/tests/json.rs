//! The letter's JSON: what the contract shows is read, everything else is refused by name.

#![cfg(test)]

mod any;

use letters::form::{CELLS, Cell, Edition, Field, cell, choice, option};
use letters::json::{self, ReadError};
use letters::{Letter, Mark, Typed, Value};
use proptest::prelude::*;

fn at(path: &str) -> Cell {
    Cell::of(Field::parse(path).unwrap()).unwrap()
}

fn r8(answers: &str) -> Result<Letter, ReadError> {
    json::read(&format!(r#"{{"form":"R8","answers":{{{answers}}}}}"#))
}

fn h21(answers: &str) -> Result<Letter, ReadError> {
    json::read(&format!(r#"{{"form":"H21","answers":{{{answers}}}}}"#))
}

fn date(y: i32, m: u8, d: u8) -> Value {
    Value::Date(ja::Date::new(y, m, d).unwrap())
}

fn typed(era: &str, y: &str, m: &str, d: &str) -> Value {
    let [era, y, m, d] = [era, y, m, d].map(str::to_owned);
    Value::Typed(Box::new(Typed { era, y, m, d }))
}

#[test]
fn every_shape_of_the_contract_is_read() {
    let letter = r8(r#"
        "adl_level":"B2","care_place":"在宅","dementia_level":"Ⅱa","palsy":true,"ataxia":false,"entry_date":"2026-10-14",
        "pt_birth":{"era":"令和","y":"0","m":"1","d":"1"},"height":"148.5","dx1_onset":"2019","dx2_onset":"2019-05",
        "dx3_onset":"不詳","weakness":{"checked":true,"site":"右膝","degree":"中"},
        "limb_loss":{"checked":true,"site":"左第2趾"},"tx_special":["モニター測定"],
        "med":{"訪問診療":"checked","訪問看護":"underlined","訪問歯科診療":"underline_only"},
        "care_move":{"checked":true,"text":"付き添い"},"care_none":true,
        "drugs":[{"name":"アスピリン","dosage":"100","unit":"mg","usage":"朝食後"}],
        "remarks":"一行目\n二行目","pt_age":87,"hand":null"#)
    .unwrap();
    assert_eq!(letter.edition, Edition::R8);
    for (path, value) in [
        ("adl_level", Value::Choice(choice("adl_level", "B2"))),
        ("care_place", Value::Choice(0)),
        ("dementia_level", Value::Choice(choice("dementia_level", "Ⅱa"))),
        ("palsy", Value::Checked),
        ("ataxia", Value::Empty),
        ("entry_date", date(2026, 10, 14)),
        ("pt_birth", typed("令和", "0", "1", "1")),
        ("height", Value::text("148.5")),
        ("dx1_onset", Value::Year(2019)),
        ("dx2_onset", Value::Month(2019, 5)),
        ("dx3_onset", Value::Unknown),
        ("weakness", Value::Checked),
        ("weakness.site", Value::text("右膝")),
        ("weakness.degree", Value::Choice(1)),
        ("limb_loss.site", Value::text("左第2趾")),
        ("tx_special.モニター測定", Value::Checked),
        ("med.訪問診療", Value::Mark(Mark::Checked)),
        ("med.訪問看護", Value::Mark(Mark::Underlined)),
        ("med.訪問歯科診療", Value::Mark(Mark::UnderlineOnly)),
        ("care_move.text", Value::text("付き添い")),
        ("care_none", Value::Checked),
        ("drugs.1.unit", Value::text("mg")),
        ("remarks", Value::text("一行目\n二行目")),
        ("hand", Value::Empty),
    ] {
        assert_eq!(*letter.get(at(path)), value, "{path}");
    }
}

#[test]
fn h21_asks_its_care_items_with_a_choice() {
    let letter =
        h21(r#""care_bp":{"choice":"あり","text":"高め"},"care_other":{"text":"なし"},"consent":"同意する""#);
    let letter = letter.unwrap();
    assert_eq!(letter.choice(at("care_bp.choice")), Some(1));
    assert_eq!(letter.text(at("care_bp.text")), "高め");
    assert_eq!(letter.text(at("care_other.text")), "なし");
    assert_eq!(letter.choice(cell("consent")), Some(0));
}

#[test]
fn consent_in_an_r8_letter_is_left_to_rule_v01() {
    let letter = r8(r#""consent":"同意する""#).unwrap();
    assert_eq!(letter.choice(cell("consent")), Some(0));
    assert_eq!(json::write(&letter), r#"{"answers":{"consent":"同意する"},"form":"R8"}"#);
}

#[test]
fn whatever_the_form_does_not_have_is_refused_by_name() {
    let cases: &[(Result<Letter, ReadError>, &str, Option<&str>)] = &[
        (r8(r#""adl_lebel":"B2""#), "letter.json.unknown_key", Some("adl_lebel")),
        (r8(r#""weakness":{"degre":"中"}"#), "letter.json.unknown_key", Some("weakness.degre")),
        (r8(r#""limb_loss":{"degree":"中"}"#), "letter.json.unknown_key", Some("limb_loss.degree")),
        (r8(r#""entry_date":{"year":"8"}"#), "letter.json.unknown_key", Some("entry_date.year")),
        (r8(r#""drugs":[{"dose":"1"}]"#), "letter.json.unknown_key", Some("drugs.1.dose")),
        (json::read(r#"{"form":"R8","answers":{},"v":1}"#), "letter.json.unknown_key", Some("v")),
        (r8(r#""adl_level":"B3""#), "letter.json.unknown_label", Some("adl_level")),
        (r8(r#""tx":["採血"]"#), "letter.json.unknown_label", Some("tx")),
        (
            r8(r#""tx_special":["モニター測定（血圧、心拍、酸素飽和度等）"]"#),
            "letter.json.unknown_label",
            Some("tx_special"),
        ),
        (r8(r#""med":{"訪問診療":"ticked"}"#), "letter.json.unknown_label", Some("med.訪問診療")),
        (r8(r#""weakness":{"degree":"強"}"#), "letter.json.unknown_label", Some("weakness.degree")),
        (r8(r#""tx":["透析","透析"]"#), "letter.json.duplicate_label", Some("tx")),
        (r8(r#""hand":"右","hand":"左""#), "letter.json.duplicate_key", Some("hand")),
        (r8(r#""care_bp":{"text":"a","text":"b"}"#), "letter.json.duplicate_key", Some("text")),
        (r8(r#""pt_age":1,"pt_age":2"#), "letter.json.duplicate_key", Some("pt_age")),
        (r8(r#""care_bp":{"choice":"あり"}"#), "letter.json.not_asked", Some("care_bp.choice")),
        (h21(r#""care_bp":{"checked":true}"#), "letter.json.not_asked", Some("care_bp.checked")),
        (h21(r#""care_other":{"choice":"あり"}"#), "letter.json.not_asked", Some("care_other.choice")),
        (h21(r#""care_none":true"#), "letter.json.not_asked", Some("care_none")),
        (h21(r#""med":{"介護医療院":"checked"}"#), "letter.json.not_asked", Some("med.介護医療院")),
        (
            r8(r#""med":{"看護職員の訪問による相談・支援":"checked"}"#),
            "letter.json.not_asked",
            Some("med.看護職員の訪問による相談・支援"),
        ),
        (r8(r#""height":148.5"#), "letter.json.wrong_shape", Some("height")),
        (r8(r#""palsy":"true""#), "letter.json.wrong_shape", Some("palsy")),
        (r8(r#""tx":"透析""#), "letter.json.wrong_shape", Some("tx")),
        (r8(r#""tx":[true]"#), "letter.json.wrong_shape", Some("tx")),
        (r8(r#""weakness":true"#), "letter.json.wrong_shape", Some("weakness")),
        (r8(r#""drugs":[["a"]]"#), "letter.json.wrong_shape", Some("drugs.1")),
        (r8(r#""entry_date":20261014"#), "letter.json.wrong_shape", Some("entry_date")),
        (json::read(r#"{"form":"R8","answers":[]}"#), "letter.json.wrong_shape", Some("answers")),
        (r8(r#""entry_date":"2026-02-30""#), "letter.json.bad_date", Some("entry_date")),
        (r8(r#""entry_date":"2026-02""#), "letter.json.bad_date", Some("entry_date")),
        (r8(r#""entry_date":"不詳""#), "letter.json.bad_date", Some("entry_date")),
        (r8(r#""dx1_onset":"2019-13""#), "letter.json.bad_date", Some("dx1_onset")),
        (r8(r#""dx1_onset":"19""#), "letter.json.bad_date", Some("dx1_onset")),
        (r8(r#""dx1_onset":"+019""#), "letter.json.bad_date", Some("dx1_onset")),
        (r8(r#""dx1_onset":"0000""#), "letter.json.bad_date", Some("dx1_onset")),
        (r8(r#""drugs":[{},{},{},{},{},{},{},{},{}]"#), "letter.json.too_many_drugs", Some("drugs")),
        (json::read(r#"{"form":"R9","answers":{}}"#), "letter.json.unknown_form", Some("form")),
        (json::read(r#"{"answers":{}}"#), "letter.json.missing", Some("form")),
        (json::read(r#"{"form":"R8"}"#), "letter.json.missing", Some("answers")),
        (json::read("[]"), "letter.json.missing", Some("form")),
        (json::read(""), "letter.json.syntax", None),
        (json::read(r#"{"form":"R8","answers":{}} x"#), "letter.json.syntax", None),
        (json::read(r#"{"form":"R8","answers":{"remarks":"\ud800"}}"#), "letter.json.syntax", None),
    ];
    for (read, code, key) in cases {
        let error = read.as_ref().unwrap_err();
        assert_eq!((error.code(), error.key()), (*code, *key), "{error}");
        if let Some(key) = key {
            assert!(error.to_string().contains(key) || *key == "form" || *key == "drugs", "{error}");
        }
    }
}

#[test]
fn a_syntax_error_says_where() {
    let error = json::read("{\n  \"form\": R8\n}").unwrap_err();
    assert_eq!(error, ReadError::Syntax { line: 2, column: 11 });
    assert_eq!(error.to_string(), "JSONとして読めません。2行目の11文字目あたりを確認してください。");
}

#[test]
fn nesting_is_refused_before_it_costs_the_stack() {
    let deep = format!(r#"{{"form":"R8","answers":{}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(json::read(&deep).unwrap_err().code(), "letter.json.syntax");
}

#[test]
fn canonical_text_is_that_of_rfc_8785() {
    let letter = r8("\"remarks\":\"\\u00e9\\/\\u0001\\u001f\\u007f\\t\\\"\\\\髙𠮷\\n\\r\\b\\f\",\"tx\":[\"経管栄養\",\"透析\"],\
        \"med\":{\"訪問診療\":\"checked\"},\"height\":\"150\",\"drugs\":[{},{\"unit\":\"mg\",\"name\":\"薬\"}]")
    .unwrap();
    assert_eq!(
        json::write(&letter),
        "{\"answers\":{\"drugs\":[{},{\"name\":\"薬\",\"unit\":\"mg\"}],\"height\":\"150\",\"med\":{\"訪問診療\":\"checked\"},\
         \"remarks\":\"é/\\u0001\\u001f\u{7f}\\t\\\"\\\\髙𠮷\\n\\r\\b\\f\",\"tx\":[\"透析\",\"経管栄養\"]},\"form\":\"R8\"}"
    );
}

/// The sorting example of RFC 8785 §3.2.3: keys go by UTF-16 code units, not by code points.
#[test]
fn keys_are_sorted_by_utf_16() {
    let value = json::parse(r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#)
        .unwrap();
    let text = json::canonical(&value);
    let order: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    assert_eq!(order, [2, 1, 4, 6, 7, 1, 5, 3], "the second digit is the key 1");
}

#[test]
fn a_year_or_month_of_another_era_stays_as_typed() {
    let letter =
        r8(r#""dx1_onset":{"era":"平成","y":"31","m":"","d":""},"dx2_onset":{"era":"令和","y":"元"},
        "dx3_onset":{"era":"平成","y":"31","m":"4","d":""}"#)
        .unwrap();
    assert_eq!(*letter.get(cell("dx1_onset")), typed("平成", "31", "", ""));
    assert_eq!(*letter.get(cell("dx2_onset")), Value::Year(2019));
    assert_eq!(*letter.get(cell("dx3_onset")), Value::Month(2019, 4));
    assert_eq!(json::read(&json::write(&letter)), Ok(letter));
}

#[test]
fn what_the_edition_does_not_ask_is_not_written() {
    let mut letter = Letter::new(Edition::R8);
    letter.set(at("care_bp.choice"), Value::Choice(1)).unwrap();
    letter.set(option("med", "看護職員の訪問による相談・支援"), Value::Mark(Mark::Checked)).unwrap();
    assert_eq!(json::write(&letter), r#"{"answers":{},"form":"R8"}"#);
}

proptest! {
    #[test]
    fn a_letter_written_and_read_is_the_same(letter in any::any_letter()) {
        let text = json::write(&letter);
        let again = json::read(&text).unwrap();
        prop_assert_eq!(&again, &letter);
        prop_assert_eq!(json::write(&again), text);
    }

    #[test]
    fn a_cell_written_and_read_is_the_same(
        (cell, value) in (0..CELLS.len()).prop_flat_map(|n| {
            let cell = Cell::at(n).unwrap();
            (Just(cell), any::value(cell.kind()))
        })
    ) {
        prop_assert_eq!(json::cell_from_value(cell, &json::cell_to_value(cell, &value)), Ok(value));
    }

    #[test]
    fn no_text_panics(text in "[\\[\\]{}\":,a-z0-9 \\\\ud]{0,80}|\\PC{0,60}") {
        let _ = json::read(&text);
    }
}
