//! What the choices mean and what belongs into an item: shown beside the form, one key away.
//!
//! The ranks are the ministry's definitions; the other sentences are our own plain wording of common practice.

mod care;
mod condition;
mod levels;

use levels::{CORE, LEVELS};

/// A sentence beside an item or one of its choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The item's key.
    pub key: &'static str,
    /// The choice's label; empty for the item as a whole.
    pub choice: &'static str,
    /// What to know.
    pub text: &'static str,
}

const fn h(key: &'static str, choice: &'static str, text: &'static str) -> Hint {
    Hint { key, choice, text }
}

/// Every hint: items before their choices, in form order within a table.
pub static HINTS: [&[Hint]; 4] = [condition::HINTS, LEVELS, CORE, care::HINTS];

/// What belongs into the item with this key.
pub fn of_item(key: &str) -> Option<&'static str> {
    of_choice(key, "")
}

/// What a choice means: its label as the form has it (`of_choice("adl_level", "A1")`).
pub fn of_choice(key: &str, label: &str) -> Option<&'static str> {
    let found = HINTS.iter().copied().flatten().find(|hint| hint.key == key && hint.choice == label);
    found.map(|hint| hint.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    #[test]
    fn every_hint_stands_beside_something_of_the_form() {
        for hint in HINTS.iter().copied().flatten() {
            let item = form::item(hint.key);
            assert!(item.is_some(), "{}", hint.key);
            let choices = item.map_or(&[] as &[_], |item| item.choices());
            assert!(
                hint.choice.is_empty() || choices.iter().any(|choice| choice.label == hint.choice),
                "{} {}",
                hint.key,
                hint.choice
            );
            assert_eq!(
                of_choice(hint.key, hint.choice),
                Some(hint.text),
                "{} {} twice",
                hint.key,
                hint.choice
            );
            assert!(hint.text.ends_with('。'), "{}", hint.text);
        }
    }

    #[test]
    fn every_rank_and_core_symptom_is_explained() {
        for key in
            ["adl_level", "dementia_level", "memory", "decision", "communication", "tx", "walk_out", "eating"]
        {
            for choice in form::item(key).map_or(&[] as &[_], |item| item.choices()) {
                assert!(of_choice(key, choice.label).is_some(), "{key} {}", choice.label);
            }
        }
        assert_eq!(of_item("pt_name"), None);
        assert_eq!(of_choice("adl_level", "J3"), None);
    }
}
