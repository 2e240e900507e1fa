//! Answers as people read them: in difference tables, beside the form, on the insurer's desk.

mod date;
mod item;

pub use item::item_text;

use crate::answers::{Mark, Value};
use crate::form::{Cell, CellKind, ITEMS, Item, Kind, Part, Section, Show};

/// A cell's value in words: 令和8年10月14日, 令和8年10月頃, a choice's label, 148.5cm. Empty for nothing.
pub fn value_text(cell: Cell, value: &Value) -> String {
    match (value, cell.kind()) {
        (Value::Empty, _) => String::new(),
        (Value::Text(text), CellKind::Number) => match cell.field().of_item().kind {
            Kind::Number(unit) => [text, unit].concat(),
            _ => text.clone(),
        },
        (Value::Text(text), _) => text.clone(),
        (Value::Choice(n), CellKind::Choice(choices)) => {
            choices.get(usize::from(*n)).map_or("", |choice| choice.label).to_owned()
        }
        (Value::Checked | Value::Choice(_), _) => "あり".to_owned(),
        (Value::Mark(mark), _) => match mark {
            Mark::Checked => "あり",
            Mark::Underlined => "あり（下線）",
            Mark::UnderlineOnly => "下線のみ",
        }
        .to_owned(),
        (date, _) => date::text(date),
    }
}

/// A cell's name: 氏名, 筋力の低下の部位, 医学的管理の必要性・訪問診療, 投薬内容1の用法. An item that stands under another one is
/// named after it: 麻痺・右上肢の程度.
pub fn cell_name(cell: Cell) -> String {
    const COLUMNS: [&str; 4] = ["の薬剤名", "の用量", "の単位", "の用法"];
    let field = cell.field();
    let item = field.of_item();
    let mut name = match item.show {
        Show::Under(key) => [label_of(key), "・", item.label].concat(),
        _ => item.label.to_owned(),
    };
    match field.part {
        Part::Whole => {}
        Part::Option(n) => {
            name.push('・');
            name.push_str(item.choices().get(usize::from(n)).map_or("", |choice| choice.label));
        }
        Part::Site => name.push_str("の部位"),
        Part::Degree => name.push_str("の程度"),
        Part::Text => name.push_str("の内容"),
        Part::Choice => name.push_str("の有無"),
        Part::Drug(row, column) => {
            name.push_str(&(row + 1).to_string());
            name.push_str(COLUMNS.get(usize::from(column)).copied().unwrap_or_default());
        }
    }
    name
}

/// An item's name where no question stands above it.
pub fn item_name(item: &Item) -> String {
    match (item.section, item.question) {
        (Section::Life, 6) if item.key != "care_none" => ["留意事項・", item.label].concat(),
        _ => item.label.to_owned(),
    }
}

/// Whether an item stands under another one, whose [`item_text`] has it.
pub fn parent(item: &Item) -> Option<&'static str> {
    match item.show {
        Show::Always => None,
        Show::When(key, _) | Show::With(key, _) | Show::Under(key) => Some(key),
    }
}

fn label_of(key: &str) -> &'static str {
    ITEMS.iter().find(|item| item.key == key).map_or("", |item| item.label)
}
