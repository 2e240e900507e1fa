//! Files of letters in whatever format: told by their content, wholly readable or nothing.

#![cfg(feature = "csv")]
#![cfg(test)]

use letters::file::{self, FileError, Format, Unread};
use letters::orca::{Charset, ReadNote, Why};
use letters::{Letter, fhir, json};

const CP932: &[u8] = include_bytes!("data/orca-cp932.csv");
const UTF8: &[u8] = include_bytes!("data/orca-utf8.csv");
const EXPECTED: &str = include_str!("data/orca-utf8.json");
const CP932_13: &[u8] = include_bytes!("data/orca13-cp932.csv");
const RESPONSE: &str = include_str!("data/fhir/response-r8.json");

fn letters(bytes: &[u8]) -> Vec<Letter> {
    file::read(bytes).unwrap().letters.into_iter().map(|letter| letter.unwrap().letter).collect()
}

fn format(bytes: &[u8]) -> Format {
    file::read(bytes).unwrap().format
}

fn one() -> Letter {
    fhir::read(RESPONSE).unwrap()
}

#[test]
fn every_format_is_told_by_its_content() {
    let json = json::write(&one());
    let list = format!(" \n[{json}, {json}]");
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{{"resource":{RESPONSE}}},{{}}]}}"#);
    for (bytes, expected, count) in [
        (CP932, Format::Orca(Charset::Cp932), 3),
        (UTF8, Format::Orca(Charset::Utf8), 3),
        (CP932_13, Format::Orca13(Charset::Cp932), 3),
        (json.as_bytes(), Format::Json, 1),
        (list.as_bytes(), Format::Json, 2),
        (RESPONSE.as_bytes(), Format::Fhir, 1),
        (bundle.as_bytes(), Format::Fhir, 1),
    ] {
        assert_eq!((format(bytes), letters(bytes).len()), (expected, count));
    }
    assert_eq!(letters(bundle.as_bytes()), letters(json.as_bytes()));
    assert_eq!(format(&[b"\n\r\n", CP932_13].concat()), Format::Orca13(Charset::Cp932));
    let list = json::parse(EXPECTED).unwrap();
    let expected = list.as_array().unwrap().iter().map(|letter| json::from_value(letter).unwrap());
    assert_eq!(letters(UTF8), expected.collect::<Vec<_>>());
}

#[test]
fn a_mark_and_line_ends_are_no_hindrance() {
    let marked = [&b"\xEF\xBB\xBF"[..], UTF8].concat();
    let text = str::from_utf8(UTF8).unwrap();
    let lines = text.replace('\n', "\r\n") + "\r\n\n";
    for bytes in [&marked[..], lines.as_bytes(), text.trim_end().as_bytes()] {
        assert_eq!(letters(bytes), letters(UTF8));
    }
    let marked = [&b"\xEF\xBB\xBF"[..], RESPONSE.as_bytes()].concat();
    assert_eq!(letters(&marked), [one()]);
}

#[test]
fn a_file_that_cannot_be_told_apart_gives_nothing_and_says_where() {
    let text = str::from_utf8(UTF8).unwrap();
    let open = text.trim_end().strip_suffix('"').unwrap();
    let inside = text.to_owned() + "\"1.2\",\"a\"b\n";
    assert_eq!(file::read(open.as_bytes()), Err(FileError::Quote { line: 3 }));
    assert_eq!(file::read(inside.as_bytes()), Err(FileError::Quote { line: 4 }));
    let mixed = [CP932, UTF8, b"\"\x81\x20\"\n"].concat();
    assert!(matches!(file::read(&mixed), Err(FileError::Charset { .. })), "{:?}", file::read(&mixed));
    for empty in [&b""[..], b"\n\r\n", b"\xEF\xBB\xBF", b"[]", br#"{"resourceType":"Bundle"}"#] {
        assert_eq!(file::read(empty), Err(FileError::Empty));
    }
    let json = [&b"{\"form\":\""[..], b"\x82\xa0\"}"].concat();
    assert_eq!(file::read(&json), Err(FileError::NotUtf8 { at: 9 }));
    let said = file::read(b"{\n }x");
    assert!(matches!(said, Err(FileError::Json(json::ReadError::Syntax { line: 2, .. }))), "{said:?}");
}

#[test]
fn a_letter_that_cannot_be_read_does_not_keep_the_others_from_being_read() {
    let text = str::from_utf8(UTF8).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.insert(1, lines[0].rsplit_once(',').unwrap().0.to_owned());
    lines.insert(2, lines[0].clone() + ",\"\"");
    let read = file::read((lines.join("\n") + "\n").as_bytes()).unwrap().letters;
    let count = |count| Unread::Csv(Why::Count { count, version: "1.2", asked: 121 });
    let unread: Vec<_> = read.iter().map(|letter| letter.as_ref().err()).collect();
    assert_eq!(unread, [None, Some(&count(120)), Some(&count(122)), None, None]);
    assert!(matches!(read[0].as_ref().unwrap().notes[0], ReadNote::Edition { .. }));

    let list = format!(r#"[{{"form":"R9","answers":{{}}}}, {RESPONSE}, {{"resourceType":"Patient"}}]"#);
    let read = file::read(list.as_bytes()).unwrap().letters;
    let codes: Vec<_> = read.iter().map(|letter| letter.as_ref().err().map(Unread::code)).collect();
    assert_eq!(codes, [Some("letter.json.unknown_form"), None, Some("letter.fhir.resource")]);
}
