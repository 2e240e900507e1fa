use std::path::Path;

use letters::{Letter, json, orca};
use serde_json::Value;

use crate::failure::Failure;

/// The letters of a file, and what a person should know about how they were read.
pub(super) struct Content {
    pub(super) letters: Vec<Letter>,
    pub(super) notes: Vec<String>,
}

/// Reads a file of letters: our JSON (one letter or a list) when it begins like JSON, ORCA CSV otherwise.
pub(super) fn read(path: &Path) -> Result<Content, Failure> {
    let bytes = bytes(path)?;
    let first =
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).iter().find(|b| !b.is_ascii_whitespace());
    let content = match first {
        Some(b'{' | b'[') => from_json(&utf8(path)?),
        _ => from_csv(&bytes),
    };
    content.map_err(|sentence| Failure::new(format!("{}: {sentence}", path.display())))
}

/// The text of a UTF-8 file, without its mark.
pub(super) fn utf8(path: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(path)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("{}: UTF-8ではありません（先頭から{at}バイト目）。", path.display()))
    })?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

fn from_json(text: &str) -> Result<Content, String> {
    let letters = match json::parse(text).map_err(|error| error.to_string())? {
        Value::Array(list) if list.is_empty() => return Err("意見書がありません。".to_owned()),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(n, letter)| json::from_value(letter).map_err(|error| format!("{}件目：{error}", n + 1)))
            .collect::<Result<_, _>>()?,
        one => vec![json::from_value(&one).map_err(|error| error.to_string())?],
    };
    Ok(Content { letters, notes: Vec::new() })
}

fn from_csv(bytes: &[u8]) -> Result<Content, String> {
    let file = orca::read(bytes).map_err(|error| error.to_string())?;
    let mut content = Content { letters: Vec::new(), notes: Vec::new() };
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
