//! `style/*.css`, in the order of their names, as one file a page without comments and idle spaces.

use std::fs;
use std::path::Path;

use super::list;
use crate::failure::{Failure, Outcome};

/// A sheet and the tens of the files in it: tokens, base, components, requests and outbox, editor, desk, start, terminal.
/// What a form does not need comes with the first piece of pages, as a sheet of its own.
pub(super) const SHEETS: [(&str, &str, Of); 5] = [
    ("clinic.css", "12345", Of::First),
    ("clinic-pages.css", "34", Of::Pages),
    ("desk.css", "123456", Of::All),
    ("start.css", "1237", Of::All),
    ("terminal.css", "1239", Of::All),
];
/// What every page beside the form has, and each of them.
const PAGES: [&str; 6] =
    ["35-header.css", "40-requests.css", "45-sent.css", "46-files.css", "47-settings.css", "48-door.css"];
/// What a page fetches when something is first printed.
pub(super) const PAPER: (&str, &str) = ("paper.css", "8");
/// What the server adds to the pages of the demonstration.
pub(super) const DEMO: (&str, &str, Of) = ("demo.css", "0", Of::All);

/// Which of its files a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Every one.
    All,
    /// Those that a form needs.
    First,
    /// The others.
    Pages,
}

pub(super) fn bundle(dir: &Path, tens: &str, of: Of) -> Outcome<String> {
    let mut out = String::new();
    for path in list(dir)?.iter().filter(|path| path.extension().is_some_and(|extension| extension == "css"))
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_boot = ![PAPER.1, DEMO.1].contains(&tens)
            && of != Of::Pages
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if of != Of::All && PAGES.contains(&name.as_ref()) != (of == Of::Pages) {
            continue;
        }
        if is_boot || name.starts_with(|c: char| tens.contains(c)) {
            let source = fs::read_to_string(path).map_err(Failure::file("read", path))?;
            out.push_str(&minify(&source));
        }
    }
    Ok(out)
}

/// Drops comments and the spaces that mean nothing. Quoted text is kept as it is, and so is a space that may be
/// a descendant selector or part of a `calc()`.
fn minify(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars().peekable();
    let mut space = false;
    while let Some(c) = rest.next() {
        if c == '/' && rest.peek() == Some(&'*') {
            skip_comment(&mut rest);
            space = true;
        } else if c.is_whitespace() {
            space = true;
        } else {
            if space && keeps_space(out.chars().last(), c) {
                out.push(' ');
            }
            space = false;
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            if c == '"' || c == '\'' {
                copy_quoted(c, &mut rest, &mut out);
            }
        }
    }
    out
}

fn keeps_space(before: Option<char>, after: char) -> bool {
    let idle_after = |c: char| matches!(c, '{' | '}' | ';' | ',' | ':');
    before.is_some_and(|c| !idle_after(c)) && !matches!(after, '{' | '}' | ';' | ',')
}

fn skip_comment(rest: &mut impl Iterator<Item = char>) {
    let mut last = ' ';
    rest.next();
    for c in rest {
        if last == '*' && c == '/' {
            return;
        }
        last = c;
    }
}

fn copy_quoted(quote: char, rest: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut escaped = false;
    for c in rest {
        out.push(c);
        if c == quote && !escaped {
            return;
        }
        escaped = c == '\\' && !escaped;
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn keeps_what_a_space_means() {
        let source = "/* a */ .a  .b:hover ,\n.c { width: calc( 1px + 2px ) ; content: \"a  /* b */\" ; }\n";
        let expected = ".a .b:hover,.c{width:calc( 1px + 2px );content:\"a  /* b */\"}";
        assert_eq!(minify(source), expected);
        assert_eq!(minify("a :hover{b:c}"), "a :hover{b:c}");
        assert_eq!(minify("@media (width >= 600px) and (hover) {}"), "@media (width >= 600px) and (hover){}");
        assert_eq!(minify(r#"a{content:"\"}";}"#), r#"a{content:"\"}"}"#);
    }
}
