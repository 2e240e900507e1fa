//! Line breaking by columns.

use super::columns::char_columns;
use super::kinsoku::{may_be_first, may_be_last, same_word};

/// One line of a broken text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands on the line, without its newline and trailing spaces.
    pub text: &'a str,
    /// Where the line begins in the whole text, in bytes.
    pub start: usize,
    /// The columns the line takes.
    pub columns: usize,
}

/// The lines of a text set `limit` half-width columns wide.
///
/// A newline (LF, CRLF or CR) ends a line; one at the very end opens no further line, and the empty text has none.
/// A longer line is broken so that no closing mark or small kana comes first and no opening bracket last (禁則), and
/// that words of ASCII stay whole; where that leaves no place to break, words are broken first, then 禁則. Spaces at
/// a break belong to no line. No line is wider than `limit`, save that of one full-width character in one column.
pub fn lines(text: &str, limit: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let (length, taken, columns) = first_line(rest, limit);
        let line = Line { text: rest.get(..length)?, start: at, columns };
        at += taken;
        Some(line)
    })
}

/// The lines of a text set `limit` half-width columns wide; see [`lines`].
#[must_use]
pub fn wrap(text: &str, limit: usize) -> Vec<Line<'_>> {
    lines(text, limit).collect()
}

/// How many lines a text takes set `limit` half-width columns wide; see [`lines`]. Allocates nothing.
#[must_use]
pub fn line_count(text: &str, limit: usize) -> usize {
    lines(text, limit).count()
}

/// A place to break: the line's length and columns, and the bytes taken with the spaces after it.
type Break = (usize, usize, usize);

/// Length, bytes taken (newline and spaces included) and columns of a text's first line.
fn first_line(text: &str, limit: usize) -> (usize, usize, usize) {
    // The best places so far: between words, and inside one.
    let (mut good, mut poor): (Option<Break>, Option<Break>) = (None, None);
    // The last character that is not a space, the end of it and the columns up to there.
    let (mut last, mut end, mut inked) = (None, 0, 0);
    let mut columns = 0;
    let mut spaced = false;
    for (at, c) in text.char_indices() {
        if c == '\n' || c == '\r' {
            let pair = text.get(at..).is_some_and(|rest| rest.starts_with("\r\n"));
            return (end, at + 1 + usize::from(pair), inked);
        }
        if c == ' ' || c == '\u{3000}' {
            columns += char_columns(c);
            spaced = true;
            continue;
        }
        // A mark of no width stays with its character, unless that is a space.
        let width = char_columns(c);
        if let Some(last) = last
            && (width > 0 || spaced)
            && may_be_last(last)
            && may_be_first(c)
        {
            poor = Some((end, at, inked));
            if spaced || !same_word(last, c) {
                good = poor;
            }
        }
        if columns + width > limit && at > 0 && (width > 0 || spaced) {
            return good.or(poor).unwrap_or((end, at, inked));
        }
        columns += width;
        (last, end, inked, spaced) = (Some(c), at + c.len_utf8(), columns, false);
    }
    (end, text.len(), inked)
}
