//! 留意事項 between 特になし／あり of H21 and the checks of later editions.

use super::same_care;
use crate::form::{Cell, Edition, Field, ITEMS, Kind, Part, cell, item_index};
use crate::{Letter, Value};

const NONE: Field = Field::item("care_none");
const OTHER: u16 = item_index("care_other");
/// Positions of 特になし and あり.
const NOTHING: u8 = 0;
const SOMETHING: u8 = 1;

/// The value of a part of 留意事項 in an edition that asks it the other way; `None` where it is copied as it is.
pub(super) fn mapped(previous: &Letter, field: Field, into: Edition) -> Option<Value> {
    if same_care(previous.edition, into) {
        return None;
    }
    let check = |is: bool| if is { Value::Checked } else { Value::Empty };
    if field == NONE {
        return Some(check(all_nothing(previous)));
    }
    if field.of_item().kind != Kind::Care {
        return None;
    }
    match field.part {
        Part::Whole if field.item == OTHER => Some(check(!text(previous, field.item).is_empty())),
        Part::Whole => Some(check(chosen(previous, field.item) == Some(SOMETHING))),
        Part::Choice => Some(match checked(previous, field.item) {
            true => Value::Choice(SOMETHING),
            false if answered(previous) => Value::Choice(NOTHING),
            false => Value::Empty,
        }),
        _ => None,
    }
}

/// Whether an H21 letter says 特になし to all five and has no text anywhere.
fn all_nothing(previous: &Letter) -> bool {
    items().all(|item| {
        let nothing = item == OTHER || chosen(previous, item) == Some(NOTHING);
        nothing && text(previous, item).is_empty()
    })
}

/// Whether the checks were answered at all: an empty check then means that there is nothing to heed.
fn answered(previous: &Letter) -> bool {
    previous.checked(const { cell("care_none") }) || items().any(|item| checked(previous, item))
}

fn items() -> impl Iterator<Item = u16> {
    (0u16..).zip(&ITEMS).filter(|(_, item)| item.kind == Kind::Care).map(|(n, _)| n)
}

fn at(item: u16, part: Part) -> Option<Cell> {
    Cell::of(Field { item, part })
}

fn checked(letter: &Letter, item: u16) -> bool {
    at(item, Part::Whole).is_some_and(|cell| letter.checked(cell))
}

fn chosen(letter: &Letter, item: u16) -> Option<u8> {
    at(item, Part::Choice).and_then(|cell| letter.choice(cell))
}

fn text(letter: &Letter, item: u16) -> &str {
    at(item, Part::Text).map_or("", |cell| letter.text(cell))
}
