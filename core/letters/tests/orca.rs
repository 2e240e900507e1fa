//! ORCA CSV 1.2: files written by hand from its table, and the odd things that real files hold.

#![cfg(feature = "csv")]
#![cfg(test)]

mod orca_row;

use letters::form::{Edition, option};
use letters::orca::{self, Charset, File, Imported, ReadNote, Why};
use letters::{Letter, Value, diff, json};
use orca_row::{UTF8, at, letter, options, report, row};

const CP932: &[u8] = include_bytes!("data/orca-cp932.csv");

/// An H21 letter is read from the row when it is dated so.
const H21: (usize, &str) = (14, "20201014");

fn expected(text: &str) -> Vec<Letter> {
    let list = json::parse(text).unwrap();
    list.as_array().unwrap().iter().map(|letter| json::from_value(letter).unwrap()).collect()
}

fn letters(file: File) -> Vec<Letter> {
    file.letters.into_iter().map(|letter| letter.unwrap().letter).collect()
}

fn read_one(fields: &[(usize, &str)]) -> Imported {
    orca::read(row(fields).as_bytes()).unwrap().letters.remove(0).unwrap()
}

fn why(text: &str) -> Why {
    orca::read(text.as_bytes()).unwrap().letters.remove(0).unwrap_err().why
}

#[test]
fn the_hand_written_files_are_read() {
    for (bytes, text, charset) in [
        (CP932, include_str!("data/orca-cp932.json"), Charset::Cp932),
        (UTF8, include_str!("data/orca-utf8.json"), Charset::Utf8),
    ] {
        let file = orca::read(bytes).unwrap();
        assert_eq!(file.charset, charset);
        let expected = expected(text);
        for (imported, expected) in file.letters.iter().zip(&expected) {
            let imported = imported.as_ref().unwrap();
            assert_eq!(diff(&imported.letter, expected), [], "letter {}", imported.row);
            assert_eq!(imported.letter, *expected);
            assert_eq!(imported.software, "Ikensho");
            assert!(imported.timestamp.ends_with("14093005"));
            assert_eq!(imported.notes.len(), 1, "{:?}", imported.notes);
        }
        assert_eq!(file.letters.len(), 3);
    }
}

#[test]
fn the_hand_written_files_are_written_byte_for_byte() {
    for (bytes, text, charset) in [
        (CP932, include_str!("data/orca-cp932.json"), Charset::Cp932),
        (UTF8, include_str!("data/orca-utf8.json"), Charset::Utf8),
    ] {
        let letters = expected(text);
        let written = orca::write(&letters.iter().collect::<Vec<_>>(), &options(charset)).unwrap();
        let same = written.bytes.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        assert_eq!(String::from_utf8_lossy(&written.bytes[same..]), String::from_utf8_lossy(&bytes[same..]));
        assert!(written.report.iter().all(orca::LetterReport::is_whole), "{:?}", written.report);
    }
}

#[test]
fn a_byte_order_mark_and_bare_fields_are_no_hindrance() {
    let marked = [b"\xEF\xBB\xBF", UTF8].concat();
    assert_eq!(letters(orca::read(&marked).unwrap()), letters(orca::read(UTF8).unwrap()));
    let bare = row(&[]).replace('"', "").replace('\n', "\r\n\r\n");
    assert_eq!(letters(orca::read(bare.as_bytes()).unwrap()), [read_one(&[]).letter]);
}

#[test]
fn a_file_that_is_none_says_so() {
    assert_eq!(orca::read(b"").unwrap_err().code(), "letter.csv.empty");
    assert_eq!(orca::read(b"\r\n\r\n").unwrap_err().code(), "letter.csv.empty");
    let broken = [CP932, b"\"\x81"].concat();
    let error = orca::read(&broken).unwrap_err();
    assert_eq!(error, orca::FileError::Charset { at: CP932.len() + 1, line: 4 });
}

#[test]
fn a_letter_that_cannot_be_read_is_named_and_the_others_are_read() {
    let short = row(&[]).replace(",\"\"\n", "\n").trim_end().rsplit_once(',').unwrap().0.to_owned() + "\n";
    let long = row(&[]).trim_end().to_owned() + ",\"\"\n";
    let file = orca::read((row(&[]) + &short + &long + &row(&[])).as_bytes()).unwrap();
    let count = |count| Why::Count { count, version: "1.2", asked: 121 };
    let rows: Vec<_> =
        file.letters.iter().map(|letter| letter.as_ref().err().map(|e| (e.row, e.why.clone()))).collect();
    assert_eq!(rows, [None, Some((2, count(120))), Some((3, count(122))), None]);
    assert_eq!(
        file.letters[2].as_ref().unwrap_err().to_string(),
        "3件目：項目が122個あります。1.2の形式は121個です。"
    );
}

#[test]
fn what_a_field_cannot_hold_is_named() {
    for (no, text, name) in [
        (13, "3", "種別"),
        (41, "x", "症状としての安定性"),
        (46, "2", "カテーテル（コンドームカテーテル、留置カテーテル等）"),
        (33, "000000000000", "受診している科・内科"),
        (53, "00000000000２", "該当する症状・幻視・幻聴"),
        (106, "30000000000", "医学的管理の必要性・訪問診療"),
        (108, "3", "血圧"),
        (67, "4", "麻痺・右上肢の程度"),
    ] {
        let expected = Why::Code { no, name: name.to_owned(), text: text.to_owned() };
        assert_eq!(why(&row(&[(no, text)])), expected);
    }
    for text in ["2026101", "2026/10/14", "令和8年", "２０２６１０１４"] {
        let expected = Why::Date { no: 30, name: "最終診察日".to_owned(), text: text.to_owned() };
        assert_eq!(why(&row(&[(30, text)])), expected);
    }
    assert_eq!(why(&row(&[(1, "1.3")])), Why::Version { version: "1.3".to_owned(), read: "1.2" });
    assert_eq!(why("\"1.2\",\"a"), Why::Quote { line: 1 });
    assert_eq!(why("\"1.2\",\"a\"b\n"), Why::Quote { line: 1 });
    assert_eq!(why("\"1.2\",\"a\nb\" x"), Why::Quote { line: 2 });
}

#[test]
fn a_day_that_does_not_exist_is_kept_and_written_again() {
    let read = read_one(&[(30, "20260230")]).letter;
    assert!(matches!(read.get(at("last_exam_date")), Value::Typed(_)));
    assert!(report(&read).is_whole());
}

#[test]
fn onsets_are_read_as_the_text_says() {
    let typed = |y: &str| letter("R8", &format!(r#""dx1_onset":{{"y":"{y}"}}"#)).get(at("dx1_onset")).clone();
    let heisei = |m: &str| {
        let letter = letter("R8", &format!(r#""dx1_onset":{{"era":"平成","y":"31","m":"{m}","d":""}}"#));
        letter.get(at("dx1_onset")).clone()
    };
    let never =
        letter("R8", r#""dx1_onset":{"era":"平成","y":"01","m":"01","d":"03"}"#).get(at("dx1_onset")).clone();
    let cell = at("dx1_onset");
    let old = |text: &str| vec![ReadNote::OldCalendar { cell, text: text.to_owned() }];
    for (text, value, notes) in [
        ("平成12年03月04日", Value::Date(ja::Date::new(2000, 3, 4).unwrap()), vec![]),
        ("平成12年03月", Value::Month(2000, 3), vec![]),
        ("平成12年", Value::Year(2000), vec![]),
        ("令和元年5月1日", Value::Date(ja::Date::new(2019, 5, 1).unwrap()), vec![]),
        ("不詳", Value::Unknown, vec![]),
        ("", Value::Empty, vec![]),
        ("平成31年", heisei(""), vec![]),
        ("平成35年", Value::Year(2023), old("平成35年")),
        ("平成35年02月", Value::Month(2023, 2), old("平成35年02月")),
        ("平成31年06月10日", Value::Date(ja::Date::new(2019, 6, 10).unwrap()), old("平成31年06月10日")),
        ("昭和70年", Value::Year(1995), old("昭和70年")),
        ("平成12年頃", Value::Year(2000), vec![ReadNote::Approximate { cell, text: "平成12年頃".into() }]),
        ("10年ほど前", typed("10年ほど前"), vec![ReadNote::OnsetKept { cell, text: "10年ほど前".into() }]),
        ("平成31年13月", heisei("13"), vec![]),
        ("平成01年01月03日", never, vec![]),
        ("2000年3月", Value::Month(2000, 3), vec![]),
    ] {
        let read = read_one(&[(36, text)]);
        assert_eq!((read.letter.get(cell), &read.notes[1..]), (&value, &notes[..]), "{text}");
    }
    assert!(read_one(&[(36, "平成35年")]).notes[1].to_string().contains("平成35年"));
}

#[test]
fn the_edition_goes_by_the_date_of_entry() {
    for (entry, edition) in [
        ("20210815", Edition::H21),
        ("20210816", Edition::R3),
        ("20260331", Edition::R3),
        ("20260401", Edition::R8),
        ("", Edition::R8),
    ] {
        let read = read_one(&[(14, entry)]);
        assert_eq!(read.letter.edition, edition);
        assert!(matches!(read.notes[0], ReadNote::Edition { edition: said, .. } if said == edition));
    }
}

#[test]
fn what_the_edition_does_not_ask_is_said() {
    let read = read_one(&[(29, "1"), (106, "00000000001")]);
    let edition = Edition::R8;
    let service = option("med", "看護職員の訪問による相談・支援");
    let said = [at("consent"), service].map(|cell| ReadNote::NotAsked { cell, edition });
    assert_eq!(read.notes[1..], said);
    assert!(read.letter.is_empty(at("consent")) && read.letter.is_empty(service));
}

#[test]
fn behaviour_without_a_symptom_is_no_information() {
    let read = read_one(&[(52, "1"), (53, "000000000000")]);
    assert!(read.letter.is_empty(at("bpsd")));
    assert_eq!(read.notes[1..], [ReadNote::NoInformation { cell: at("bpsd") }]);
    assert_eq!(read_one(&[(52, "1"), (54, "独語")]).letter.choice(at("bpsd")), Some(1));
    assert_eq!(read_one(&[(52, "1"), (53, "010000000000")]).letter.choice(at("bpsd")), Some(1));
    assert_eq!(read_one(&[(52, "2")]).letter.choice(at("bpsd")), Some(0));
}

#[test]
fn a_vertical_tab_is_a_newline_in_43_and_121_only() {
    let read = read_one(&[(43, "a\u{b}b\rc"), (121, "d\u{b}"), (104, "e\u{b}f")]).letter;
    assert_eq!(read.text(at("course_text")), "a\nb\rc");
    assert_eq!(read.text(at("remarks")), "d\n");
    assert_eq!(read.text(at("risk_plan")), "e\u{b}f");
}

#[test]
fn drugs_and_heads_stay_in_their_texts() {
    let read = read_one(&[(43, "経過\u{b}薬A 1錠 毎食後 / 薬B 2mg 朝"), (121, "長谷川式 18点\u{b}見守り")]);
    assert_eq!(read.letter.text(at("course_text")), "経過\n薬A 1錠 毎食後 / 薬B 2mg 朝");
    assert_eq!(read.letter.text(at("remarks")), "長谷川式 18点\n見守り");
    assert!(read.letter.is_empty(at("drugs.1.name")));
    assert_eq!(read.notes[1..], [ReadNote::DrugsInCourse, ReadNote::RemarksHead]);
}

#[test]
fn services_are_never_read_out_of_107() {
    let read = read_one(&[(106, "00000000000"), (107, "老人保健施設")]).letter;
    assert!(read.is_empty(option("med", "老人保健施設")));
    assert_eq!(read.text(at("med_other")), "老人保健施設");
}

#[test]
fn a_user_defined_character_is_said_and_not_written_back() {
    let mut bytes = b"\"1.2\"".to_vec();
    let row = row(&[(16, "@"), (121, "")]);
    let encoded: Vec<u8> = row.split_once(',').unwrap().1.bytes().collect();
    let at_sign = encoded.iter().position(|byte| *byte == b'@').unwrap();
    let cp932 = |bytes: &[u8]| ja::cp932::encode(str::from_utf8(bytes).unwrap()).unwrap();
    bytes.push(b',');
    bytes.extend(cp932(&encoded[..at_sign]));
    bytes.extend([0xF0, 0x40]);
    bytes.extend(cp932(&encoded[at_sign + 1..]));
    let read = orca::read(&bytes).unwrap().letters.remove(0).unwrap();
    assert_eq!(read.letter.text(at("pt_name")), "\u{e000}");
    assert_eq!(read.notes[1..], [ReadNote::UserDefined { cell: at("pt_name") }]);
    let error = orca::write(&[&read.letter], &options(Charset::Cp932)).unwrap_err();
    assert_eq!(error.refused[0].characters, ['\u{e000}']);
}

#[test]
fn care_items_of_later_editions() {
    let care =
        |read: &Imported| ["care_bp", "care_move", "care_none"].map(|path| read.letter.checked(at(path)));
    let all = |code| [(108, code), (110, code), (112, code), (114, code), (116, code)];
    let mut fields = all("1").to_vec();
    fields.extend([(109, ""), (118, "")]);
    assert_eq!(care(&read_one(&fields)), [false, false, true]);
    fields.push((118, "皮膚"));
    assert_eq!(care(&read_one(&fields)), [false, false, false]);
    assert_eq!(care(&read_one(&[(108, "2"), (114, "1"), (118, "")])), [true, false, false]);
    let h21 = read_one(&[H21, (108, "2"), (110, "1"), (112, "0")]).letter;
    let choices =
        ["care_bp.choice", "care_ingest.choice", "care_swallow.choice"].map(|path| h21.choice(at(path)));
    assert_eq!(choices, [Some(1), Some(0), None]);
    assert!(h21.is_empty(at("care_bp")) && h21.is_empty(at("care_other")));
}
