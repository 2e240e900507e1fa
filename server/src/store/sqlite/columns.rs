use rusqlite::Row;

use crate::store::rows::{AnswerRow, AuditRow, DeliveryRow, EventRow, LetterRow, SourceRow};
use crate::store::{Slice, Stored};

/// A letter's document and its bytes.
pub(super) fn letter((doc, bytes): (String, String)) -> Stored<LetterRow> {
    let mut letter: LetterRow = serde_json::from_str(&doc)?;
    letter.bytes = bytes;
    Ok(letter)
}

pub(super) fn pair(row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

pub(super) fn source(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    Ok(SourceRow {
        letter_id: row.get(0)?,
        media_type: row.get(1)?,
        software: row.get(2)?,
        bytes: row.get(3)?,
    })
}

pub(super) fn answer(row: &Row<'_>) -> rusqlite::Result<AnswerRow> {
    Ok(AnswerRow {
        scope: row.get(0)?,
        key: row.get(1)?,
        digest: row.get(2)?,
        status: row.get(3)?,
        etag: row.get(4)?,
        body: row.get(5)?,
        at: row.get(6)?,
        kept: row.get(7)?,
    })
}

/// An event of the audit log, without its people.
pub(super) fn audit(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        number: row.get::<_, i64>(0)?.unsigned_abs(),
        place: row.get(1)?,
        people: Vec::new(),
        doc: row.get(2)?,
        hash: row.get(3)?,
    })
}

pub(super) fn delivery(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    Ok(DeliveryRow {
        letter_id: row.get(0)?,
        version: row.get(1)?,
        insurer_no: row.get(2)?,
        delivered: row.get(3)?,
        tries: row.get(4)?,
        next_try: row.get(5)?,
    })
}

pub(super) fn event((number, doc): (i64, String)) -> Stored<EventRow> {
    Ok(EventRow { number: number.unsigned_abs(), event: serde_json::from_str(&doc)? })
}

/// Numbers of SQLite are signed.
pub(super) fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Where an ascending list goes on.
pub(super) fn ascending<'a>(slice: &Slice<'a>) -> (&'a str, &'a str, i64) {
    let (key, id) = slice.after.unwrap_or(("", ""));
    (key, id, limit(slice.limit))
}

/// Where a descending list goes on.
pub(super) fn descending<'a>(slice: &Slice<'a>) -> (&'a str, &'a str, i64) {
    let (key, id) = slice.after.unwrap_or(("~", "~"));
    (key, id, limit(slice.limit))
}

pub(super) fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
