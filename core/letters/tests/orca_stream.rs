//! A file read in pieces says what the whole file says.

#![cfg(feature = "csv")]
#![cfg(test)]

mod any;

use letters::orca::{self, Charset, FileError, ReadNote, Row, RowError, Stream, Why};
use letters::orca13;
use proptest::prelude::*;

const CP932: &[u8] = include_bytes!("data/orca-cp932.csv");
const UTF8: &[u8] = include_bytes!("data/orca-utf8.csv");
const UTF8_13: &[u8] = include_bytes!("data/orca13-utf8.csv");

fn read(bytes: &[u8], charset: Charset, piece: usize) -> Result<Vec<Row>, FileError> {
    let (mut stream, mut rows) = (Stream::new(charset), Vec::new());
    for piece in bytes.chunks(piece.max(1)) {
        stream.push(piece, &mut rows)?;
    }
    stream.finish(&mut rows)?;
    Ok(rows)
}

fn whys(rows: &[Row]) -> Vec<Option<Why>> {
    rows.iter().map(|row| row.read.as_ref().err().map(|error| error.why.clone())).collect()
}

#[test]
fn every_row_comes_with_its_own_bytes() {
    for (bytes, charset) in [(CP932, Charset::Cp932), (UTF8, Charset::Utf8)] {
        for piece in [1, 2, 7, 4096, bytes.len()] {
            let rows = read(bytes, charset, piece).unwrap();
            let whole: Vec<u8> = rows.iter().flat_map(|row| row.bytes.clone()).collect();
            assert_eq!(whole, bytes);
            let letters = orca::read(bytes).unwrap().letters;
            assert_eq!(rows.into_iter().map(|row| row.read).collect::<Vec<_>>(), letters);
        }
    }
}

#[test]
fn the_first_row_says_the_version_of_the_file() {
    let rows = read(UTF8_13, Charset::Utf8, 11).unwrap();
    let letters = orca13::read(UTF8_13).unwrap().letters;
    assert_eq!(rows.into_iter().map(|row| row.read).collect::<Vec<_>>(), letters);
    assert!(letters.iter().flatten().all(|letter| letter.notes.contains(&ReadNote::Guessed)));
    let version = |version: &str, read| Some(Why::Version { version: version.to_owned(), read });
    let mixed = read(&[UTF8, UTF8_13].concat(), Charset::Utf8, 64).unwrap();
    assert!(mixed[..3].iter().all(|row| row.read.is_ok()));
    assert_eq!(whys(&mixed)[3], version("1.3", "1.2"));
    let mixed = read(&[UTF8_13, UTF8].concat(), Charset::Utf8, 64).unwrap();
    assert_eq!(whys(&mixed)[3], version("1.2", "1.3"));
}

#[test]
fn a_byte_order_mark_belongs_to_utf_8_alone() {
    let marked = [b"\xEF\xBB\xBF", UTF8].concat();
    assert!(read(&marked, Charset::Utf8, 1).unwrap().iter().all(|row| row.read.is_ok()));
    assert_eq!(read(b"\xEF\xBB\xBF", Charset::Utf8, 1), Ok(vec![]));
    let wrong = read(&[b"\xEF\xBB\xBF", CP932].concat(), Charset::Cp932, 5);
    assert_eq!(wrong, Err(FileError::Charset { at: 0, line: 1 }));
}

#[test]
fn another_character_set_is_named_with_its_place() {
    let line = UTF8.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mixed = [&UTF8[..line], b"\"1.2\",\n\"a\nb\x93\"\n", UTF8].concat();
    assert_eq!(read(&mixed, Charset::Utf8, 3), Err(FileError::Charset { at: line + 11, line: 4 }));
    assert!(matches!(read(CP932, Charset::Utf8, 64), Err(FileError::Charset { line: 1, .. })));
}

#[test]
fn a_quotation_mark_left_open_ends_the_file() {
    let open = [UTF8, b"\"1.2\",\"a\nb,\n"].concat();
    let rows = read(&open, Charset::Utf8, 9).unwrap();
    let line = 1 + UTF8.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(whys(&rows), [None, None, None, Some(Why::Quote { line })]);
    assert_eq!(rows[3].read.as_ref().unwrap_err().row, 4);
    // However much follows, it is not kept.
    let mut stream = Stream::new(Charset::Utf8);
    let mut rows = Vec::new();
    stream.push(b"\"", &mut rows).unwrap();
    for _ in 0..64 {
        stream.push(&[b'a'; 1 << 16], &mut rows).unwrap();
    }
    stream.finish(&mut rows).unwrap();
    assert!(rows.len() == 1 && rows[0].bytes.len() <= (1 << 20) + 1, "{}", rows[0].bytes.len());
    assert_eq!(whys(&rows), [Some(Why::Quote { line: 1 })]);
}

/// Bytes of which many are the ones that rows are made of.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => proptest::sample::select(&b"\",\r\n"[..]),
        2 => proptest::sample::select(&b"a1.2\x81\x5c\xb1"[..]),
        1 => any::<u8>(),
    ];
    proptest::collection::vec(byte, 0..60)
}

proptest! {
    #[test]
    fn pieces_of_any_size_say_what_the_whole_says(bytes in bytes(), piece in 1..20usize) {
        let whole = match orca::read(&bytes) {
            Ok(file) => Some((file.charset, file.letters)),
            Err(FileError::Empty) => {
                let charset = if str::from_utf8(&bytes).is_ok() { Charset::Utf8 } else { Charset::Cp932 };
                Some((charset, Vec::new()))
            }
            Err(FileError::Charset { .. }) => None,
        };
        if let Some((charset, letters)) = whole {
            let rows = read(&bytes, charset, piece).unwrap();
            let read: Vec<Result<_, RowError>> = rows.into_iter().map(|row| row.read).collect();
            prop_assert_eq!(read, letters);
        }
    }

    #[test]
    fn letters_in_pieces_are_the_letters(letters in proptest::collection::vec(any::any_letter(), 1..3), piece in 1..900usize) {
        let timestamp = orca::Timestamp { day: 1, hour: 2, minute: 3, second: 4 };
        let options = orca::Options { charset: Charset::Utf8, software: "a\"b".to_owned(), timestamp };
        let written = orca::write(&letters.iter().collect::<Vec<_>>(), &options).unwrap();
        let rows = read(&written.bytes, Charset::Utf8, piece).unwrap();
        let whole = orca::read(&written.bytes).unwrap().letters;
        prop_assert_eq!(rows.into_iter().map(|row| row.read).collect::<Vec<_>>(), whole);
    }
}
