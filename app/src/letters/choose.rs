//! What a press on a printed box means for the letter.

use letters::form::{Cell, CellKind, Field, ITEMS, Kind, Part, Show};
use letters::{Letter, Mark, Value};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Press {
    /// The box itself: pressed again, it is clear again.
    Box,
    /// One of several.
    Choice(u8),
    /// 下線.
    Underline,
}

/// The changes that follow from a press, the pressed cell first. Boxes that exclude one another clear one another, and
/// a part that is chosen checks what it stands under.
pub(crate) fn changes(letter: &Letter, cell: Cell, press: Press) -> Vec<(Cell, Value)> {
    let after = pressed(letter.get(cell), cell.kind(), press);
    let set = !after.is_empty();
    let mut changes = vec![(cell, after)];
    if set {
        excluded(letter, cell, &mut changes);
        parents(letter, cell, &mut changes);
    }
    changes
}

fn pressed(now: &Value, kind: CellKind, press: Press) -> Value {
    match (kind, press) {
        (CellKind::Choice(_), Press::Choice(n)) if *now != Value::Choice(n) => Value::Choice(n),
        (CellKind::Flag, _) if now.is_empty() => Value::Checked,
        (CellKind::Onset, _) if *now != Value::Unknown => Value::Unknown,
        (CellKind::Mark, Press::Underline) => match now {
            Value::Mark(Mark::Underlined) => Value::Mark(Mark::Checked),
            _ => Value::Mark(Mark::Underlined),
        },
        (CellKind::Mark, _) if !matches!(now, Value::Mark(Mark::Checked | Mark::Underlined)) => {
            Value::Mark(Mark::Checked)
        }
        _ => Value::Empty,
    }
}

/// Clears what cannot stand beside a box that was set.
fn excluded(letter: &Letter, cell: Cell, changes: &mut Vec<(Cell, Value)>) {
    let field = cell.field();
    let mine = is_exclusive(field);
    let others = Cell::all().filter(|other| {
        *other != cell && !letter.is_empty(*other) && stands_with(field, other.field()) && {
            mine || is_exclusive(other.field())
        }
    });
    changes.extend(others.map(|other| (other, Value::Empty)));
}

/// Whether a box says that none of its neighbours is meant (用いていない, 特記すべき項目なし).
fn is_exclusive(field: Field) -> bool {
    let item = field.of_item();
    match field.part {
        Part::Option(n) => item.choices().get(usize::from(n)).is_some_and(|choice| choice.exclusive),
        _ => item.key == "care_none",
    }
}

/// Whether two boxes stand in one list: options of an item, or the checks of 留意事項.
fn stands_with(a: Field, b: Field) -> bool {
    let care = |field: Field| {
        let item = field.of_item();
        field.part == Part::Whole && (item.kind == Kind::Care || item.key == "care_none")
    };
    match (a.part, b.part) {
        (Part::Option(_), Part::Option(_)) => a.item == b.item,
        _ => care(a) && care(b),
    }
}

/// Checks what a chosen part stands under: 程度 its check, a limb 麻痺.
fn parents(letter: &Letter, cell: Cell, changes: &mut Vec<(Cell, Value)>) {
    let mut field = cell.field();
    if field.part == Part::Degree {
        check(letter, Field { part: Part::Whole, ..field }, changes);
        field.part = Part::Whole;
    }
    if let Show::Under(key) = field.of_item().show
        && let Some(item) = ITEMS.iter().position(|item| item.key == key)
    {
        check(letter, Field { item: item as u16, part: Part::Whole }, changes);
    }
}

fn check(letter: &Letter, field: Field, changes: &mut Vec<(Cell, Value)>) {
    if let Some(cell) = Cell::of(field)
        && cell.kind() == CellKind::Flag
        && letter.is_empty(cell)
    {
        changes.push((cell, Value::Checked));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use letters::Edition;
    use letters::form::{cell, choice, option, part};

    fn press(letter: &mut Letter, at: Cell, how: Press) {
        for (cell, value) in changes(letter, at, how) {
            letter.set(cell, value).unwrap();
        }
    }

    #[test]
    fn a_box_pressed_again_is_clear() {
        let mut letter = Letter::new(Edition::R8);
        let hand = cell("hand");
        press(&mut letter, hand, Press::Choice(choice("hand", "右")));
        press(&mut letter, hand, Press::Choice(choice("hand", "左")));
        assert_eq!(letter.choice(hand), Some(1));
        press(&mut letter, hand, Press::Choice(choice("hand", "左")));
        assert!(letter.is_empty(hand));
        press(&mut letter, cell("ataxia"), Press::Box);
        press(&mut letter, cell("ataxia"), Press::Box);
        assert_eq!(letter.filled().count(), 0);
    }

    #[test]
    fn not_used_and_the_places_of_use_clear_one_another() {
        let mut letter = Letter::new(Edition::R8);
        let [none, out, inside] =
            ["用いていない", "屋外で使用", "屋内で使用"].map(|label| option("aids", label));
        for at in [out, inside, none] {
            press(&mut letter, at, Press::Box);
        }
        assert_eq!([none, out, inside].map(|at| letter.checked(at)), [true, false, false]);
        press(&mut letter, out, Press::Box);
        assert_eq!([none, out, inside].map(|at| letter.checked(at)), [false, true, false]);
    }

    #[test]
    fn nothing_to_note_clears_the_checks_but_no_text() {
        let mut letter = Letter::new(Edition::R8);
        press(&mut letter, cell("care_bp"), Press::Box);
        letter.set(part("care_bp", Part::Text), Value::text("起立性低血圧")).unwrap();
        press(&mut letter, cell("care_none"), Press::Box);
        assert!(!letter.checked(cell("care_bp")) && letter.checked(cell("care_none")));
        assert_eq!(letter.text(part("care_bp", Part::Text)), "起立性低血圧");
        press(&mut letter, cell("care_move"), Press::Box);
        assert!(!letter.checked(cell("care_none")));
    }

    #[test]
    fn a_limb_checks_palsy_and_a_degree_its_limb() {
        let mut letter = Letter::new(Edition::R8);
        press(&mut letter, part("palsy_rl", Part::Degree), Press::Choice(1));
        assert!(letter.checked(cell("palsy")) && letter.checked(cell("palsy_rl")));
        assert!(!letter.checked(cell("palsy_ru")));
    }

    #[test]
    fn underlining_checks_and_is_taken_back_alone() {
        let mut letter = Letter::new(Edition::R8);
        let (visit, none) = (option("med", "訪問診療"), option("med", "特記すべき項目なし"));
        press(&mut letter, none, Press::Box);
        press(&mut letter, visit, Press::Underline);
        assert_eq!(letter.get(visit), &Value::Mark(Mark::Underlined));
        assert!(letter.is_empty(none));
        press(&mut letter, visit, Press::Underline);
        assert_eq!(letter.get(visit), &Value::Mark(Mark::Checked));
        press(&mut letter, visit, Press::Box);
        assert!(letter.is_empty(visit));
    }
}
