use letters::form::cell;
use letters::json::{ReadError, canonical, from_value, write};
use letters::{Cell, Letter, hash};
use wire::letters::LetterPost;

use crate::id;

/// A letter as it came in, read and compared with its hash, before the store is asked.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) post: LetterPost,
    pub(crate) letter: Letter,
    /// The canonical bytes the hash belongs to.
    pub(crate) bytes: String,
    pub(crate) key: Key,
}

/// What names the application a letter is for.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) insurer_no: String,
    pub(crate) insured_no: String,
    pub(crate) apply_date: String,
}

/// Why bytes are not a letter that could be received.
#[derive(Debug)]
pub(crate) enum IncomingError {
    /// The id is not a UUIDv7.
    Id,
    /// The letter is not one.
    Letter(ReadError),
    /// The same letter would be written in other bytes.
    NotCanonical,
    /// The hash is another letter's.
    Hash,
    /// 保険者番号, 被保険者番号 or 申請日 is missing; the key.
    KeyIncomplete(&'static str),
}

const KEYS: [(&str, Cell); 2] = [("insurer_no", cell("insurer_no")), ("insured_no", cell("insured_no"))];

impl Incoming {
    /// Reads a posted letter.
    pub(crate) fn read(post: LetterPost) -> Result<Incoming, IncomingError> {
        if !id::is_v7(&post.id) {
            return Err(IncomingError::Id);
        }
        let letter = from_value(&post.letter).map_err(IncomingError::Letter)?;
        let bytes = canonical(&post.letter);
        if bytes != write(&letter) {
            return Err(IncomingError::NotCanonical);
        }
        if hash::text(&bytes) != post.sha256 {
            return Err(IncomingError::Hash);
        }
        if let Some((key, _)) = KEYS.into_iter().find(|(_, cell)| letter.text(*cell).is_empty()) {
            return Err(IncomingError::KeyIncomplete(key));
        }
        let key = Key {
            insurer_no: letter.text(cell("insurer_no")).to_owned(),
            insured_no: letter.text(cell("insured_no")).to_owned(),
            apply_date: letter
                .date(cell("apply_date"))
                .ok_or(IncomingError::KeyIncomplete("apply_date"))?
                .to_string(),
        };
        Ok(Incoming { post, letter, bytes, key })
    }
}
