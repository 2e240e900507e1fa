//! Words that must not stand in the project: work left for later, and places outside it.

use super::Source;

/// Spelled in halves, so that this file does not break its own rule.
const LEFT_FOR_LATER: [(&str, &str); 5] =
    [("TO", "DO"), ("FIX", "ME"), ("XX", "X:"), ("db", "g!("), ("todo", "!(")];

/// Folders of one machine, and the folder of reference papers beside the repository.
const ELSEWHERE: [(&str, &str); 6] =
    [("sha", "red/"), ("/wo", "rk/"), ("/ho", "me/"), ("/ro", "ot/"), ("/Us", "ers/"), ("/tm", "p/")];

pub(super) fn broken(source: &Source) -> Vec<String> {
    let mut broken = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        for (a, b) in LEFT_FOR_LATER.iter().chain(&ELSEWHERE) {
            let word = format!("{a}{b}");
            if holds(line, &word) {
                broken.push(format!("{}:{} holds `{word}`", source.path, number + 1));
            }
        }
    }
    broken
}

/// Whether `word` stands there by itself: `shared` memory and `/homes` are other words.
fn holds(line: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '.';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|tail| tail.chars().next());
        let starts = !before.is_some_and(is_word);
        let ends = !word.ends_with(char::is_alphabetic) || !after.is_some_and(is_word);
        starts && ends
    })
}

#[cfg(test)]
mod tests {
    use super::{Source, broken};

    fn line(text: &str) -> Vec<String> {
        broken(&Source { path: "docs/x.md".to_owned(), text: format!("first\n{text}\n") })
    }

    #[test]
    fn finds_what_was_left_and_what_is_elsewhere() {
        for planted in [
            format!("// TO{}: later", "DO"),
            format!("see sha{}design.md", "red/"),
            format!("cp x /tm{}y", "p/"),
        ] {
            assert_eq!(line(&planted).len(), 1, "{planted}");
            assert!(line(&planted).iter().all(|sentence| sentence.starts_with("docs/x.md:2 ")));
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for innocent in ["a shared draft", "METODO", "target/tmp/x", "https://host.example/root/x"] {
            assert_eq!(line(innocent), Vec::<String>::new(), "{innocent}");
        }
    }
}
