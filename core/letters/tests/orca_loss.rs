//! ORCA CSV 1.2: what its fields cannot hold is said field by field, or refused by name; the rest comes back as it was.

#![cfg(feature = "csv")]
#![cfg(test)]

mod any;
mod orca_row;

use letters::form::Edition;
use letters::orca::{self, Charset, WriteNote};
use letters::{Letter, Value};
use orca_row::{at, letter, options, report, row};
use proptest::prelude::*;

/// What a reader finds of the letter, by path: (path, found).
fn losses(letter: &Letter) -> Vec<(String, Value)> {
    report(letter).losses.into_iter().map(|loss| (loss.cell.field().path(), loss.after)).collect()
}

#[test]
fn drugs_are_appended_in_pairs_and_their_loss_is_said() {
    let letter = letter(
        "R8",
        r#""entry_date":"2026-10-14","course_text":"経過","drugs":[{"name":"薬A","dosage":"1","unit":"錠","usage":"朝 / 夕"},{},
        {"name":"薬B","dosage":"2","unit":"mg","usage":"夕"},{"name":"薬C"}]"#,
    );
    let text = "経過\n薬A 1錠 朝 / 夕 / 薬B 2mg 夕\n薬C   /   ";
    let losses = losses(&letter);
    assert_eq!(losses[0], ("course_text".to_owned(), Value::text(text)));
    assert_eq!(losses.len(), 1 + 4 + 4 + 1);
    assert!(losses[1..].iter().all(|(path, found)| path.starts_with("drugs.") && found.is_empty()));
}

#[test]
fn each_loss_is_reported_by_field() {
    let r8 = |answers: &str| letter("R8", &format!(r#""entry_date":"2026-10-14",{answers}"#));
    let loss = |path: &str, found| (path.to_owned(), found);
    let report = |answers: &str| losses(&r8(answers));
    assert_eq!(
        report(
            r#""med":{"訪問看護":"checked","老人保健施設":"underlined","特記すべき項目なし":"checked"},"med_other":"往診""#
        ),
        [
            loss("med.老人保健施設", Value::Empty),
            loss("med.特記すべき項目なし", Value::Empty),
            loss("med_other", Value::text("往診、老人保健施設（下線）、特記すべき項目なし")),
        ]
    );
    assert_eq!(report(r#""med":{"訪問看護":"underline_only"}"#), [loss("med.訪問看護", Value::Empty)]);
    assert_eq!(report(r#""consent":"同意する""#), [loss("consent", Value::Empty)]);
    assert_eq!(report(r#""care_other":{"checked":true}"#), [loss("care_other", Value::Empty)]);
    assert_eq!(report(r#""insured_no":"123""#), [loss("insured_no", Value::text("0000000123"))]);
    assert_eq!(report(r#""insured_no":"h123""#), [loss("insured_no", Value::text("h000000123"))]);
    assert_eq!(report(r#""insured_no":"12-3""#), []);
    assert_eq!(report(r#""risk_plan":"一\n二""#), [loss("risk_plan", Value::text("一 二"))]);
    assert_eq!(
        report(r#""apply_date":{"era":"令和","y":"0","m":"1","d":"1"}"#),
        [loss("apply_date", Value::Empty)]
    );
    assert_eq!(report(r#""dx1_onset":{"era":"平成","y":"31","m":"","d":""}"#), []);
    assert_eq!(report(r#""bpsd":"有""#), [loss("bpsd", Value::Empty)]);
}

#[test]
fn another_edition_for_the_reader_is_said() {
    let old_form = letter("H21", r#""entry_date":"2026-10-14","care_bp":{"choice":"あり","text":"高め"}"#);
    let report = report(&old_form);
    assert_eq!(report.edition, Some((Edition::H21, Edition::R8)));
    let lost: Vec<_> = report.losses.iter().map(|loss| loss.cell).collect();
    assert_eq!(lost, [at("care_bp"), at("care_bp.choice")]);
}

#[test]
fn hazards_of_the_receiving_side_are_said() {
    let notes = |answers: &str| report(&letter("R8", answers)).notes;
    assert_eq!(notes(r#""other_dept_list":["眼科"]"#), [WriteNote::Departments]);
    assert_eq!(notes(r#""other_dept_list":["内科","その他"]"#), []);
    assert_eq!(notes(r#""dx3_onset":"2019""#), [WriteNote::Onsets]);
    assert_eq!(notes(r#""med":{"介護医療院":"checked"}"#), [WriteNote::Services]);
    let long = |key: &str, n| notes(&format!(r#""{key}":"{}""#, "あ".repeat(n)));
    assert_eq!((long("risk_plan", 44), long("risk_plan", 45)), (vec![], vec![WriteNote::PlanLong]));
    assert_eq!((long("course_text", 560), long("course_text", 561)), (vec![], vec![WriteNote::CourseLong]));
}

#[test]
fn characters_outside_cp932_are_refused_by_name() {
    let one = letter("R8", r#""pt_name":"髙橋","remarks":"可""#);
    let two = letter("R8", r#""pt_name":"𠮷川","remarks":"10〜20−𠮷"}"#.trim_end_matches('}'));
    let error = orca::write(&[&one, &two], &options(Charset::Cp932)).unwrap_err();
    let refused: Vec<_> = error.refused.iter().map(|r| (r.row, r.no, &*r.name, &r.characters[..])).collect();
    assert_eq!(refused, [(2, 16, "氏名", &['𠮷'][..]), (2, 121, "特記すべき事項", &['〜', '−', '𠮷'][..])]);
    assert!(error.to_string().contains("2件目の16番目の項目（氏名）：「𠮷」"));
    assert!(orca::write(&[&one, &two], &options(Charset::Utf8)).is_ok());
    assert!(orca::write(&[&one], &options(Charset::Cp932)).is_ok());
}

proptest! {
    #[test]
    fn written_and_read_it_is_the_same_or_the_loss_is_said(letters in proptest::collection::vec(any::any_letter(), 1..4)) {
        let written = orca::write(&letters.iter().collect::<Vec<_>>(), &options(Charset::Utf8)).unwrap();
        let file = orca::read(&written.bytes).unwrap();
        prop_assert_eq!(file.letters.len(), letters.len());
        for ((letter, report), again) in letters.iter().zip(&written.report).zip(file.letters) {
            let mut mended = again.unwrap().letter;
            prop_assert_eq!(report.is_whole(), mended == *letter);
            for loss in &report.losses {
                prop_assert_eq!(mended.set(loss.cell, loss.before.clone()), Ok(loss.after.clone()));
            }
            mended.edition = letter.edition;
            prop_assert_eq!(&mended, letter);
        }
    }

    #[test]
    fn cp932_holds_the_whole_text_or_nothing(letter in any::any_letter()) {
        let utf8 = orca::write(&[&letter], &options(Charset::Utf8)).unwrap();
        match orca::write(&[&letter], &options(Charset::Cp932)) {
            Ok(cp932) => prop_assert_eq!(cp932.report, utf8.report),
            Err(error) => prop_assert!(error.refused.iter().all(|refused| !refused.characters.is_empty())),
        }
    }

    #[test]
    fn read_again_a_read_file_gives_the_same_letters(letter in any::any_letter()) {
        let first = orca::write(&[&letter], &options(Charset::Utf8)).unwrap();
        let read = orca::read(&first.bytes).unwrap().letters.remove(0).unwrap().letter;
        let second = orca::write(&[&read], &options(Charset::Utf8)).unwrap();
        let again = orca::read(&second.bytes).unwrap().letters.remove(0).unwrap().letter;
        prop_assert_eq!(again, read);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), no in 1..=121usize, text in "\\PC{0,12}") {
        let _ = orca::read(&bytes);
        let _ = orca::read(row(&[(no, &text)]).as_bytes());
    }
}
