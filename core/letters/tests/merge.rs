//! Laws of the three-way merge.

#![cfg(test)]

mod any;

use letters::form::{Cell, Edition, cell, option};
use letters::merge::three_way;
use letters::{Letter, Value};
use proptest::collection::vec;
use proptest::prelude::*;

/// A letter and two that grew from it, with some cells changed on both sides.
fn grown() -> impl Strategy<Value = [Letter; 3]> {
    let edits = |n| vec(any::any_letter(), n);
    (any::any_letter(), edits(3)).prop_map(|(base, edits)| {
        let [mut mine, mut theirs] = [base.clone(), base.clone()];
        for (n, edit) in edits.iter().enumerate() {
            for (cell, value) in edit.filled() {
                // The first edit goes to both sides, so that equal changes and conflicts with it happen.
                if n != 1 {
                    mine.set(cell, value.clone()).unwrap();
                }
                if n != 2 {
                    theirs.set(cell, value.clone()).unwrap();
                }
            }
        }
        for (n, cell) in Cell::all().enumerate().filter(|(n, _)| n % 7 == 0) {
            let side = if n % 2 == 0 { &mut mine } else { &mut theirs };
            side.set(cell, Value::Empty).unwrap();
        }
        [base, mine, theirs]
    })
}

#[test]
fn each_option_is_a_cell_and_exclusive_ones_are_left_to_the_rules() {
    let base = Letter::new(Edition::R8);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.set(option("aids", "用いていない"), Value::Checked).unwrap();
    theirs.set(option("aids", "屋外で使用"), Value::Checked).unwrap();
    let merged = three_way(&base, &mine, &theirs);
    assert!(merged.conflicts.is_empty());
    assert!(
        merged.letter.checked(option("aids", "用いていない"))
            && merged.letter.checked(option("aids", "屋外で使用"))
    );
}

#[test]
fn two_values_for_one_cell_are_both_kept() {
    let mut base = Letter::new(Edition::R8);
    base.set(cell("remarks"), Value::text("前")).unwrap();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.set(cell("remarks"), Value::text("私")).unwrap();
    theirs.set(cell("remarks"), Value::Empty).unwrap();
    let merged = three_way(&base, &mine, &theirs);
    let conflict = &merged.conflicts[0];
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(
        (&conflict.base, &conflict.mine, &conflict.theirs),
        (&Value::text("前"), &Value::text("私"), &Value::Empty)
    );
    assert_eq!(merged.letter.text(cell("remarks")), "私");
}

#[test]
fn the_edition_is_merged_too() {
    let base = Letter::new(Edition::R8);
    let [h21, r3] = [Edition::H21, Edition::R3].map(Letter::new);
    assert_eq!(three_way(&base, &base, &h21).letter.edition, Edition::H21);
    assert_eq!(three_way(&base, &h21, &base).letter.edition, Edition::H21);
    assert_eq!(three_way(&base, &h21, &h21).editions, None);
    assert_eq!(three_way(&base, &h21, &r3).editions, Some((Edition::H21, Edition::R3)));
}

proptest! {
    #[test]
    fn with_one_side_unchanged_the_other_side_is_the_result([base, x, _] in grown()) {
        for merged in [three_way(&base, &x, &base), three_way(&base, &base, &x), three_way(&base, &x, &x)] {
            prop_assert_eq!(&merged.letter, &x);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn sides_are_equal([base, mine, theirs] in grown()) {
        let (one, other) = (three_way(&base, &mine, &theirs), three_way(&base, &theirs, &mine));
        let swapped: Vec<_> = other.conflicts.iter().map(|c| (c.cell, &c.base, &c.theirs, &c.mine)).collect();
        let conflicts: Vec<_> = one.conflicts.iter().map(|c| (c.cell, &c.base, &c.mine, &c.theirs)).collect();
        prop_assert_eq!(&conflicts, &swapped);
        for cell in Cell::all().filter(|cell| conflicts.iter().all(|c| c.0 != *cell)) {
            prop_assert_eq!(one.letter.get(cell), other.letter.get(cell));
        }
    }

    #[test]
    fn no_change_is_lost_and_none_invented([base, mine, theirs] in grown()) {
        let merged = three_way(&base, &mine, &theirs);
        for cell in Cell::all() {
            let conflict = merged.conflicts.iter().find(|c| c.cell == cell);
            let [was, my, their] = [&base, &mine, &theirs].map(|letter| letter.get(cell));
            for side in [my, their] {
                let kept = merged.letter.get(cell) == side || conflict.is_some_and(|c| c.mine == *side || c.theirs == *side);
                prop_assert!(side == was || kept);
            }
            prop_assert_eq!(conflict.is_some(), my != was && their != was && my != their);
            prop_assert!([was, my, their].contains(&merged.letter.get(cell)));
        }
    }
}
