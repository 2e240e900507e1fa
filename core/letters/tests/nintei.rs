//! 認定ソフト 09B: codes that differ from those of other formats, and what the list has no item for.

#![cfg(feature = "csv")]
#![cfg(test)]

mod any;

use letters::orca::{Charset, LetterReport, WriteNote};
use letters::{Letter, json, nintei};
use proptest::prelude::*;

const UTF8: &str = include_str!("data/nintei-utf8.csv");

fn expected() -> Vec<Letter> {
    let list = json::parse(include_str!("data/orca-utf8.json")).unwrap();
    list.as_array().unwrap().iter().map(|letter| json::from_value(letter).unwrap()).collect()
}

fn letter(form: &str, answers: &str) -> Letter {
    json::read(&format!(r#"{{"form":"{form}","answers":{{{answers}}}}}"#)).unwrap()
}

fn report(letter: &Letter) -> LetterReport {
    nintei::write(&[letter], Charset::Utf8).unwrap().report.remove(0)
}

fn losses(form: &str, answers: &str) -> Vec<String> {
    let answers =
        format!(r#""entry_date":"{}",{answers}"#, if form == "H21" { "2020-10-14" } else { "2026-10-14" });
    report(&letter(form, &answers)).losses.into_iter().map(|loss| loss.cell.field().path()).collect()
}

/// What a letter's columns hold, by name.
fn columns(letter: &Letter) -> impl Fn(&str) -> String + use<> {
    let bytes = nintei::write(&[letter], Charset::Utf8).unwrap().bytes;
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<Vec<String>> = text
        .lines()
        .map(|line| {
            line.strip_prefix('"')
                .unwrap()
                .strip_suffix('"')
                .unwrap()
                .split("\",\"")
                .map(str::to_owned)
                .collect()
        })
        .collect();
    move |name| lines[1][lines[0].iter().position(|column| column == name).unwrap()].clone()
}

#[test]
fn the_file_is_written_byte_for_byte() {
    let letters = expected();
    let letters: Vec<&Letter> = letters.iter().collect();
    let written = nintei::write(&letters, Charset::Utf8).unwrap();
    let text = String::from_utf8(written.bytes).unwrap();
    for (line, expected) in text.lines().zip(UTF8.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(text, UTF8);
}

#[test]
fn cp932_is_the_same_text_with_its_own_line_ends() {
    let list = json::parse(include_str!("data/orca-cp932.json")).unwrap();
    let letter = json::from_value(&list.as_array().unwrap()[0]).unwrap();
    let [utf8, cp932] =
        [Charset::Utf8, Charset::Cp932].map(|charset| nintei::write(&[&letter], charset).unwrap());
    let text = String::from_utf8(utf8.bytes).unwrap();
    // Line ends inside of quotation marks are the text's own.
    let rows = text.replace("\"\n\"", "\"\r\n\"");
    assert_eq!(
        ja::cp932::decode(&cp932.bytes).unwrap(),
        rows.strip_suffix('\n').unwrap().to_owned() + "\r\n"
    );
    assert_eq!(cp932.report, utf8.report);
}

#[test]
fn there_are_113_and_23_items_beside_the_head() {
    let names: Vec<&str> =
        UTF8.lines().next().unwrap().split(',').map(|name| name.trim_matches('"')).collect();
    let count = |head: char| names.iter().filter(|name| name.starts_with(head) && name.len() <= 4).count();
    assert_eq!((count('E'), count('T'), names.len()), (113, 23, 40 + 113 + 23));
}

#[test]
fn codes_are_those_of_the_list_and_not_of_other_formats() {
    let full = columns(&letter(
        "R8",
        r#""bpsd":"有","psych":"無","psych_spec":"有","infection":"有","adl_level":"C2","dementia_level":"M",
        "weakness":{"checked":true,"degree":"重"},"tx":["点滴の管理"],"med":{"訪問診療":"underlined","訪問看護":"underline_only"},
        "care_bp":{"checked":true,"text":"高め"}"#,
    ));
    for (name, code) in [
        ("E18", "2"),
        ("E31", "1"),
        ("E32", "2"),
        ("E113", "2"),
        ("E13", "9"),
        ("E14", "8"),
        ("E47", "2"),
        ("E48", "3"),
        ("E1", "2"),
        ("E2", "1"),
        ("E86", "2"),
        ("E87", "2"),
        ("E88", "1"),
        ("E89", "2"),
        ("E108", "2"),
        ("T17", "高め"),
        ("IF識別コード", "09B"),
    ] {
        assert_eq!(full(name), code, "{name}");
    }
    let empty = columns(&letter("R8", ""));
    for (name, code) in
        [("E13", "0"), ("E14", "9"), ("E18", "9"), ("E48", "4"), ("E113", "9"), ("E108", "9"), ("E1", "1")]
    {
        assert_eq!(empty(name), code, "{name}");
    }
}

#[test]
fn what_the_list_has_no_item_for_is_said() {
    assert_eq!(losses("R8", r#""pt_name":"山田 花子","clinic_name":"内科""#), ["pt_name", "clinic_name"]);
    assert_eq!(losses("R8", r#""other_dept":"無""#), ["other_dept"]);
    assert_eq!(losses("R8", r#""other_dept":"有","other_dept_list":["内科"]"#), [""; 0]);
    assert_eq!(losses("R8", r#""med":{"介護医療院":"checked"}"#), ["med.介護医療院", "med_other"]);
    assert_eq!(losses("R8", r#""care_none":true"#), [""; 0]);
    assert_eq!(losses("R8", r#""care_none":true,"care_bp":{"checked":true}"#), ["care_none"]);
    assert_eq!(losses("H21", r#""med":{"看護職員の訪問による相談・支援":"checked"}"#), [""; 0]);
    assert_eq!(losses("R8", r#""remarks":"一\n二","risk_plan":"三\n四""#), [""; 0]);
    let notes = report(&letter("R8", r#""dx1_onset":"2020","med":{"介護医療院":"checked"}"#)).notes;
    assert_eq!(notes, [WriteNote::Onsets, WriteNote::Services]);
}

#[test]
fn characters_outside_cp932_are_refused_by_name() {
    let one = letter("R8", r#""remarks":"𠮷と〜""#);
    let error = nintei::write(&[&one], Charset::Cp932).unwrap_err();
    let refused: Vec<_> = error.refused.iter().map(|r| (r.row, &*r.name, &r.characters[..])).collect();
    assert_eq!(refused, [(1, "特記", &['𠮷', '〜'][..])]);
}

#[test]
fn another_file_is_not_read() {
    let error = |text: &str| nintei::read(text).unwrap_err();
    assert_eq!((error("").row, error("\"1.2\"\n").row), (0, 0));
    let (names, rows) = UTF8.split_once('\n').unwrap();
    assert_eq!(error(&format!("{names}\n\"a\"\n")).column, None);
    let wrong = rows.replacen("\"09B\"", "\"09A\"", 1);
    let error = error(&format!("{names}\n{wrong}"));
    assert_eq!((error.row, error.column), (1, Some("IF識別コード")));
    assert_eq!(error.to_string(), "1件目：「IF識別コード」の値は、この項目の値ではありません。");
}

proptest! {
    #[test]
    fn written_and_read_it_is_the_same_or_the_loss_is_said(letters in proptest::collection::vec(any::any_letter(), 1..4)) {
        let written = nintei::write(&letters.iter().collect::<Vec<_>>(), Charset::Utf8).unwrap();
        let again = nintei::read(str::from_utf8(&written.bytes).unwrap()).unwrap();
        prop_assert_eq!(again.len(), letters.len());
        for ((letter, report), mut mended) in letters.iter().zip(&written.report).zip(again) {
            prop_assert_eq!(report.is_whole(), mended == *letter);
            for loss in &report.losses {
                prop_assert_eq!(mended.set(loss.cell, loss.before.clone()), Ok(loss.after.clone()));
            }
            mended.edition = letter.edition;
            prop_assert_eq!(&mended, letter);
        }
    }

    /// Whatever the list has an item for comes through.
    #[test]
    fn nothing_is_lost_that_has_an_item(letter in any::any_letter()) {
        let report = report(&letter);
        let carried = ["adl_level", "memory", "hand", "palsy", "risk_plan", "nutrition", "infection_name", "eating"];
        for loss in report.losses {
            prop_assert!(!carried.contains(&&*loss.cell.field().path()), "{:?}", loss.cell.field().path());
        }
    }
}
