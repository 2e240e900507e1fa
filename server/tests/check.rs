//! `ikensho check`: what it prints and how it exits.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "whatever fails ends the test")]

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

struct Files(TempDir);

impl Files {
    fn new() -> Files {
        Files(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn letter() -> Value {
    serde_json::from_str(include_str!("../../core/letters/tests/rules/base-R8.json")).unwrap()
}

fn with(key: &str, value: Value) -> Value {
    let mut letter = letter();
    letter["answers"][key] = value;
    letter
}

fn check(path: &PathBuf, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ikensho"));
    command.arg("check").arg(path).args(["--today", "2026-10-14"]).args(more).output().unwrap()
}

fn findings(output: &Output) -> Vec<Value> {
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    all.as_array().unwrap().clone()
}

#[test]
fn a_clean_letter_has_no_findings_and_exits_0() {
    let files = Files::new();
    let output = check(&files.put("a.json", letter().to_string()), &["--json"]);
    assert_eq!((output.status.code(), findings(&output)), (Some(0), vec![]));
}

#[test]
fn an_error_exits_1_and_a_warning_does_not() {
    let files = Files::new();
    let output = check(&files.put("a.json", with("bpsd", Value::Null).to_string()), &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = json!({
        "rule": "R24", "severity": "E", "field": "bpsd",
        "message": "認知症の行動・心理症状の有無を選択してください。",
    });
    assert_eq!(findings(&output), [expected]);
    let output = check(&files.put("w.json", with("outlook", Value::Null).to_string()), &["--json"]);
    assert_eq!((output.status.code(), &findings(&output)[0]["rule"]), (Some(0), &json!("R30")));
}

#[test]
fn findings_come_in_form_order() {
    let files = Files::new();
    let path = files.put("a.json", json!({ "form": "R8", "answers": {} }).to_string());
    let fields: Vec<String> = findings(&check(&path, &["--json"]))
        .iter()
        .map(|finding| finding["field"].as_str().unwrap().split('.').next().unwrap().to_owned())
        .collect();
    let place = |key: &String| letters::form::ITEMS.iter().position(|item| item.key == key).unwrap();
    assert!(fields.len() > 20 && fields.is_sorted_by_key(place), "{fields:?}");
}

#[test]
fn what_is_known_beside_the_letter_is_read_from_files() {
    let files = Files::new();
    let path = files.put("a.json", letter().to_string());
    let request = json!({ "due_date": "2026-10-13", "person": { "pt_name": "高橋 千代子" } });
    let request = files.put("r.json", request.to_string());
    let output = check(&path, &["--json", "--request", request.to_str().unwrap()]);
    let rules: Vec<Value> = findings(&output).iter().map(|finding| finding["rule"].clone()).collect();
    assert!(rules.contains(&json!("V15")) && rules.contains(&json!("D10")), "{rules:?}");
    let mut earlier = with("height", json!("160.0"));
    earlier["answers"]["entry_date"] = "2026-04-14".into();
    let previous = files.put("p.json", earlier.to_string());
    let output = check(&path, &["--json", "--previous", previous.to_str().unwrap()]);
    assert!(findings(&output).iter().any(|finding| finding["rule"] == "D22"), "{output:?}");
}

#[test]
fn a_file_with_several_letters_names_the_letter_of_each_finding() {
    let files = Files::new();
    let list = json!([letter(), with("bpsd", Value::Null)]);
    let output = check(&files.put("a.json", list.to_string()), &["--json"]);
    let found = findings(&output);
    assert_eq!((found.len(), &found[0]["letter"], &found[0]["rule"]), (1, &json!(2), &json!("R24")));
}

#[test]
fn orca_csv_is_read_too() {
    let read = letters::json::from_value(&with("entry_date", json!("2026-10-20"))).unwrap();
    let options = letters::orca::Options {
        charset: letters::orca::Charset::Utf8,
        software: "Ikensho".to_owned(),
        timestamp: letters::orca::Timestamp { day: 14, hour: 9, minute: 0, second: 0 },
    };
    let written = letters::orca::write(&[&read], &options).unwrap();
    let files = Files::new();
    let output = check(&files.put("a.csv", written.bytes), &["--json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(findings(&output).iter().any(|finding| finding["rule"] == "D02"), "{output:?}");
}

#[test]
fn what_cannot_be_read_exits_2_and_is_named() {
    let files = Files::new();
    let cases = [
        (files.put("a.json", "{"), "1行目"),
        (files.put("b.json", r#"{"form":"R8","answers":{"nope":1}}"#), "nope"),
        (files.put("c.json", r#"{"form":"R8","answers":{"hand":"中"}}"#), "中"),
        (files.put("d.json", "[]"), "意見書がありません"),
        (files.put("e.csv", "1.4,b"), "形式の版"),
        (files.0.path().join("none.json"), "none.json: 見つかりません。"),
        (files.0.path().to_path_buf(), "フォルダーです。ファイルを指定してください。"),
    ];
    for (path, named) in cases {
        let output = check(&path, &["--json"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{path:?}");
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn people_read_sentences() {
    let files = Files::new();
    let path = files.put("a.json", with("bpsd", Value::Null).to_string());
    let said = String::from_utf8(check(&path, &[]).stdout).unwrap();
    assert!(said.contains("髙橋 千代子") && said.contains("直す R24"), "{said}");
}
