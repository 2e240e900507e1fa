//! `ikensho convert`: every format, what it says is lost, and how it exits.

#![expect(clippy::unwrap_used, reason = "whatever fails ends the test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/letters/tests/data").join(name)
}

fn convert(file: &Path, to: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ikensho"));
    command.arg("convert").arg(file).args(["--to", to]).args(more).output().unwrap()
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The letters of the CSV, which nothing of ours but `convert` reads here.
fn expected() -> Value {
    serde_json::from_str(include_str!("../../core/letters/tests/data/orca-utf8.json")).unwrap()
}

#[test]
fn csv_comes_back_from_json_and_fhir_with_every_answer() {
    let folder = tempfile::tempdir().unwrap();
    let csv = data("orca-utf8.csv");
    for format in ["json", "fhir", "orca", "orca13"] {
        let made = convert(&csv, format, &[]);
        assert_eq!(made.status.code(), Some(0), "{made:?}");
        let back = convert(&put(&folder, format, &made.stdout), "json", &[]);
        assert_eq!(back.status.code(), Some(0), "{back:?}");
        assert_eq!(serde_json::from_slice::<Value>(&back.stdout).unwrap(), expected(), "{format}");
    }
}

#[test]
fn a_guess_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let made = convert(&data("orca-utf8.csv"), "orca13", &[]);
    let said = String::from_utf8(made.stderr).unwrap();
    assert!(said.contains("試験的"), "{said}");
    let back = convert(&put(&folder, "a.csv", &made.stdout), "json", &["--json"]);
    let report: Value = serde_json::from_slice(&back.stderr).unwrap();
    assert!(report["read"].to_string().contains("118番目と120番目の項目は推測で読みました"), "{report}");
}

#[test]
fn what_a_format_cannot_hold_is_said_field_by_field() {
    let made = convert(&data("orca-utf8.csv"), "nintei09b", &["--json"]);
    assert_eq!(made.status.code(), Some(1));
    assert!(made.stdout.starts_with("\"保険者番号\",\"申請日\"".as_bytes()));
    let report: Value = serde_json::from_slice(&made.stderr).unwrap();
    let first = &report["letters"][0];
    let name = first["losses"].as_array().unwrap().iter().find(|loss| loss["field"] == "pt_name").unwrap();
    let expected = json!({ "field": "pt_name", "name": "氏名", "before": "髙橋 千代子", "after": null });
    assert_eq!((&first["letter"], name), (&json!(1), &expected));
    let made = convert(&data("orca-utf8.csv"), "nintei09b", &[]);
    let said = String::from_utf8(made.stderr).unwrap();
    assert!(said.contains("1件目：氏名の「髙橋 千代子」は、この形式に入りません。"), "{said}");
}

#[test]
fn a_file_is_written_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.csv");
    let made = convert(&data("orca-cp932.csv"), "orca", &["--charset", "cp932", "-o", out.to_str().unwrap()]);
    assert_eq!((made.status.code(), made.stdout.len()), (Some(0), 0));
    // The time of writing differs, and nothing else does.
    let [bytes, kept] = [out, data("orca-cp932.csv")].map(|path| std::fs::read(path).unwrap());
    assert_eq!(bytes.len(), kept.len());
    assert!(bytes.iter().zip(&kept).filter(|(a, b)| a != b).count() <= 3 * 8);
}

#[test]
fn what_cannot_be_read_or_written_exits_2_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.csv");
    let cases = [
        (data("orca-utf8.csv"), "〜"),
        (put(&folder, "a.json", r#"{"resourceType":"Patient"}"#), "QuestionnaireResponse"),
        (put(&folder, "b.json", r#"{"resourceType":"Bundle"}"#), "意見書がありません"),
        (put(&folder, "c.csv", "\"1.2\",\"a\"\n"), "121個"),
        (put(&folder, "d.csv", "\"1.3\",\"a\"\n"), "123個"),
        (put(&folder, "e.csv", b"\"1.2\",\"\x81\xff\"\n"), "文字コード"),
    ];
    for (path, named) in cases {
        let made = convert(&path, "orca", &["--charset", "cp932", "-o", out.to_str().unwrap()]);
        let said = String::from_utf8(made.stderr).unwrap();
        assert_eq!((made.status.code(), out.exists()), (Some(2), false), "{path:?} {said}");
        assert!(said.contains(named), "{path:?} {said}");
    }
}
