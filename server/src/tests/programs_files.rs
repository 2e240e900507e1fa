//! Route A: files that are not as they should be. Nothing of a letter is half received.

use axum::body::{Body, Bytes};
use futures_util::stream;
use letters::orca::{Charset, Options, Timestamp};
use letters::{Letter, json, orca13};
use serde_json::{Value, json};

use super::programs::{SJIS, UTF8, csv, outcomes};
use super::sample::{changed, numbered};
use super::{ISHI, TestApp};

/// The row of a letter with some fields, counted from 1, replaced.
fn row(n: u32, fields: &[(usize, &str)]) -> String {
    let text = String::from_utf8(csv(&[numbered(n)], Charset::Utf8)).unwrap();
    let mut row: Vec<String> = text.trim_end().split("\",\"").map(str::to_owned).collect();
    for (no, text) in fields {
        (*text).clone_into(&mut row[no - 1]);
    }
    row.join("\",\"") + "\n"
}

#[tokio::test]
async fn the_character_set_is_declared() {
    let app = TestApp::new().await;
    let before = (app.held().await, app.audit());
    for media_type in ["text/csv", "text/csv; charset=latin1", "text/csv; header=absent"] {
        app.file(ISHI, media_type, row(1, &[])).await.problem(415, "letter.csv.charset_missing");
    }
    let wrong = app.file(ISHI, UTF8, csv(&[numbered(1), numbered(2)], Charset::Cp932)).await;
    let problem = wrong.problem(422, "letter.csv.charset");
    assert!(problem["detail"].as_str().unwrap().starts_with("1行目、先頭から"), "{problem}");
    app.file(ISHI, SJIS, "\u{feff}".to_owned() + &row(1, &[])).await.problem(422, "letter.csv.charset");
    // The last letter alone is in another character set: the ones before it are not received either.
    let mixed = [csv(&[numbered(1)], Charset::Utf8), csv(&[numbered(2)], Charset::Cp932)].concat();
    app.file(ISHI, UTF8, mixed).await.problem(422, "letter.csv.charset");
    // Looking at the desk is written down.
    assert_eq!((app.held().await, app.audit()), (before.0, before.1 + 1));
}

#[tokio::test]
async fn marks_line_ends_and_empty_lines_are_no_hindrance() {
    let app = TestApp::new().await;
    let text =
        ["\u{feff}", &row(1, &[]), "\n\r\n", &row(2, &[]).replace('\n', "\r\n"), row(3, &[]).trim_end()]
            .concat();
    assert_eq!(outcomes(&app.file(ISHI, UTF8, text).await.ok()), ["received"; 3]);
}

#[tokio::test]
async fn a_file_that_breaks_off_is_not_received_at_all() {
    let app = TestApp::new().await;
    let before = app.held().await;
    let whole = csv(&[numbered(1), numbered(2)], Charset::Utf8);
    let inside = whole.len() - 20;
    let cut = app.file(ISHI, UTF8, whole[..inside].to_vec()).await.problem(422, "letter.csv.quote");
    assert!(cut["detail"].as_str().unwrap().ends_with("行目"), "{cut}");
    let open = app.file(ISHI, UTF8, row(1, &[]) + "\"1.2\",\"a\"b\n" + &row(2, &[])).await;
    open.problem(422, "letter.csv.quote");
    for empty in ["", "\n\n", "\u{feff}"] {
        app.file(ISHI, UTF8, empty.to_owned()).await.problem(422, "letter.csv.empty");
    }
    // The connection breaks under the second letter.
    let first = Ok(Bytes::from(csv(&[numbered(1)], Charset::Utf8)));
    let broken = stream::iter([first, Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))]);
    app.file(ISHI, UTF8, Body::from_stream(broken)).await.problem(408, "body.slow");
    assert_eq!(app.held().await, before);
}

#[tokio::test]
async fn a_letter_that_cannot_be_read_does_not_hold_the_others_back() {
    let app = TestApp::new().await;
    let short = row(2, &[]).trim_end().rsplit_once(',').unwrap().0.to_owned() + "\n";
    let text = [
        row(1, &[]),
        short,
        row(3, &[]).trim_end().to_owned() + ",\"秘密\"\n",
        row(4, &[(13, "秘密")]),
        row(5, &[(30, "秘密")]),
        row(6, &[]).replacen("1.2", "1.3", 1),
        row(7, &[]),
    ];
    let answer = app.file(ISHI, UTF8, text.concat()).await.ok();
    assert_eq!(outcomes(&answer), ["received", "failed", "failed", "failed", "failed", "failed", "received"]);
    let problem = |n: usize| -> [&Value; 2] {
        ["code", "detail"].map(|member| answer["letters"][n]["problem"].get(member).unwrap_or(&Value::Null))
    };
    assert_eq!(problem(1), [&json!("letter.csv.count"), &json!("120個")]);
    assert_eq!(problem(2), [&json!("letter.csv.count"), &json!("122個")]);
    assert_eq!(problem(3), [&json!("letter.csv.code"), &json!("13番目の項目（種別）")]);
    assert_eq!(problem(4), [&json!("letter.csv.date"), &json!("30番目の項目（最終診察日）")]);
    assert_eq!(problem(5), [&json!("letter.csv.version"), &Value::Null]);
    assert!(!answer.to_string().contains("秘密"));
}

#[tokio::test]
async fn version_1_3_is_taken_and_what_was_guessed_is_said() {
    let app = TestApp::new().await;
    let letters: Vec<Letter> = [1, 2].map(|n| json::from_value(&numbered(n)).unwrap()).into();
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    let options = Options { charset: Charset::Cp932, software: "医見書".to_owned(), timestamp };
    let written = orca13::write(&letters.iter().collect::<Vec<_>>(), &options).unwrap();
    let answer = app.file(ISHI, SJIS, written.bytes.clone()).await.ok();
    assert_eq!(outcomes(&answer), ["received"; 2]);
    for (result, letter) in answer["letters"].as_array().unwrap().iter().zip(&letters) {
        assert!(result["notes"].to_string().contains("118番目と120番目の項目は推測で読みました"), "{result}");
        let path = format!("/api/v1/letters/{}", result["letter_id"].as_str().unwrap());
        let view = app.get(ISHI, &path).await.ok();
        assert_eq!(view["letter"]["answers"]["care_none"], json::to_value(letter)["answers"]["care_none"]);
    }
    // One version a file.
    let other = csv(&[numbered(3)], Charset::Cp932);
    let answer = app.file(ISHI, SJIS, [written.bytes, other].concat()).await.ok();
    assert_eq!(outcomes(&answer), ["received", "received", "failed"]);
    assert_eq!(answer["letters"][2]["problem"]["code"], "letter.csv.version");
}

#[tokio::test]
async fn a_character_nobody_knows_is_said_and_kept_for_a_person() {
    let app = TestApp::new().await;
    // A user-defined character in the remarks, as CP932 has them.
    let marked = changed(&numbered(1), json!({ "remarks": "@" }));
    let mut bytes = csv(&[marked], Charset::Cp932);
    let at = bytes.iter().rposition(|byte| *byte == b'@').unwrap();
    bytes.splice(at..=at, [0xF0, 0x40]);
    let answer = app.file(ISHI, SJIS, bytes).await.ok();
    let notes = answer["letters"][0]["notes"].to_string();
    assert!(notes.contains("外字"), "{answer}");
}

#[tokio::test]
async fn a_file_of_many_letters_is_answered_in_order() {
    let app = TestApp::new().await;
    let letters: Vec<Value> = (1..=150).map(numbered).collect();
    let answer = app.file(ISHI, UTF8, csv(&letters, Charset::Utf8)).await.ok();
    assert_eq!(outcomes(&answer), ["received"; 150]);
    for (n, result) in (1..).zip(answer["letters"].as_array().unwrap()) {
        let body: Value = serde_json::from_str(result["receipt"]["body"].as_str().unwrap()).unwrap();
        assert_eq!(body["insured_no"], format!("{n:010}"));
    }
    app.audit();
}
