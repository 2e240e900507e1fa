//! ORCA CSV 1.3, as far as it is known: what differs from 1.2, and what is guessed.

#![cfg(feature = "csv")]
#![cfg(test)]

mod any;

use letters::form::{Cell, Edition, Field};
use letters::orca::{Charset, LetterReport, Options, Timestamp, Why};
use letters::{Letter, Value, json, orca, orca13};
use proptest::prelude::*;

const CP932: &[u8] = include_bytes!("data/orca13-cp932.csv");
const UTF8: &[u8] = include_bytes!("data/orca13-utf8.csv");

/// The letters of the files in 1.2.
fn expected(text: &str) -> Vec<Letter> {
    let list = json::parse(text).unwrap();
    list.as_array().unwrap().iter().map(|letter| json::from_value(letter).unwrap()).collect()
}

fn options(charset: Charset) -> Options {
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    Options { charset, software: "Ikensho".to_owned(), timestamp }
}

fn at(path: &str) -> Cell {
    Cell::of(Field::parse(path).unwrap()).unwrap()
}

/// The third letter of the UTF-8 file (R8) with some fields, counted from 1, replaced.
fn row(fields: &[(usize, &str)]) -> String {
    let line = str::from_utf8(UTF8).unwrap().lines().nth(2).unwrap();
    let mut row: Vec<String> = line.split(',').map(str::to_owned).collect();
    for (no, text) in fields {
        row[no - 1] = format!("\"{text}\"");
    }
    row.join(",") + "\n"
}

fn read_one(fields: &[(usize, &str)]) -> Letter {
    orca13::read(row(fields).as_bytes()).unwrap().letters.remove(0).unwrap().letter
}

fn why(text: &str) -> Why {
    orca13::read(text.as_bytes()).unwrap().letters.remove(0).unwrap_err().why
}

fn letter(form: &str, answers: &str) -> Letter {
    json::read(&format!(r#"{{"form":"{form}","answers":{{{answers}}}}}"#)).unwrap()
}

fn losses(letter: &Letter) -> Vec<String> {
    let report = orca13::write(&[letter], &options(Charset::Utf8)).unwrap().report.remove(0);
    report.losses.into_iter().map(|loss| loss.cell.field().path()).collect()
}

#[test]
fn the_files_say_what_those_of_1_2_say() {
    for (bytes, text, charset) in [
        (CP932, include_str!("data/orca-cp932.json"), Charset::Cp932),
        (UTF8, include_str!("data/orca-utf8.json"), Charset::Utf8),
    ] {
        let expected = expected(text);
        let file = orca13::read(bytes).unwrap();
        let read: Vec<_> = file.letters.into_iter().map(|letter| letter.unwrap().letter).collect();
        assert_eq!((file.charset, &read), (charset, &expected));
        let written = orca13::write(&expected.iter().collect::<Vec<_>>(), &options(charset)).unwrap();
        assert_eq!(String::from_utf8_lossy(&written.bytes), String::from_utf8_lossy(bytes));
        assert_eq!(written.bytes, bytes);
        assert!(written.report.iter().all(LetterReport::is_whole));
    }
}

#[test]
fn another_version_or_count_is_refused_both_ways() {
    let twelve = include_str!("data/orca-utf8.csv");
    assert_eq!(why(twelve), Why::Version { version: "1.2".to_owned(), read: "1.3" });
    let read = orca::read(UTF8).unwrap().letters.remove(0);
    assert_eq!(read.unwrap_err().why, Why::Version { version: "1.3".to_owned(), read: "1.2" });
    let short = row(&[]).trim_end().rsplit_once(',').unwrap().0.to_owned();
    assert_eq!(why(&short), Why::Count { count: 122, version: "1.3", asked: 123 });
}

#[test]
fn a_guessed_field_that_holds_something_else_is_refused_by_name() {
    for (no, text, name) in [(118, "3", "その他"), (118, "皮膚", "その他"), (120, "2", "特記すべき項目なし")]
    {
        let expected = Why::Code { no, name: name.to_owned(), text: text.to_owned() };
        assert_eq!(why(&row(&[(no, text)])), expected);
    }
}

#[test]
fn nothing_to_note_has_its_own_field() {
    let none = [(108, "1"), (110, "1"), (112, "1"), (114, "1"), (116, "1"), (118, "1"), (119, "")];
    assert!(!read_one(&none).checked(at("care_none")), "特になし in all of them is not the box");
    assert!(read_one(&[&none[..], &[(120, "1")]].concat()).checked(at("care_none")));
    let other = read_one(&[(118, "2"), (119, ""), (120, "0")]);
    assert!(other.checked(at("care_other")) && other.text(at("care_other.text")).is_empty());
    assert!(!read_one(&[(118, "0"), (119, "皮膚")]).checked(at("care_other")));
    // What 1.2 loses.
    assert_eq!(losses(&letter("R8", r#""entry_date":"2026-10-14","care_other":{"checked":true}"#)), [""; 0]);
    assert_eq!(
        losses(&letter("R8", r#""entry_date":"2026-10-14","care_none":true,"care_bp":{"checked":true}"#)),
        [""; 0]
    );
}

#[test]
fn an_old_letter_has_no_box_to_note_nothing() {
    let read = read_one(&[(14, "20201014"), (118, "2"), (119, "皮膚"), (120, "1")]);
    assert_eq!(read.edition, Edition::H21);
    assert!(read.is_empty(at("care_none")) && read.is_empty(at("care_other")));
    assert_eq!(read.get(at("care_other.text")), &Value::text("皮膚"));
    assert_eq!(losses(&letter("H21", r#""entry_date":"2020-10-14","care_other":{"text":"皮膚"}"#)), [""; 0]);
}

#[test]
fn services_that_came_later_are_text() {
    let answers = r#""entry_date":"2026-10-14","med":{"老人保健施設":"checked"}"#;
    assert_eq!(losses(&letter("R8", answers)), ["med.老人保健施設", "med_other"]);
}

proptest! {
    #[test]
    fn written_and_read_it_is_the_same_or_the_loss_is_said(letter in any::any_letter()) {
        let written = orca13::write(&[&letter], &options(Charset::Utf8)).unwrap();
        let report = &written.report[0];
        let mut mended = orca13::read(&written.bytes).unwrap().letters.remove(0).unwrap().letter;
        prop_assert_eq!(report.is_whole(), mended == letter);
        for loss in &report.losses {
            prop_assert_eq!(mended.set(loss.cell, loss.before.clone()), Ok(loss.after.clone()));
        }
        mended.edition = letter.edition;
        prop_assert_eq!(mended, letter);
    }

    #[test]
    fn no_text_panics(no in 1..=123usize, text in "\\PC{0,12}") {
        let _ = orca13::read(row(&[(no, &text)]).as_bytes());
    }
}
