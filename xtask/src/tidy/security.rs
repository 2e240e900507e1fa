//! docs/SECURITY.md names tests: each must be there, and the counts must be what the tables say.

use super::Source;

const PAGE: &str = "docs/SECURITY.md";
/// What a row of a table says about a requirement.
const STATES: [&str; 4] = ["met", "deviation", "declined", "not yet"];

pub(super) fn broken(sources: &[Source]) -> Vec<String> {
    let Some(page) = sources.iter().find(|source| source.path == PAGE) else { return Vec::new() };
    let (mut broken, mut counts) = (Vec::new(), [0; STATES.len()]);
    for (number, line) in page.text.lines().enumerate() {
        let at = format!("{PAGE}:{}", number + 1);
        if let Some(said) = line.strip_prefix("Counted: ") {
            broken.extend(miscounted(said, counts, &at));
            counts = [0; STATES.len()];
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, _, _, state, how, ..] = cells.as_slice() else { continue };
        let Some(n) = STATES.iter().position(|known| known == state) else { continue };
        if let Some(count) = counts.get_mut(n) {
            *count += 1;
        }
        let tests: Vec<&str> = how.split('`').skip(1).step_by(2).collect();
        if *state == "met" && tests.is_empty() {
            broken.push(format!("{at} says `met` and names no test"));
        }
        broken
            .extend(tests.iter().filter_map(|test| missing(test, sources)).map(|why| format!("{at} {why}")));
    }
    broken
}

fn miscounted(text: &str, counts: [usize; STATES.len()], at: &str) -> Option<String> {
    let counted: Vec<String> =
        STATES.iter().zip(counts).map(|(state, count)| format!("{count} {state}")).collect();
    let counted = counted.join(", ");
    (text.trim_end_matches('.') != counted).then(|| format!("{at}: the table above counts {counted}"))
}

/// A test is named by its file and the words it is called by: `server/src/tests/audit.rs: who_looked…`.
fn missing(test: &str, sources: &[Source]) -> Option<String> {
    let Some((path, name)) = test.split_once(": ") else {
        return Some(format!("names `{test}`, which is not `file: test`"));
    };
    let Some(source) = sources.iter().find(|source| source.path == path) else {
        return Some(format!("names {path}, which is not there"));
    };
    let is_there =
        source.text.contains(&format!("fn {name}(")) || source.text.contains(&format!("test('{name}'"));
    let is_there = is_there || source.text.contains(&format!("test(\"{name}\""));
    (!is_there).then(|| format!("names the test `{name}`, which is not in {path}"))
}

#[cfg(test)]
mod tests {
    use super::{Source, broken};

    fn page(text: &str) -> Vec<Source> {
        let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        vec![
            file(super::PAGE, text),
            file("a.rs", "fn holds() {}"),
            file("b.mjs", "test('二人は…', async () => {"),
        ]
    }

    #[test]
    fn named_tests_and_counts_are_held_to() {
        let whole = "| id | what | state | how |\n|---|---|---|---|\n| 1 | x | met | `a.rs: holds`, `b.mjs: 二人は…` |\n\
                     | 2 | y | not yet | – |\n\nCounted: 1 met, 0 deviation, 0 declined, 1 not yet.\n";
        assert_eq!(broken(&page(whole)), Vec::<String>::new());
        for (from, to, said) in [
            ("a.rs: holds", "a.rs: held", "names the test `held`"),
            ("a.rs: holds", "c.rs: holds", "names c.rs"),
            ("`a.rs: holds`, `b.mjs: 二人は…`", "somehow", "names no test"),
            ("Counted: 1 met", "Counted: 2 met", "counts 1 met"),
        ] {
            let found = broken(&page(&whole.replace(from, to))).join("\n");
            assert!(found.contains(said), "{found}");
        }
    }
}
