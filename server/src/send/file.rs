//! One file as it stands: what it is, and its letters without keeping them.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use letters::file::is_json;
use letters::orca::{Charset, Stream};
use letters::{Letter, fhir, file, json};
use sha2::{Digest, Sha256};

use crate::audit::hex;

const PIECE: usize = 64 * 1024;
/// The most bytes of JSON that the server takes.
const JSON: u64 = 4 * 1024 * 1024;

/// What is known of a file before it is sent.
pub(super) struct Known {
    pub(super) media_type: &'static str,
    pub(super) sha256: String,
    charset: Option<Charset>,
}

/// Reads a file through: its hash, and what it is by its content.
pub(super) fn know(file: &mut File) -> std::io::Result<Known> {
    file.rewind()?;
    let mut pieces = BufReader::with_capacity(PIECE, &*file);
    let (mut digest, mut head, mut utf8) = (Sha256::new(), Vec::new(), Utf8::default());
    loop {
        let piece = pieces.fill_buf()?;
        if piece.is_empty() {
            break;
        }
        digest.update(piece);
        utf8.push(piece);
        if head.is_empty() {
            head = piece.to_vec();
        }
        let read = piece.len();
        pieces.consume(read);
    }
    let sha256 = hex(&digest.finalize());
    let (media_type, charset) = match (is_json(&head), utf8.is_whole()) {
        (true, _) => (json_media_type(file)?, None),
        (false, true) => ("text/csv; charset=utf-8", Some(Charset::Utf8)),
        (false, false) => ("text/csv; charset=shift_jis", Some(Charset::Cp932)),
    };
    Ok(Known { media_type, sha256, charset })
}

/// FHIR says in a member what it is. What is no JSON is sent nowhere, whatever it is taken for.
fn json_media_type(file: &mut File) -> std::io::Result<&'static str> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(JSON).read_to_end(&mut bytes)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let is_resource = serde_json::from_slice(text).is_ok_and(|json| fhir::is_resource(&json));
    Ok(if is_resource { fhir::MEDIA_TYPE } else { "application/json" })
}

/// Gives every letter of a file, or why it cannot be read, to `each`.
pub(super) fn letters(
    file: &mut File,
    known: &Known,
    each: &mut dyn FnMut(Result<Letter, String>),
) -> std::io::Result<()> {
    file.rewind()?;
    let Some(charset) = known.charset else {
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        of_json(text.trim_start_matches('\u{feff}'), each);
        return Ok(());
    };
    let mut pieces = BufReader::with_capacity(PIECE, file);
    let (mut stream, mut rows) = (Stream::new(charset), Vec::new());
    loop {
        let piece = pieces.fill_buf()?;
        if piece.is_empty() {
            break;
        }
        let read = piece.len();
        if let Err(error) = stream.push(piece, &mut rows) {
            each(Err(error.to_string()));
            return Ok(());
        }
        pieces.consume(read);
        for row in rows.drain(..) {
            each(row.read.map(|imported| imported.letter).map_err(|error| error.to_string()));
        }
    }
    if let Err(error) = stream.finish(&mut rows) {
        each(Err(error.to_string()));
    }
    for row in rows {
        each(row.read.map(|imported| imported.letter).map_err(|error| error.to_string()));
    }
    Ok(())
}

fn of_json(text: &str, each: &mut dyn FnMut(Result<Letter, String>)) {
    let whole = match json::parse(text) {
        Ok(whole) => whole,
        Err(error) => return each(Err(error.to_string())),
    };
    for json in file::each(&whole) {
        each(match fhir::is_resource(json) {
            true => fhir::from_value(json).map_err(|error| error.to_string()),
            false => json::from_value(json).map_err(|error| error.to_string()),
        });
    }
}

/// Whether bytes that come in pieces are UTF-8.
#[derive(Default)]
struct Utf8 {
    /// The beginning of a character whose end has not come.
    rest: Vec<u8>,
    is_broken: bool,
}

impl Utf8 {
    fn push(&mut self, piece: &[u8]) {
        if self.is_broken {
            return;
        }
        let bytes = [&*self.rest, piece].concat();
        self.rest.clear();
        if let Err(error) = std::str::from_utf8(&bytes) {
            self.is_broken = error.error_len().is_some();
            self.rest = bytes.get(error.valid_up_to()..).unwrap_or_default().to_vec();
        }
    }

    fn is_whole(&self) -> bool {
        !self.is_broken && self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_is_told_apart_wherever_the_pieces_end() {
        let text = "髙橋,𠮷野".as_bytes();
        for size in 1..=text.len() {
            let mut utf8 = Utf8::default();
            text.chunks(size).for_each(|piece| utf8.push(piece));
            assert!(utf8.is_whole(), "{size}");
        }
        for wrong in [&b"\x8d\x82\x8b\xb4"[..], "髙".as_bytes().get(..2).unwrap_or_default()] {
            let mut utf8 = Utf8::default();
            wrong.chunks(1).for_each(|piece| utf8.push(piece));
            assert!(!utf8.is_whole());
        }
    }
}
