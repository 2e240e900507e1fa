//! Lists page by cursor: the sort key and id of the last row, opaque to the reader.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::store::Slice;

/// Rows of a page when the reader names no number.
pub(crate) const DEFAULT_LIMIT: usize = 200;
/// The most rows of a page.
pub(crate) const MAX_LIMIT: usize = 500;

/// Where a list goes on, and how many rows it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    after: Option<(String, String)>,
    limit: usize,
}

impl Cursor {
    /// Reads `cursor` and `limit`; none when one of them is not as it was given out.
    pub(crate) fn read(cursor: Option<&str>, limit: Option<&str>) -> Option<Cursor> {
        let limit = limit.map_or(Some(DEFAULT_LIMIT), |limit| limit.parse().ok())?;
        let after = cursor.map(decode);
        match after {
            Some(None) => None,
            _ if !(1..=MAX_LIMIT).contains(&limit) => None,
            after => Some(Cursor { after: after.flatten(), limit }),
        }
    }

    /// What the store is asked for: one row more than the page holds, to know whether there is a next one.
    pub(crate) fn slice(&self) -> Slice<'_> {
        Slice { after: self.after.as_ref().map(|(key, id)| (&**key, &**id)), limit: self.limit + 1 }
    }
}

/// The rows of the page, and the cursor of the next one. `key` gives a row's sort key and id.
pub(crate) fn cut<T>(
    mut rows: Vec<T>,
    cursor: &Cursor,
    key: impl Fn(&T) -> (&str, &str),
) -> (Vec<T>, Option<String>) {
    let more = rows.len() > cursor.limit;
    rows.truncate(cursor.limit);
    let next = rows.last().filter(|_| more).map(|row| {
        let (key, id) = key(row);
        URL_SAFE_NO_PAD.encode(format!("{key}\n{id}"))
    });
    (rows, next)
}

fn decode(cursor: &str) -> Option<(String, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    text.split_once('\n').map(|(key, id)| (key.to_owned(), id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_where_the_one_before_ended() {
        let first = Cursor::read(None, Some("2")).unwrap();
        let (page, next) = cut(vec!["a", "b", "c"], &first, |row| ("2026-10-14", row));
        assert_eq!(page, ["a", "b"]);
        let second = Cursor::read(next.as_deref(), Some("2")).unwrap();
        assert_eq!(second.slice().after, Some(("2026-10-14", "b")));
        assert_eq!(cut(vec!["c"], &second, |row| ("", row)), (vec!["c"], None));
    }

    #[test]
    fn what_was_never_given_out_is_no_cursor() {
        assert_eq!(Cursor::read(Some("!"), None), None);
        assert_eq!(Cursor::read(Some("YQ"), None), None);
        assert_eq!(Cursor::read(None, Some("0")), None);
        assert_eq!(Cursor::read(None, Some("501")), None);
        assert_eq!(Cursor::read(None, Some("x")), None);
    }
}
