//! No source file over 500 lines, its inline tests not counted.

use super::Source;

const LIMIT: usize = 500;

pub(super) fn broken(source: &Source) -> Option<String> {
    let is_code = [".rs", ".js", ".mjs", ".css"].iter().any(|extension| source.path.ends_with(extension));
    let lines = source.text.lines().take_while(|line| *line != "#[cfg(test)]").count();
    (is_code && lines > LIMIT)
        .then(|| format!("{} has {lines} lines without its tests; {LIMIT} is the limit", source.path))
}

#[cfg(test)]
mod tests {
    use super::{Source, broken};

    fn file(lines: usize, tests: usize) -> Source {
        let text = format!("{}#[cfg(test)]\n{}", "x\n".repeat(lines), "t\n".repeat(tests));
        Source { path: "core/ja/src/era.rs".to_owned(), text }
    }

    #[test]
    fn tests_do_not_count() {
        assert_eq!(broken(&file(500, 900)), None);
        assert!(broken(&file(501, 0)).is_some_and(|sentence| sentence.contains("501 lines")));
    }
}
