//! Field 43: the course with the drugs appended.

use crate::answers::Letter;
use crate::form::{Cell, DRUG_ROWS, Field, Part, item_index};

const DRUGS: u16 = item_index("drugs");

/// The course and, one line for every two drugs, `name dose+unit usage / name dose+unit usage`. Nothing is cut.
pub(crate) fn with_drugs(letter: &Letter, course: Cell) -> String {
    let mut text = letter.text(course).to_owned();
    let rows: Vec<[&str; 4]> = (0..DRUG_ROWS as u8).map(|row| drug(letter, row)).filter(is_filled).collect();
    for pair in rows.chunks(2) {
        if !text.is_empty() {
            text.push('\n');
        }
        let second = pair.get(1).unwrap_or(&["", "", "", ""]);
        push(pair.first().unwrap_or(second), &mut text);
        text.push_str(" / ");
        push(second, &mut text);
    }
    text
}

/// Whether a line looks like drugs appended this way.
pub(crate) fn has_drugs(course: &str) -> bool {
    course.lines().any(|line| line.contains(" / "))
}

fn drug(letter: &Letter, row: u8) -> [&str; 4] {
    [0, 1, 2, 3].map(|column| {
        let cell = Cell::of(Field { item: DRUGS, part: Part::Drug(row, column) });
        cell.map_or("", |cell| letter.text(cell))
    })
}

fn is_filled(drug: &[&str; 4]) -> bool {
    drug.iter().any(|text| !text.is_empty())
}

fn push([name, dosage, unit, usage]: &[&str; 4], text: &mut String) {
    for part in [name, " ", dosage, unit, " ", usage] {
        text.push_str(part);
    }
}
