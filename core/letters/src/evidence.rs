//! What a confirmed warning rests on: the values whose absence would silence it or change what it says.
//!
//! The editor keeps a hash of them with every 「このままで正しい」; whoever receives the letter works it out again.

use crate::rules::{Context, Finding, check};
use crate::{Cell, Letter, Value, hash, show};

/// The cells a finding was made from, in form order: without one of them it would not be said, or not so.
pub fn cells(letter: &Letter, context: &Context, finding: &Finding) -> Vec<Cell> {
    of_each(letter, context, &[finding]).pop().unwrap_or_default()
}

/// The cells each of several findings was made from: the letter is judged once for every cell, not for every finding.
pub fn of_each(letter: &Letter, context: &Context, findings: &[&Finding]) -> Vec<Vec<Cell>> {
    let mut without = letter.clone();
    let mut cells = vec![Vec::new(); findings.len()];
    if findings.is_empty() {
        return cells;
    }
    for (cell, _) in letter.filled() {
        // A value taken out of a cell fits it again.
        let Ok(value) = without.set(cell, Value::Empty) else { continue };
        let still = check(&without, context);
        for (finding, cells) in findings.iter().zip(&mut cells) {
            if !still.contains(finding) {
                cells.push(cell);
            }
        }
        let _ = without.set(cell, value);
    }
    cells
}

/// The hash that a confirmation keeps: rule, field, sentence, and every cell it rests on with its value.
pub fn hash_of(letter: &Letter, finding: &Finding, cells: &[Cell]) -> String {
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
    use crate::Edition;
    use crate::form::{cell, choice};
    use crate::rules::Rule;

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

    #[test]
    fn several_findings_are_looked_at_together_as_one_by_one() {
        let mut letter = letter();
        letter.set(cell("weight"), Value::text("19")).unwrap();
        let context = Context::default();
        let found = check(&letter, &context);
        assert!(found.len() > 5, "{}", found.len());
        let all: Vec<&Finding> = found.iter().collect();
        let one_by_one: Vec<Vec<Cell>> =
            found.iter().map(|finding| cells(&letter, &context, finding)).collect();
        assert_eq!(of_each(&letter, &context, &all), one_by_one);
        assert_eq!(of_each(&letter, &context, &[]), Vec::<Vec<Cell>>::new());
    }
}
