//! Any letter: any value in any cell.

use ja::Date;
use letters::form::{Cell, CellKind, Edition};
use letters::{Letter, Mark, Typed, Value, dates};
use proptest::collection::vec;
use proptest::prelude::*;

/// Characters that files, code pages and people stumble over.
const CHARACTERS: &[char] = &[
    'あ',
    '髙',
    '﨑',
    '神',
    '𠮷',
    '葛',
    '\u{e0100}',
    '〜',
    '～',
    '−',
    'ｱ',
    '①',
    'a',
    '"',
    ',',
    '\\',
    '/',
    ' ',
    '　',
    '\n',
    '\r',
    '\t',
    '\u{b}',
    '\u{1}',
    '\u{7f}',
    '薬',
    'ー',
    '・',
    '\u{e000}',
    '1',
    '頃',
    '、',
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    vec(proptest::sample::select(CHARACTERS), 1..12).prop_map(|chars| chars.into_iter().collect())
}

fn date() -> impl Strategy<Value = Date> {
    (1880..2040i32, 1..=12u8, 1..=28u8).prop_filter_map("a date", |(y, m, d)| Date::new(y, m, d))
}

fn inputs() -> impl Strategy<Value = Typed> {
    let era =
        proptest::sample::select(&["", "明治", "大正", "昭和", "平成", "令和", "西暦", "不詳", "天保"][..]);
    let number =
        || proptest::sample::select(&["", "0", "1", "元", "2", "12", "13", "31", "35", "64", "x"][..]);
    (era, number(), number(), number()).prop_map(|(era, y, m, d)| Typed {
        era: era.to_owned(),
        y: y.to_owned(),
        m: m.to_owned(),
        d: d.to_owned(),
    })
}

/// What a person or a file can put into a cell of this kind.
pub(crate) fn value(kind: CellKind) -> BoxedStrategy<Value> {
    let typed = move || inputs().prop_map(move |inputs| dates::from_inputs(inputs, kind));
    match kind {
        CellKind::Text => text().prop_map(Value::Text).boxed(),
        CellKind::Number => "[0-9]{1,3}(\\.[0-9])?|x".prop_map(Value::Text).boxed(),
        CellKind::Flag => Just(Value::Checked).boxed(),
        CellKind::Choice(choices) => (0..choices.len() as u8).prop_map(Value::Choice).boxed(),
        CellKind::Mark => {
            proptest::sample::select(&[Mark::Checked, Mark::Underlined, Mark::UnderlineOnly][..])
                .prop_map(Value::Mark)
                .boxed()
        }
        CellKind::Date => prop_oneof![date().prop_map(Value::Date), typed()].boxed(),
        CellKind::Onset => prop_oneof![
            date().prop_map(Value::Date),
            (1880..2040i32, 1..=12u8).prop_map(|(y, m)| Value::Month(y, m)),
            (1880..2040i32).prop_map(Value::Year),
            Just(Value::Unknown),
            typed(),
        ]
        .boxed(),
    }
}

/// A letter of this edition with some of its cells filled.
fn letter(edition: Edition) -> impl Strategy<Value = Letter> {
    let asked: Vec<Cell> = Cell::all().filter(|cell| cell.field().is_asked(edition)).collect();
    let cells = vec(proptest::sample::select(asked), 0..40);
    cells
        .prop_flat_map(|cells| {
            cells
                .into_iter()
                .map(|cell| value(cell.kind()).prop_map(move |value| (cell, value)))
                .collect::<Vec<_>>()
        })
        .prop_map(move |values| {
            let mut letter = Letter::new(edition);
            for (cell, value) in values {
                letter.set(cell, value).unwrap();
            }
            letter
        })
}

/// A letter of any edition.
pub(crate) fn any_letter() -> impl Strategy<Value = Letter> {
    proptest::sample::select(&Edition::ALL[..]).prop_flat_map(letter)
}
