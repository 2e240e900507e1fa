//! What is copied from the previous letter, and what becomes of it in another edition.

#![cfg(test)]

mod any;

use letters::carry::{self, Carried, Note, from_previous};
use letters::form::{Cell, Edition, Field, Section, cell, option};
use letters::{Letter, Mark, Value, json};
use proptest::prelude::*;

fn letter(form: &str, answers: &str) -> Letter {
    json::read(&format!(r#"{{"form":"{form}","answers":{{{answers}}}}}"#)).unwrap()
}

fn carried(form: &str, answers: &str, into: Edition) -> (String, Carried) {
    let carried = from_previous(&letter(form, answers), into);
    (json::to_value(&carried.letter)["answers"].to_string(), carried)
}

#[test]
fn opinions_are_copied_dates_and_the_requests_data_are_not() {
    let (text, carried) = carried(
        "R3",
        r#""insurer_no":"990010","insurer_name":"みどり野市","insured_no":"0000123456","apply_date":"2025-10-02",
        "request_date":"2025-10-06","request_no":"1","send_date":"2025-10-15","entry_date":"2025-10-14",
        "last_exam_date":"2025-10-09","pt_name":"髙橋 千代子","pt_birth":"1939-03-08","consent":"同意する",
        "dr_name":"佐々木 健一","clinic_name":"ひばり内科クリニック","care_place":"在宅","issue_count":"初回",
        "other_dept":"有","other_dept_list":["眼科"],"dx1_name":"脳梗塞","dx1_onset":"2018-11","course_text":"経過",
        "drugs":[{},{"name":"薬"}],"adl_level":"A2","weakness":{"checked":true,"site":"右膝","degree":"中"},
        "care_move":{"checked":true,"text":"付き添い"},"med":{"訪問診療":"underlined"},"remarks":"特記""#,
        Edition::R8,
    );
    assert_eq!(carried.letter.edition, Edition::R8);
    assert_eq!(
        text,
        serde_json::json!({
            "care_place": "在宅", "issue_count": "2回目以上", "other_dept": "有", "other_dept_list": ["眼科"],
            "dx1_name": "脳梗塞", "dx1_onset": "2018-11", "course_text": "経過", "drugs": [{}, { "name": "薬" }],
            "adl_level": "A2", "weakness": { "checked": true, "site": "右膝", "degree": "中" },
            "care_move": { "checked": true, "text": "付き添い" }, "med": { "訪問診療": "underlined" }, "remarks": "特記"
        })
        .to_string()
    );
    assert!(carried.notes.is_empty());
    assert_eq!(carried.cells.len(), carried.letter.filled().count());
}

#[test]
fn consent_is_asked_anew_also_where_the_form_has_it() {
    let (text, _) = carried("R3", r#""consent":"同意する""#, Edition::R3);
    assert_eq!(text, r#"{"issue_count":"2回目以上"}"#);
}

#[test]
fn the_visit_for_advice_is_dropped_and_said() {
    let (text, carried) = carried(
        "H21",
        r#""med":{"看護職員の訪問による相談・支援":"underlined","訪問看護":"checked"}"#,
        Edition::R8,
    );
    assert_eq!(text, r#"{"issue_count":"2回目以上","med":{"訪問看護":"checked"}}"#);
    let cell = option("med", "看護職員の訪問による相談・支援");
    assert_eq!(carried.notes, [Note { cell, value: Value::Mark(Mark::Underlined) }]);
    assert_eq!(
        carried.notes[0].to_string(),
        "前回の「医学的管理の必要性・看護職員の訪問による相談・支援」（あり（下線））は今回の様式にないため、写していません。"
    );
}

#[test]
fn services_that_h21_lacks_are_dropped_and_said() {
    let (_, carried) =
        carried("R8", r#""med":{"老人保健施設":"checked","訪問看護":"checked"}"#, Edition::H21);
    assert_eq!(
        carried.notes.iter().map(|note| note.cell).collect::<Vec<_>>(),
        [option("med", "老人保健施設")]
    );
}

#[test]
fn nothing_and_something_become_no_check_and_a_check() {
    let (text, carried) = carried(
        "H21",
        r#""care_bp":{"choice":"あり","text":"高め"},"care_ingest":{"choice":"特になし"},"care_move":{"text":"残り"},
        "care_other":{"text":"皮膚"}"#,
        Edition::R8,
    );
    assert_eq!(
        text,
        serde_json::json!({
            "issue_count": "2回目以上", "care_bp": { "checked": true, "text": "高め" }, "care_move": { "text": "残り" },
            "care_other": { "checked": true, "text": "皮膚" }
        })
        .to_string()
    );
    assert!(carried.notes.is_empty(), "{:?}", carried.notes);
}

#[test]
fn five_times_nothing_is_the_box_for_nothing() {
    let five = ["care_bp", "care_ingest", "care_swallow", "care_move", "care_exercise"];
    let all = |last: &str| five.map(|key| format!(r#""{key}":{{"choice":"特になし"}}"#)).join(",") + last;
    let none = cell("care_none");
    assert!(carried("H21", &all(""), Edition::R3).1.letter.checked(none));
    assert!(!carried("H21", &all(r#","care_other":{"text":"皮膚"}"#), Edition::R3).1.letter.checked(none));
    assert!(!carried("H21", r#""care_bp":{"choice":"特になし"}"#, Edition::R3).1.letter.checked(none));
}

#[test]
fn a_check_and_no_check_become_something_and_nothing() {
    let answers = r#""care_bp":{"checked":true,"text":"高め"},"care_other":{"checked":true,"text":"皮膚"}"#;
    let (text, carried) = carried("R8", answers, Edition::H21);
    let nothing = serde_json::json!({ "choice": "特になし" });
    assert_eq!(
        text,
        serde_json::json!({
            "issue_count": "2回目以上", "care_bp": { "choice": "あり", "text": "高め" }, "care_ingest": nothing,
            "care_swallow": nothing, "care_move": nothing, "care_exercise": nothing, "care_other": { "text": "皮膚" }
        })
        .to_string()
    );
    assert!(carried.notes.is_empty(), "{:?}", carried.notes);
}

#[test]
fn unanswered_checks_say_nothing() {
    let (text, _) = carried("R8", r#""care_bp":{"text":"高め"}"#, Edition::H21);
    assert_eq!(text, r#"{"care_bp":{"text":"高め"},"issue_count":"2回目以上"}"#);
    let (text, _) = carried("R8", r#""care_none":true"#, Edition::H21);
    assert_eq!(text.matches("特になし").count(), 5);
}

#[test]
fn a_section_can_be_copied_alone() {
    let cells: Vec<_> =
        carry::cells_of(Section::Basics, Edition::R8).map(|cell| cell.field().path()).collect();
    assert_eq!(cells[..3], ["care_place", "issue_count", "other_dept"]);
    assert_eq!(cells.last().unwrap(), "other_dept_text");
    assert_eq!(carry::cells_of(Section::Remarks, Edition::R8).collect::<Vec<_>>(), [cell("remarks")]);
}

#[test]
fn what_is_never_copied_is_not_copied_alone_either() {
    let previous = letter("R8", r#""entry_date":"2026-04-14","pt_name":"髙橋""#);
    for key in ["entry_date", "pt_name"] {
        let cell = Cell::of(Field::parse(key).unwrap()).unwrap();
        assert_eq!(carry::value(&previous, cell, Edition::R8), Value::Empty);
    }
}

proptest! {
    #[test]
    fn into_the_same_edition_every_opinion_comes_unchanged(previous in any::any_letter()) {
        let carried = from_previous(&previous, previous.edition);
        for (cell, value) in carried.letter.filled().filter(|(cell, _)| *cell != letters::form::cell("issue_count")) {
            prop_assert_eq!(value, previous.get(cell));
        }
        let missing: Vec<_> = previous.filled().map(|(cell, _)| cell).filter(|cell| !carried.cells.contains(cell)).collect();
        prop_assert!(missing.iter().all(|cell| cell.field().of_item().section == Section::Basics));
        prop_assert!(carried.notes.is_empty());
    }

    #[test]
    fn into_another_edition_nothing_is_dropped_unsaid(previous in any::any_letter(), into in proptest::sample::select(&Edition::ALL[..])) {
        let carried = from_previous(&previous, into);
        prop_assert_eq!(carried.cells.len(), carried.letter.filled().count());
        prop_assert!(carried.cells.iter().all(|cell| cell.field().is_asked(into)));
        let is_care = |cell: Cell| cell.field().of_item().key.starts_with("care_");
        for (cell, value) in previous.filled().filter(|(cell, _)| carry::is_copied(*cell) && !is_care(*cell)) {
            let said = carried.notes.iter().any(|note| note.cell == cell);
            let copied = carried.letter.get(cell) == value || cell == letters::form::cell("issue_count");
            prop_assert!(said != copied);
        }
    }
}
