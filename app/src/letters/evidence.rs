//! What a confirmed warning rests on: the values whose absence would silence it or change what it says.

use letters::rules::{Context, Finding, check};
use letters::{Cell, Letter, Value, hash, show};

/// The cells a finding was made from, in form order: without one of them it would not be said, or not so.
pub(crate) fn cells(letter: &Letter, context: &Context, finding: &Finding) -> Vec<Cell> {
    let mut without = letter.clone();
    let filled: Vec<Cell> = letter.filled().map(|(cell, _)| cell).collect();
    let rests_on = |cell: &Cell| {
        // A value taken out of a cell fits it again.
        let Ok(value) = without.set(*cell, Value::Empty) else { return false };
        let changed = !check(&without, context).contains(finding);
        let _ = without.set(*cell, value);
        changed
    };
    filled.into_iter().filter(rests_on).collect()
}

/// The hash that a confirmation keeps: rule, field, sentence, and every cell it rests on with its value.
pub(crate) fn hash_of(letter: &Letter, finding: &Finding, cells: &[Cell]) -> String {
    let mut text = [finding.rule.id(), "\n", &finding.at.path(), "\n", &finding.message()].concat();
    for cell in cells {
        text.push('\n');
        text.push_str(&cell.field().path());
        text.push('=');
        text.push_str(&show::value_text(*cell, letter.get(*cell)));
    }
    hash::text(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::Edition;
    use letters::form::{cell, choice};
    use letters::rules::Rule;

    fn letter() -> Letter {
        let mut letter = Letter::new(Edition::R8);
        letter.set(cell("height"), Value::text("98")).unwrap();
        letter.set(cell("weight"), Value::text("60")).unwrap();
        letter.set(cell("hand"), Value::Choice(choice("hand", "右"))).unwrap();
        letter
    }

    fn judged(letter: &Letter) -> (Finding, Vec<Cell>) {
        let context = Context::default();
        let finding = check(letter, &context).into_iter().find(|f| f.rule == Rule::D18).unwrap();
        let cells = cells(letter, &context, &finding);
        (finding, cells)
    }

    #[test]
    fn a_warning_rests_on_what_it_read_and_on_nothing_else() {
        let mut letter = letter();
        let (finding, cells) = judged(&letter);
        assert_eq!(cells, [cell("height")]);
        let hash = hash_of(&letter, &finding, &cells);
        letter.set(cell("hand"), Value::Empty).unwrap();
        let (finding, cells) = judged(&letter);
        assert_eq!(hash_of(&letter, &finding, &cells), hash);
        letter.set(cell("height"), Value::text("97")).unwrap();
        let (finding, cells) = judged(&letter);
        assert_ne!(hash_of(&letter, &finding, &cells), hash, "the same sentence on another value");
    }
}
