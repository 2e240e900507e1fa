//! Rows of ORCA CSV 1.2 and the letters in them.

use letters::form::{Cell, Field};
use letters::orca::{self, Charset, Options, Timestamp};
use letters::{Letter, json};

pub(crate) const UTF8: &[u8] = include_bytes!("../data/orca-utf8.csv");

pub(crate) fn options(charset: Charset) -> Options {
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    Options { charset, software: "Ikensho".to_owned(), timestamp }
}

pub(crate) fn at(path: &str) -> Cell {
    Cell::of(Field::parse(path).unwrap()).unwrap()
}

/// The third letter of the UTF-8 file (R8) with some fields, counted from 1, replaced.
pub(crate) fn row(fields: &[(usize, &str)]) -> String {
    let line = str::from_utf8(UTF8).unwrap().lines().nth(2).unwrap();
    let mut row: Vec<String> = line.split(',').map(str::to_owned).collect();
    for (no, text) in fields {
        row[no - 1] = format!("\"{text}\"");
    }
    row.join(",") + "\n"
}

pub(crate) fn letter(form: &str, answers: &str) -> Letter {
    json::read(&format!(r#"{{"form":"{form}","answers":{{{answers}}}}}"#)).unwrap()
}

pub(crate) fn report(letter: &Letter) -> orca::LetterReport {
    orca::write(&[letter], &options(Charset::Utf8)).unwrap().report.remove(0)
}
