//! Whether the condition under which an item is asked holds.

use letters::Letter;
use letters::form::{Cell, Field, Item, Part, Show};

/// Whether the letter's other answers ask for this item.
pub(crate) fn holds(item: &Item, letter: &Letter) -> bool {
    let chosen = |key: &str, label: &str| {
        let Some(parent) = letters::form::item(key) else { return false };
        let n = parent.choices().iter().position(|choice| choice.label == label);
        let whole = whole_of(key).is_some_and(|cell| {
            let value = letter.choice(cell).map(usize::from);
            value.is_some() && value == n
        });
        let option = n.and_then(|n| part_of(key, Part::Option(n as u8)));
        whole || option.is_some_and(|cell| !letter.is_empty(cell))
    };
    match item.show {
        Show::Always => true,
        Show::When(key, label) | Show::With(key, label) => chosen(key, label),
        Show::Under(key) => whole_of(key).is_some_and(|cell| letter.checked(cell)),
    }
}

fn whole_of(key: &str) -> Option<Cell> {
    part_of(key, Part::Whole)
}

fn part_of(key: &str, part: Part) -> Option<Cell> {
    let field = Field::parse(key).ok()?;
    Cell::of(Field { part, ..field })
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::form::{cell, choice, item, option};
    use letters::{Edition, Mark, Value};

    #[test]
    fn items_are_asked_for_by_their_parents() {
        let mut letter = Letter::new(Edition::R8);
        let asked = |letter: &Letter, key: &str| holds(item(key).unwrap(), letter);
        for key in ["bpsd_list", "palsy_ru", "med_other", "bpsd_text"] {
            assert!(!asked(&letter, key), "{key}");
        }
        letter.set(cell("bpsd"), Value::Choice(choice("bpsd", "有"))).unwrap();
        letter.set(option("bpsd_list", "その他"), Value::Checked).unwrap();
        letter.set(cell("palsy"), Value::Checked).unwrap();
        letter.set(option("med", "その他の医療系サービス"), Value::Mark(Mark::Checked)).unwrap();
        for key in ["bpsd_list", "palsy_ru", "med_other", "bpsd_text", "adl_level"] {
            assert!(asked(&letter, key), "{key}");
        }
        letter.set(cell("bpsd"), Value::Choice(choice("bpsd", "無"))).unwrap();
        assert!(!asked(&letter, "bpsd_list"));
    }
}
