//! One field from the letter.

use super::layout::{BEYOND, Layout, Wire};
use super::write::Options;
use super::{course, onset};
use crate::answers::{Letter, Mark, Typed, Value};
use crate::dates::GREGORIAN;
use crate::form::{Cell, Edition, Part, cell};

/// Writes a field of a letter that holds nothing but what its edition asks.
pub(super) fn encode(layout: &Layout, wire: Wire, letter: &Letter, options: &Options) -> String {
    match wire {
        Wire::Version => layout.version.to_owned(),
        Wire::Software => options.software.clone(),
        Wire::Timestamp => [insured(letter), options.timestamp.to_string()].concat(),
        Wire::Insured => insured(letter),
        Wire::Age => age(letter).map_or(String::new(), |age| age.to_string()),
        Wire::Text(cell) => one_line(letter.text(cell)),
        Wire::Lines(cell) => letter.text(cell).replace('\n', "\u{b}"),
        Wire::Course(cell) => course::with_drugs(letter, cell).replace('\n', "\u{b}"),
        Wire::Date(cell) => date(letter.get(cell)),
        Wire::Onset(cell) => one_line(&onset::to_text(letter.get(cell))),
        Wire::Single(cell, codes) => {
            let code = letter.choice(cell).and_then(|choice| codes.iter().position(|code| *code == choice));
            code.map_or(0, |position| position + 1).to_string()
        }
        Wire::Flag(cell) => bit(letter.checked(cell)).to_string(),
        Wire::Bits(cells) => cells.iter().map(|cell| bit(letter.checked(*cell))).collect(),
        Wire::Marks(cells) => cells
            .iter()
            .map(|cell| match letter.get(*cell) {
                Value::Mark(Mark::Checked) => '1',
                Value::Mark(Mark::Underlined) => '2',
                _ => '0',
            })
            .collect(),
        Wire::Services(cell) => services(letter, cell),
        Wire::Care(check, choice) => care(letter, check, choice).to_string(),
        Wire::CareOther(_, text) => one_line(letter.text(text)),
        Wire::CareOtherCheck(check, text) => care_other(letter, check, text).to_string(),
    }
}

fn bit(set: bool) -> char {
    if set { '1' } else { '0' }
}

/// A row is one line: outside the long texts a newline becomes a space.
fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace('\n', " ")
}

/// The number padded with zeros to ten characters, behind the H of one that has it.
fn insured(letter: &Letter) -> String {
    let text = one_line(letter.text(const { cell("insured_no") }));
    let (head, number) = match text.strip_prefix(['H', 'h']) {
        Some(number) => (text.strip_suffix(number).unwrap_or_default(), number),
        None => ("", &*text),
    };
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let zeros = "0".repeat(10usize.saturating_sub(text.len()));
    [head, &zeros, number].concat()
}

/// The age printed on the form, at 記入日.
fn age(letter: &Letter) -> Option<i32> {
    let age = ja::age::printed(
        letter.date(const { cell("pt_birth") })?,
        letter.date(const { cell("entry_date") })?,
    );
    (age >= 0).then_some(age)
}

/// yyyyMMdd; of what is no date only eight digits as a file had them.
pub(crate) fn date(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string().replace('-', ""),
        Value::Typed(typed) => {
            let Typed { era, y, m, d } = &**typed;
            let lengths = [y, m, d].map(String::len) == [4, 2, 2];
            if era == GREGORIAN && lengths { [&**y, m, d].concat() } else { String::new() }
        }
        _ => String::new(),
    }
}

/// その他の医療系サービス and, as text, the services that have no digit.
pub(crate) fn services(letter: &Letter, other: Cell) -> String {
    let mut names = vec![one_line(letter.text(other))];
    for cell in BEYOND {
        let field = cell.field();
        let label = match field.part {
            Part::Option(n) => field.of_item().choices().get(usize::from(n)).map_or("", |c| c.label),
            _ => "",
        };
        match letter.get(cell) {
            Value::Mark(Mark::Checked) => names.push(label.to_owned()),
            Value::Mark(Mark::Underlined) => names.push([label, "（下線）"].concat()),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("、")
}

/// 0 nothing, 1 特になし, 2 あり. After H21 a check is あり, and 特記すべき項目なし is 特になし everywhere.
pub(crate) fn care(letter: &Letter, check: Cell, choice: Cell) -> u8 {
    if letter.edition == Edition::H21 {
        return letter.choice(choice).map_or(0, |choice| choice + 1);
    }
    match (letter.checked(check), letter.checked(const { cell("care_none") })) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

/// As [`care`]; H21 has no choice for it, its text says あり.
fn care_other(letter: &Letter, check: Cell, text: Cell) -> u8 {
    match letter.edition {
        Edition::H21 if letter.text(text).is_empty() => 0,
        Edition::H21 => 2,
        _ => care(letter, check, check),
    }
}

/// Whether a service that the layout has no place for is checked.
pub(crate) fn has_services(letter: &Letter) -> bool {
    BEYOND.iter().any(|cell| letter.checked(*cell))
}

/// Whether an option of 他科 is checked whose bit is disputed.
pub(super) fn has_disputed(letter: &Letter) -> bool {
    super::layout::DISPUTED.iter().any(|cell| letter.checked(*cell))
}
