//! One cell as JSON, for patches and as the leaves of a letter.

use ja::Date;
use serde_json::{Map, Value as Json};

use super::ReadError;
use crate::answers::{Mark, Typed, Value};
use crate::dates;
use crate::form::{Cell, CellKind};

const MARKS: [(&str, Mark); 3] =
    [("checked", Mark::Checked), ("underlined", Mark::Underlined), ("underline_only", Mark::UnderlineOnly)];

/// A cell's value as JSON: a check `true`, a choice its label, a mark its name, a date ISO or the four inputs as typed,
/// nothing `null`.
pub fn cell_to_value(cell: Cell, value: &Value) -> Json {
    let text = match value {
        Value::Empty => return Json::Null,
        Value::Checked => return Json::Bool(true),
        Value::Typed(typed) => return typed_to_value(typed),
        Value::Text(text) => text.clone(),
        Value::Choice(n) => match cell.kind() {
            CellKind::Choice(choices) => {
                choices.get(usize::from(*n)).map_or("", |choice| choice.label).to_owned()
            }
            _ => return Json::Null,
        },
        Value::Mark(mark) => MARKS.iter().find(|(_, m)| m == mark).map_or("", |(name, _)| name).to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Month(year, month) => format!("{year:04}-{month:02}"),
        Value::Year(year) => format!("{year:04}"),
        Value::Unknown => dates::UNKNOWN.to_owned(),
    };
    Json::String(text)
}

/// Reads a cell's value: the inverse of [`cell_to_value`]. `null`, `false` and `""` are nothing.
///
/// # Errors
/// Names the cell when the value has another shape, a label is unknown or a date is no date.
pub fn cell_from_value(cell: Cell, json: &Json) -> Result<Value, ReadError> {
    let path = || cell.field().path();
    match (cell.kind(), json) {
        (_, Json::Null) => Ok(Value::Empty),
        (CellKind::Flag, Json::Bool(true)) => Ok(Value::Checked),
        (CellKind::Flag, Json::Bool(false)) => Ok(Value::Empty),
        (CellKind::Flag, _) => Err(ReadError::WrongShape { key: path(), expected: "trueかfalse" }),
        (_, Json::String(text)) if text.is_empty() => Ok(Value::Empty),
        (CellKind::Text | CellKind::Number, Json::String(text)) => Ok(Value::Text(text.clone())),
        (CellKind::Text | CellKind::Number, _) => {
            Err(ReadError::WrongShape { key: path(), expected: "\"\"で囲んだ文字" })
        }
        (CellKind::Choice(choices), Json::String(text)) => choices
            .iter()
            .position(|choice| choice.label == text)
            .map(|n| Value::Choice(n as u8))
            .ok_or_else(|| ReadError::UnknownLabel { key: path(), label: text.clone() }),
        (CellKind::Choice(_), _) => {
            Err(ReadError::WrongShape { key: path(), expected: "選択肢の名前" })
        }
        (CellKind::Mark, Json::String(text)) => MARKS
            .iter()
            .find(|(name, _)| name == text)
            .map(|(_, mark)| Value::Mark(*mark))
            .ok_or_else(|| ReadError::UnknownLabel { key: path(), label: text.clone() }),
        (CellKind::Mark, _) => Err(ReadError::WrongShape {
            key: path(),
            expected: "checked、underlined、underline_onlyのいずれか",
        }),
        (kind @ (CellKind::Date | CellKind::Onset), Json::String(text)) => {
            date(text, kind).ok_or_else(|| ReadError::BadDate { key: path(), text: text.clone() })
        }
        (kind @ (CellKind::Date | CellKind::Onset), Json::Object(inputs)) => typed(cell, inputs, kind),
        (CellKind::Date | CellKind::Onset, _) => Err(ReadError::WrongShape {
            key: path(),
            expected: "日付、または元号と年月日の4つの文字",
        }),
    }
}

fn date(text: &str, kind: CellKind) -> Option<Value> {
    if let Some(date) = Date::parse_iso(text) {
        return Some(Value::Date(date));
    }
    if kind != CellKind::Onset {
        return None;
    }
    if text == dates::UNKNOWN {
        return Some(Value::Unknown);
    }
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    if !digits(year, 4) || !month.is_none_or(|month| digits(month, 2)) {
        return None;
    }
    let year = year.parse().ok().filter(|year| *year > 0)?;
    match month {
        None => Some(Value::Year(year)),
        Some(month) => {
            month.parse().ok().filter(|m| (1..=12).contains(m)).map(|month| Value::Month(year, month))
        }
    }
}

fn typed(cell: Cell, inputs: &Map<String, Json>, kind: CellKind) -> Result<Value, ReadError> {
    let mut typed = Typed::default();
    for (name, json) in inputs {
        let key = || [&*cell.field().path(), name].join(".");
        let input = match name.as_str() {
            "era" => &mut typed.era,
            "y" => &mut typed.y,
            "m" => &mut typed.m,
            "d" => &mut typed.d,
            _ => return Err(ReadError::UnknownKey { key: key() }),
        };
        match json {
            Json::Null => {}
            Json::String(text) => input.clone_from(text),
            _ => return Err(ReadError::WrongShape { key: key(), expected: "\"\"で囲んだ文字" }),
        }
    }
    Ok(dates::from_inputs(typed, kind))
}

fn typed_to_value(typed: &Typed) -> Json {
    let mut inputs = Map::new();
    for (name, text) in [("era", &typed.era), ("y", &typed.y), ("m", &typed.m), ("d", &typed.d)] {
        inputs.insert(name.to_owned(), Json::String(text.clone()));
    }
    Json::Object(inputs)
}
