//! Rows and fields of the file.

/// A quotation mark that is not closed, or is followed by something else than the end of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadQuote {
    /// The line of the text, from 1.
    pub(crate) line: usize,
}

/// Splits a text into rows of fields. Empty lines are no rows. After a bad quotation mark nothing more can be told
/// apart: it is the last row.
pub(crate) fn rows(text: &str) -> Vec<Result<Vec<String>, BadQuote>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    let line = |rest: &str| {
        let read = text.len() - rest.len();
        1 + text.bytes().take(read).filter(|byte| *byte == b'\n').count()
    };
    while !rest.is_empty() {
        let start = rest;
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => match unquote(quoted) {
                Some(field) => field,
                None => {
                    rows.push(Err(BadQuote { line: line(start) }));
                    return rows;
                }
            },
            None => plain(rest),
        };
        let quoted = start.starts_with('"');
        row.push(field);
        if let Some(next) = after.strip_prefix(',') {
            rest = next;
            if rest.is_empty() {
                row.push(String::new());
            }
            continue;
        }
        let end = ["\r\n", "\n"].into_iter().find_map(|end| after.strip_prefix(end));
        let Some(next) = end.or(after.is_empty().then_some("")) else {
            rows.push(Err(BadQuote { line: line(after) }));
            return rows;
        };
        rest = next;
        let blank = !quoted && row.len() == 1 && row.first().is_some_and(String::is_empty);
        let done = core::mem::take(&mut row);
        if !blank {
            rows.push(Ok(done));
        }
    }
    if !row.is_empty() {
        rows.push(Ok(row));
    }
    rows
}

/// A field behind its opening quotation mark, and what follows the closing one.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"')?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => return Some((field, after)),
        }
    }
}

/// A field without quotation marks, and what follows it.
fn plain(text: &str) -> (String, &str) {
    let end = text.find([',', '\n']).unwrap_or(text.len());
    let (field, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match field.strip_suffix('\r').filter(|_| !rest.starts_with(',')) {
        Some(field) => (field.to_owned(), rest),
        None => (field.to_owned(), rest),
    }
}

/// A field in quotation marks.
pub(crate) fn quoted(field: &str) -> String {
    ["\"", &field.replace('"', "\"\""), "\""].concat()
}
