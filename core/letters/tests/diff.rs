//! Differences between two letters.

#![cfg(test)]

mod any;

use letters::form::{Edition, cell, option};
use letters::{Change, Letter, Value, diff};
use proptest::prelude::*;

#[test]
fn changes_are_named_by_cell_in_form_order() {
    let mut before = Letter::new(Edition::R8);
    before.set(cell("remarks"), Value::text("前")).unwrap();
    before.set(cell("hand"), Value::Choice(0)).unwrap();
    before.set(cell("pt_name"), Value::text("同じ")).unwrap();
    let mut after = before.clone();
    after.set(cell("remarks"), Value::text("後")).unwrap();
    after.set(cell("hand"), Value::Empty).unwrap();
    after.set(option("tx", "透析"), Value::Checked).unwrap();
    let change = |cell, before, after| Change { cell, before, after };
    assert_eq!(
        diff(&before, &after),
        [
            change(option("tx", "透析"), Value::Empty, Value::Checked),
            change(cell("hand"), Value::Choice(0), Value::Empty),
            change(cell("remarks"), Value::text("前"), Value::text("後")),
        ]
    );
}

proptest! {
    #[test]
    fn applied_to_the_first_the_changes_make_the_second(a in any::any_letter(), b in any::any_letter()) {
        let mut made = a.clone();
        made.edition = b.edition;
        for change in diff(&a, &b) {
            prop_assert_ne!(&change.before, &change.after);
            prop_assert_eq!(made.set(change.cell, change.after), Ok(change.before));
        }
        prop_assert_eq!(made, b);
    }
}
