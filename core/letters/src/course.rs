//! 1(3) as it is printed: the course, and behind it the drugs, two rows to a line. Rule D32 and the paper count the same lines.

use ja::width::{columns, line_count};

use crate::answers::Letter;
use crate::form::{COURSE_COLUMNS, Cell, DRUG_ROWS, Field, Part, cell, item_index};

/// A line of drugs may be set a little narrower, so that two rows share it: up to so many half-width columns.
pub const DRUG_LINE_COLUMNS: usize = COURSE_COLUMNS * 5 / 4;

/// The lines of the drugs, two rows to a line: name, dosage with unit, usage.
pub fn drug_lines(letter: &Letter) -> Vec<String> {
    let rows: Vec<String> =
        (0..DRUG_ROWS as u8).map(|row| drug(letter, row)).filter(|row| !row.is_empty()).collect();
    rows.chunks(2).map(|pair| pair.join(" / ")).collect()
}

/// How many lines the course and its drugs take on paper.
pub fn printed_lines(letter: &Letter) -> usize {
    let of_drugs = |line: &String| match columns(line) {
        ..=DRUG_LINE_COLUMNS => 1,
        _ => line_count(line, COURSE_COLUMNS),
    };
    let course = line_count(letter.text(const { cell("course_text") }), COURSE_COLUMNS);
    course + drug_lines(letter).iter().map(of_drugs).sum::<usize>()
}

fn drug(letter: &Letter, row: u8) -> String {
    const DRUGS: u16 = item_index("drugs");
    let [name, dosage, unit, usage] = [0, 1, 2, 3].map(|column| {
        let cell = Cell::of(Field { item: DRUGS, part: Part::Drug(row, column) });
        cell.map_or("", |cell| letter.text(cell))
    });
    let amount = [dosage, unit].concat();
    let parts = [name, &amount, usage].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
