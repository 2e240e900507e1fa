//! `ikensho pdf`: what it writes and how it exits.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "whatever fails ends the test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn letter(name: &str) -> Value {
    let mut letter: Value =
        serde_json::from_str(include_str!("../../core/letters/tests/rules/base-R8.json")).unwrap();
    letter["answers"]["pt_name"] = json!(name);
    letter
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn pdf(words: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ikensho")).arg("pdf").args(words).output().unwrap()
}

fn text(path: &Path) -> String {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap().replace(char::is_whitespace, "")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_letter_becomes_a_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(&folder, "a.json", letter("𠮷田 千代子").to_string());
    let out = folder.path().join("a.pdf");
    let output = pdf(&[&file, "-o".as_ref(), &out]);
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    let text = text(&out);
    assert!(text.contains("主治医意見書") && text.contains("𠮷田千代子"), "{text}");
}

#[test]
fn many_letters_become_one_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(&folder, "a.json", json!([letter("山田 一郎"), letter("川田 二郎")]).to_string());
    let out = folder.path().join("a.pdf");
    assert_eq!(pdf(&[&file, "-o".as_ref(), &out]).status.code(), Some(0));
    let text = text(&out);
    assert!(text.find("山田一郎").unwrap() < text.find("川田二郎").unwrap());
}

#[test]
fn an_orca_file_becomes_a_pdf_without_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(&folder, "a.csv", include_bytes!("../../core/letters/tests/data/orca-cp932.csv"));
    let out = folder.path().join("a.pdf");
    let output =
        pdf(&[&file, "-o".as_ref(), &out, "--answers-only".as_ref(), "--offset".as_ref(), "-1,2.5".as_ref()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = text(&out);
    assert!(!text.is_empty() && !text.contains("主治医意見書"), "{text}");
}

#[test]
fn a_character_that_cannot_be_printed_is_named_with_its_letter() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(&folder, "a.json", json!([letter("山田 一郎"), letter("川田😀二郎")]).to_string());
    let out = folder.path().join("a.pdf");
    let output = pdf(&[&file, "-o".as_ref(), &out]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.starts_with("2件目：") && said.contains("「😀」") && said.contains("paper.no_glyph"),
        "{said}"
    );
    assert!(!out.exists());
}

#[test]
fn a_calibration_sheet_needs_no_letter() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.pdf");
    assert_eq!(pdf(&["--calibration".as_ref(), "R3".as_ref(), "-o".as_ref(), &out]).status.code(), Some(0));
    assert!(text(&out).contains("位置合わせ（R3様式1ページ目）"));
}

#[test]
fn what_cannot_be_read_or_written_exits_2() {
    let folder = tempfile::tempdir().unwrap();
    let broken = put(&folder, "a.json", "{");
    let out = folder.path().join("a.pdf");
    assert_eq!(pdf(&[&broken, "-o".as_ref(), &out]).status.code(), Some(2));
    let file = put(&folder, "b.json", letter("山田 一郎").to_string());
    let output = pdf(&[&file, "-o".as_ref(), &folder.path().join("no/such/a.pdf")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("PDFを書き込めません"), "{}", said(&output));
}
