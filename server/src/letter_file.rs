//! Files of letters on this machine, in every format that is read.

use std::path::Path;

use letters::orca::{File, FileError};
use letters::{Letter, fhir, json, orca, orca13};
use serde_json::Value;

use crate::failure::Failure;

/// The letters of a file, and what a person should know about how they were read.
pub(crate) struct Content {
    pub(crate) letters: Vec<Letter>,
    pub(crate) notes: Vec<String>,
}

/// Reads a file of letters: JSON when it begins like JSON (ours, one letter or a list; or FHIR, a response or a bundle of
/// them), ORCA CSV otherwise.
pub(crate) fn read(path: &Path) -> Result<Content, Failure> {
    let bytes = bytes(path)?;
    let content = match is_json(&bytes) {
        true => from_json(&utf8(path)?),
        false => from_csv(&bytes),
    };
    content.map_err(|sentence| Failure::new(format!("{}: {sentence}", path.display())))
}

/// Whether bytes begin like JSON.
pub(crate) fn is_json(bytes: &[u8]) -> bool {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    matches!(unmarked.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'{' | b'['))
}

/// The text of a UTF-8 file, without its mark.
pub(crate) fn utf8(path: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(path)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("{}: UTF-8ではありません（先頭から{at}バイト目）。", path.display()))
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// The letters of a JSON text.
fn from_json(text: &str) -> Result<Content, String> {
    let json = json::parse(text).map_err(|error| error.to_string())?;
    let list: Vec<&Value> = match &json {
        Value::Array(list) => list.iter().collect(),
        bundle if bundle.get("resourceType").is_some_and(|kind| kind == "Bundle") => {
            let entries = bundle.get("entry").and_then(Value::as_array);
            entries.into_iter().flatten().filter_map(|entry| entry.get("resource")).collect()
        }
        one => return Ok(Content { letters: vec![letter(one)?], notes: Vec::new() }),
    };
    let read = |(n, json)| letter(json).map_err(|error| format!("{n}件目：{error}"));
    let letters: Vec<Letter> = (1..).zip(list).map(read).collect::<Result<_, _>>()?;
    if letters.is_empty() {
        return Err("意見書がありません。".to_owned());
    }
    Ok(Content { letters, notes: Vec::new() })
}

fn letter(json: &Value) -> Result<Letter, String> {
    match fhir::is_resource(json) {
        true => fhir::from_value(json).map_err(|error| error.to_string()),
        false => json::from_value(json).map_err(|error| error.to_string()),
    }
}

fn from_csv(bytes: &[u8]) -> Result<Content, String> {
    let (file, is_guessed) = csv(bytes).map_err(|error| error.to_string())?;
    let mut content = Content { letters: Vec::new(), notes: Vec::new() };
    if is_guessed {
        content.notes.push(
            "ORCA CSV 1.3の仕様書は確認できていません。118番目と120番目の項目は推測で読みました（試験的）。"
                .to_owned(),
        );
    }
    let mut unread = Vec::new();
    for (n, row) in file.letters.into_iter().enumerate() {
        match row {
            Ok(imported) => {
                content.notes.extend(imported.notes.iter().map(|note| format!("{}件目：{note}", n + 1)));
                content.letters.push(imported.letter);
            }
            Err(error) => unread.push(error.to_string()),
        }
    }
    if unread.is_empty() { Ok(content) } else { Err(unread.join("\n")) }
}

/// A file of CSV by the version its first field names, and whether its layout is guessed in part.
fn csv(bytes: &[u8]) -> Result<(File, bool), FileError> {
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_guessed = unmarked.starts_with(b"\"1.3\"") || unmarked.starts_with(b"1.3,");
    match is_guessed {
        true => orca13::read(bytes).map(|file| (file, true)),
        false => orca::read(bytes).map(|file| (file, false)),
    }
}
