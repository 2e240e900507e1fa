//! The merge on the server: by cells, no silent winner, the same id once.

use letters::form::cell;
use letters::{Cell, Edition, Letter, Value};
use sync::{Action, Operation, Shared, State};

const REMARKS: Cell = cell("remarks");
const HAND: Cell = cell("hand");

fn shared() -> Shared {
    Shared::new(State::new(Letter::new(Edition::R8)))
}

fn by(device: &str, number: u32, action: Action) -> Operation {
    let id = format!("{device}-{number}");
    Operation { id, at: "t".into(), author: device.into(), device: device.into(), action }
}

fn set(before: &str, after: &str) -> Action {
    let (before, after) = (Value::text(before), Value::text(after));
    Action::Set { cell: REMARKS, before, after, copied: false }
}

fn resolve(seen: &[&str], after: &str) -> Action {
    let seen = seen.iter().map(|text| Value::text(*text)).collect();
    Action::Resolve { cell: REMARKS, seen, after: Value::text(after) }
}

/// The standing value and the others of the cell in conflict.
fn values(shared: &Shared) -> (String, Vec<String>) {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let others = shared.conflicts.get(&REMARKS).map(|conflict| {
        assert_eq!(&conflict.standing.value, shared.state.letter.get(REMARKS));
        conflict.others.iter().map(|other| text(&other.value)).collect()
    });
    (text(shared.state.letter.get(REMARKS)), others.unwrap_or_default())
}

#[test]
fn different_cells_merge_and_the_version_grows_by_batches() {
    let mut draft = shared();
    let hand = Action::Set { cell: HAND, before: Value::Empty, after: Value::Choice(0), copied: false };
    assert!(
        draft.merge(&[by("a", 1, set("", "朝")), by("a", 2, Action::Handover { waiting: true })]).changed
    );
    assert!(draft.merge(&[by("b", 1, hand)]).changed);
    assert_eq!(draft.version, 3);
    assert_eq!(values(&draft), ("朝".into(), vec![]));
    assert_eq!(draft.state.letter.choice(HAND), Some(0));
    assert!(draft.state.waiting);
}

#[test]
fn a_known_operation_changes_nothing() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝")), by("a", 2, set("朝", "昼"))]);
    let before = draft.clone();
    assert!(!draft.merge(&[by("a", 1, set("", "朝"))]).changed);
    assert_eq!(draft, before);
}

#[test]
fn the_same_cell_changed_on_both_sides_keeps_both_values() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝"))]);
    let merged = draft.merge(&[by("b", 1, set("", "夕"))]);
    assert_eq!(merged.conflicts, [REMARKS]);
    assert_eq!(values(&draft), ("朝".into(), vec!["夕".into()]));
    let conflict = &draft.conflicts.get(&REMARKS).unwrap();
    assert_eq!((conflict.standing.author.as_str(), conflict.others[0].author.as_str()), ("a", "b"));
    // A third device makes a third value; nothing pushes another out.
    draft.merge(&[by("c", 1, set("", "夜"))]);
    assert_eq!(values(&draft), ("朝".into(), vec!["夕".into(), "夜".into()]));
}

#[test]
fn the_same_value_from_both_sides_is_no_conflict() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝"))]);
    assert!(draft.merge(&[by("b", 1, set("", "朝"))]).conflicts.is_empty());
    assert_eq!(values(&draft), ("朝".into(), vec![]));
}

#[test]
fn a_device_that_types_on_corrects_its_own_side_only() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝")), by("b", 1, set("", "夕")), by("c", 1, set("", "夜"))]);
    draft.merge(&[by("b", 2, set("夕", "夕方"))]);
    assert_eq!(values(&draft), ("朝".into(), vec!["夜".into(), "夕方".into()]));
    // Typing on the standing value leaves the others where they are.
    draft.merge(&[by("a", 2, set("朝", "朝方"))]);
    assert_eq!(values(&draft), ("朝方".into(), vec!["夜".into(), "夕方".into()]));
}

#[test]
fn a_choice_decides_what_the_person_saw_and_nothing_else() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝")), by("b", 1, set("", "夕")), by("c", 1, set("", "夜"))]);
    draft.merge(&[by("a", 2, resolve(&["朝", "夕"], "夕"))]);
    assert_eq!(values(&draft), ("夕".into(), vec!["夜".into()]));
    draft.merge(&[by("a", 3, resolve(&["夕", "夜"], "夕と夜"))]);
    assert_eq!(values(&draft), ("夕と夜".into(), vec![]));
}

#[test]
fn a_choice_made_without_seeing_the_standing_value_stands_beside_it() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝")), by("b", 1, set("", "夕"))]);
    draft.merge(&[by("c", 1, set("朝", "昼"))]);
    draft.merge(&[by("b", 2, resolve(&["朝", "夕"], "朝"))]);
    assert_eq!(values(&draft), ("昼".into(), vec!["朝".into()]));
}

#[test]
fn typing_the_other_value_ends_the_conflict() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝")), by("b", 1, set("", "夕"))]);
    draft.merge(&[by("a", 2, set("朝", "夕"))]);
    assert_eq!(values(&draft), ("夕".into(), vec![]));
    assert!(draft.conflicts.is_empty());
}

#[test]
fn emptying_a_cell_is_an_edit_like_any_other() {
    let mut draft = shared();
    draft.merge(&[by("a", 1, set("", "朝"))]);
    draft.merge(&[by("a", 2, set("朝", "昼")), by("b", 1, set("朝", ""))]);
    assert_eq!(values(&draft), ("昼".into(), vec![String::new()]));
}

#[test]
fn two_editions_chosen_apart_wait_for_a_person() {
    let form = |before, after| Action::Form { before, after };
    let mut draft = shared();
    draft.merge(&[by("a", 1, form(Edition::R8, Edition::R3))]);
    draft.merge(&[by("b", 1, form(Edition::R8, Edition::H21))]);
    assert_eq!(draft.state.letter.edition, Edition::R3);
    assert_eq!(draft.editions, [Edition::H21].into());
    let mut other = draft.clone();
    // Choosing the other one, and staying with the standing one.
    draft.merge(&[by("a", 2, form(Edition::R3, Edition::H21))]);
    assert_eq!((draft.state.letter.edition, draft.editions.len()), (Edition::H21, 0));
    other.merge(&[by("a", 2, form(Edition::H21, Edition::R3))]);
    assert_eq!((other.state.letter.edition, other.editions.len()), (Edition::R3, 0));
}

#[test]
fn a_copied_value_is_marked_until_it_is_typed_or_confirmed() {
    let mut draft = shared();
    let copy = |before: &str, after: &str, copied| Action::Set {
        cell: REMARKS,
        before: Value::text(before),
        after: Value::text(after),
        copied,
    };
    draft.merge(&[by("a", 1, copy("", "前回", true))]);
    assert!(draft.state.copied.contains(&REMARKS));
    draft.merge(&[by("a", 2, copy("前回", "前回", false))]);
    assert!(draft.state.copied.is_empty());
}
