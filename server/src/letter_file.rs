//! Files of letters on this machine, in every format that is read.

use std::path::Path;

use letters::{Letter, file};

use crate::failure::Failure;

/// The letters of a file, and what a person should know about how they were read.
pub(crate) struct Content {
    pub(crate) letters: Vec<Letter>,
    pub(crate) notes: Vec<String>,
}

/// Reads a file of letters, whatever format it is in. One letter that cannot be read fails the file, with all of its
/// reasons.
pub(crate) fn read(path: &Path) -> Result<Content, Failure> {
    content(&bytes(path)?).map_err(|sentence| Failure::new(format!("{}: {sentence}", path.display())))
}

fn content(bytes: &[u8]) -> Result<Content, String> {
    let file = file::read(bytes).map_err(|error| error.to_string())?;
    let several = file.letters.len() > 1 || !file::is_json(bytes);
    let said = |n: usize, what: &dyn std::fmt::Display| match several {
        true => format!("{n}件目：{what}"),
        false => what.to_string(),
    };
    let (mut content, mut unread) = (Content { letters: Vec::new(), notes: Vec::new() }, Vec::new());
    for (n, letter) in (1..).zip(file.letters) {
        match letter {
            Ok(found) => {
                content.notes.extend(found.notes.iter().map(|note| said(n, note)));
                content.letters.push(found.letter);
            }
            Err(why) => unread.push(said(n, &why)),
        }
    }
    if unread.is_empty() { Ok(content) } else { Err(unread.join("\n")) }
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
    std::fs::read(path).map_err(|error| Failure::file(path, &error))
}
