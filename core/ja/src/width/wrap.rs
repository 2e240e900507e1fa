//! Line breaking by columns.

use super::columns::{char_columns, columns};
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
        let (length, taken) = first_line(rest, limit);
        let (text, start) = (rest.get(..length)?, at);
        at += taken;
        Some(Line { text, start, columns: columns(text) })
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
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        let (_, taken) = first_line(rest, limit);
        rest = rest.get(taken..).unwrap_or_default();
        count += 1;
    }
    count
}

/// The length of a text's first line, and the bytes it takes with its newline or the spaces at the break.
fn first_line(text: &str, limit: usize) -> (usize, usize) {
    // Where the last character that is not a space ends.
    let mut end = 0;
    let mut used = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' || c == '\r' {
            let pair = text.get(at..).is_some_and(|rest| rest.starts_with("\r\n"));
            return (end, at + 1 + usize::from(pair));
        }
        let width = char_columns(c);
        used += width;
        if is_space(c) {
            continue;
        }
        // A mark of no width stays with its character, unless that is a space.
        if used > limit && at > 0 && (width > 0 || end < at) {
            return place_to_break(text, at).unwrap_or((end, at));
        }
        end = at + c.len_utf8();
    }
    (end, text.len())
}

/// The last place at or before `over` where a text may be broken: between words if there is one, else inside one.
/// Given as the end of what stands before the break and the start of what comes after it.
fn place_to_break(text: &str, over: usize) -> Option<(usize, usize)> {
    let mut after = text.get(over..)?.chars().next()?;
    let mut start = over;
    let mut inside_word = None;
    loop {
        let line = text.get(..start)?.trim_end_matches(is_space);
        let Some(before) = line.chars().next_back() else { return inside_word };
        let spaced = line.len() < start;
        if (spaced || char_columns(after) > 0) && may_be_last(before) && may_be_first(after) {
            if spaced || !same_word(before, after) {
                return Some((line.len(), start));
            }
            inside_word = inside_word.or(Some((line.len(), start)));
        }
        start = line.len() - before.len_utf8();
        after = before;
    }
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{3000}'
}
