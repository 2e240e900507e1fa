//! Each edition's whole form, every cell of it, through everything a letter goes through.

#![cfg(test)]

use letters::form::{Cell, CellKind, Edition, Section};
use letters::{Letter, Mark, Value, carry, dates, diff, hash, json, merge, show};

/// Every cell that the edition asks holds something, in turn each thing that its kind can hold.
fn whole(edition: Edition) -> Letter {
    let mut letter = Letter::new(edition);
    for (n, cell) in Cell::all().enumerate().filter(|(_, cell)| cell.field().is_asked(edition)) {
        let date =
            Value::Date(ja::Date::new(2020 + n as i32 % 5, 1 + n as u8 % 12, 1 + n as u8 % 28).unwrap());
        let value = match cell.kind() {
            CellKind::Text => Value::text(format!("{}は「{n}」", show::cell_name(cell))),
            CellKind::Number => Value::text(format!("{}.5", 100 + n % 100)),
            CellKind::Flag => Value::Checked,
            CellKind::Choice(choices) => Value::Choice((n % choices.len()) as u8),
            CellKind::Mark => Value::Mark(if n % 2 == 0 { Mark::Checked } else { Mark::Underlined }),
            CellKind::Date => date,
            CellKind::Onset => match n % 4 {
                0 => date,
                1 => Value::Month(2001, 2),
                2 => Value::Year(1999),
                _ => Value::Unknown,
            },
        };
        letter.set(cell, value).unwrap();
    }
    let entry = [(2020, 10, 14), (2024, 5, 20), (2026, 10, 14)][edition as usize];
    let entry = Value::Date(ja::Date::new(entry.0, entry.1, entry.2).unwrap());
    letter.set(letters::form::cell("entry_date"), entry).unwrap();
    letter
}

/// Cells of each edition, counted from the form's tables: H21 has consent, the advice visit and five 特になし／あり; R3
/// consent, three more services and seven checks; R8 is R3 without consent.
#[test]
fn whole_forms_are_whole() {
    let [h21, r3, r8] = Edition::ALL.map(|edition| whole(edition).filled().count());
    assert_eq!(r3, h21 - 1 - 5 + 3 + 7);
    assert_eq!(r8, r3 - 1);
}

#[test]
fn saved_and_read_again() {
    for letter in Edition::ALL.map(whole) {
        let text = json::write(&letter);
        let again = json::read(&text).unwrap();
        assert_eq!(again, letter);
        assert_eq!(hash::text(&text), hash::letter(&again));
    }
}

#[test]
fn checked_nothing_is_missing() {
    use letters::rules::{Context, Severity, check};

    for letter in Edition::ALL.map(whole) {
        let findings = check(&letter, &Context::default());
        let missing =
            findings.iter().filter(|f| f.rule.id().starts_with('R') && f.severity == Severity::Error);
        assert_eq!(missing.map(|finding| finding.rule.id()).collect::<Vec<_>>(), Vec::<&str>::new());
        // The form is filled without sense: the rules have much to say.
        assert!(findings.iter().any(|finding| finding.severity == Severity::Error));
    }
}

#[test]
fn every_cell_goes_through_a_patch_and_the_inputs() {
    for letter in Edition::ALL.map(whole) {
        for (cell, value) in letter.filled() {
            let patch = json::cell_to_value(cell, value);
            assert_eq!(json::cell_from_value(cell, &patch).as_ref(), Ok(value));
            assert!(!show::value_text(cell, value).is_empty());
            if matches!(cell.kind(), CellKind::Date | CellKind::Onset) {
                assert_eq!(&dates::from_inputs(dates::to_inputs(value), cell.kind()), value);
            }
        }
    }
}

#[test]
fn every_item_is_shown_once() {
    for letter in Edition::ALL.map(whole) {
        let roots = letters::form::ITEMS.iter().filter(|item| show::parent(item).is_none());
        let all: String = roots.map(|item| show::item_text(item, &letter) + "\n").collect();
        for (cell, value) in letter.filled().filter(|(cell, _)| cell.kind() == CellKind::Text) {
            assert_eq!(all.matches(&show::value_text(cell, value)).count(), 1, "{}", cell.field().path());
        }
    }
}

#[test]
fn merged_with_a_whole_letter_an_empty_one_takes_everything() {
    for letter in Edition::ALL.map(whole) {
        let empty = Letter::new(letter.edition);
        let merged = merge::three_way(&empty, &empty, &letter);
        assert_eq!((merged.letter, merged.conflicts), (letter.clone(), vec![]));
        assert_eq!(diff(&empty, &letter).len(), letter.filled().count());
    }
}

#[test]
fn carried_over_to_every_edition() {
    for previous in Edition::ALL.map(whole) {
        for into in Edition::ALL {
            let carried = carry::from_previous(&previous, into);
            assert_eq!(carried.letter.edition, into);
            // Of the opinions nothing is missing but what the edition does not ask and 特記すべき項目なし, which is not
            // true of a letter with items.
            let missing: Vec<_> = Cell::all()
                .filter(|cell| {
                    cell.field().is_asked(into) && cell.field().of_item().section != Section::Basics
                })
                .filter(|cell| carried.letter.is_empty(*cell))
                .map(|cell| cell.field().path())
                .collect();
            let expected: &[&str] = match (previous.edition, into) {
                (Edition::H21, Edition::R3 | Edition::R8) => {
                    &["med.老人保健施設", "med.介護医療院", "med.特記すべき項目なし", "care_none"]
                }
                (Edition::R3 | Edition::R8, Edition::H21) => &["med.看護職員の訪問による相談・支援"],
                _ => &[],
            };
            let checks = |path: &&String| !path.starts_with("care_") || *path == "care_none";
            assert_eq!(missing.iter().filter(checks).collect::<Vec<_>>(), expected);
            let dropped: Vec<_> = carried.notes.iter().map(|note| note.cell.field().path()).collect();
            let expected: &[&str] = match (previous.edition, into) {
                (Edition::H21, Edition::R3 | Edition::R8) => &["med.看護職員の訪問による相談・支援"],
                (Edition::R3 | Edition::R8, Edition::H21) => {
                    &["med.老人保健施設", "med.介護医療院", "med.特記すべき項目なし"]
                }
                _ => &[],
            };
            assert_eq!(dropped, expected);
            assert_eq!(json::read(&json::write(&carried.letter)), Ok(carried.letter));
        }
    }
}

#[cfg(feature = "csv")]
#[test]
fn exported_and_read_again() {
    use letters::orca::{Charset, Options, Timestamp, read, write};

    let letters = Edition::ALL.map(whole);
    let timestamp = Timestamp { day: 1, hour: 2, minute: 3, second: 4 };
    for charset in [Charset::Cp932, Charset::Utf8] {
        let options = Options { charset, software: "Ikensho".to_owned(), timestamp };
        let written = write(&letters.each_ref(), &options).unwrap();
        let file = read(&written.bytes).unwrap();
        assert_eq!(file.charset, charset);
        for ((letter, report), again) in letters.iter().zip(&written.report).zip(file.letters) {
            let again = again.unwrap().letter;
            assert_eq!(again.edition, letter.edition);
            assert_eq!(report.losses, diff(letter, &again));
            // The layout is H21's: beside the drugs, which go into the course, only later editions lose anything.
            let lost = report.losses.iter().map(|loss| loss.cell.field().path());
            let lost: Vec<_> =
                lost.filter(|path| !path.starts_with("drugs.") && path != "course_text").collect();
            let expected: &[&str] = match letter.edition {
                Edition::H21 => &[],
                _ => &[
                    "med.老人保健施設",
                    "med.介護医療院",
                    "med.特記すべき項目なし",
                    "med_other",
                    "care_none",
                ],
            };
            assert_eq!(lost, expected);
            assert!(
                again
                    .text(letters::form::cell("course_text"))
                    .starts_with(letter.text(letters::form::cell("course_text")))
            );
        }
    }
}
