//! 発症年月日: 和暦 as text, `平成12年03月04日`, `平成12年03月`, `平成12年`, `不詳`.

use ja::era::{Era, date_from_typed, format_era_padded, month_from_era, number_from_typed, year_from_era};

use super::ReadNote;
use crate::answers::{Typed, Value};
use crate::dates::{GREGORIAN, UNKNOWN, from_inputs};
use crate::form::{Cell, CellKind};

/// An onset as the file has it: two digits each, no 元年.
pub(crate) fn to_text(value: &Value) -> String {
    match value {
        Value::Date(date) => format_era_padded(*date),
        Value::Month(year, month) => {
            format!("{}{month:02}月", padded_year(Era::of_month(*year, *month), *year))
        }
        Value::Year(year) => padded_year(Era::of_year(*year), *year),
        Value::Unknown => UNKNOWN.to_owned(),
        Value::Typed(typed) => typed_text(typed),
        _ => String::new(),
    }
}

fn padded_year(era: Option<(Era, u16)>, gregorian: i32) -> String {
    match era {
        Some((era, year)) => format!("{}{year:02}年", era.name()),
        None => format!("{gregorian}年"),
    }
}

fn typed_text(typed: &Typed) -> String {
    let Typed { era, y, m, d } = typed;
    if era.is_empty() && m.is_empty() && d.is_empty() {
        return y.clone();
    }
    let mut text = era.clone();
    for (input, unit) in [(y, "年"), (m, "月"), (d, "日")] {
        if !input.is_empty() {
            text.push_str(input);
            text.push_str(unit);
        }
    }
    text
}

/// Reads an onset; text that is no date is kept as it stands.
pub(crate) fn from_text(cell: Cell, text: &str, notes: &mut Vec<ReadNote>) -> Value {
    let trimmed = text.trim();
    let date = trimmed.strip_suffix('頃').unwrap_or(trimmed);
    if date.is_empty() {
        return Value::Empty;
    }
    if date == UNKNOWN {
        return Value::Unknown;
    }
    let Some(inputs) = inputs(date) else {
        notes.push(ReadNote::OnsetKept { cell, text: text.to_owned() });
        return Value::Typed(Box::new(Typed { y: text.to_owned(), ..Typed::default() }));
    };
    if date != trimmed {
        notes.push(ReadNote::Approximate { cell, text: text.to_owned() });
    }
    if let Some(value) = old_calendar(&inputs) {
        notes.push(ReadNote::OldCalendar { cell, text: text.to_owned() });
        return value;
    }
    from_inputs(inputs, CellKind::Onset)
}

/// The parts of `era y年m月d日`, of which the last ones may be missing; without an era the year is Gregorian.
fn inputs(date: &str) -> Option<Typed> {
    let era = Era::ALL.into_iter().find(|era| date.starts_with(era.name()));
    let (era, rest) = match era {
        Some(era) => (era.name(), date.strip_prefix(era.name())?),
        None => (GREGORIAN, date.strip_prefix(GREGORIAN).unwrap_or(date)),
    };
    let (y, rest) = rest.split_once('年')?;
    let (m, rest) = if rest.is_empty() { ("", "") } else { rest.split_once('月')? };
    let d = if rest.is_empty() { "" } else { rest.strip_suffix('日')? };
    let number = |text: &str| number_from_typed(text).is_some();
    let whole = (number(y) || y == "元") && (m.is_empty() || number(m)) && (d.is_empty() || number(d));
    whole.then(|| Typed { era: era.to_owned(), y: y.to_owned(), m: m.to_owned(), d: d.to_owned() })
}

/// A date after the end of its era, as a program counts on that does not know the next one: 平成35年 is 2023.
fn old_calendar(inputs: &Typed) -> Option<Value> {
    let Typed { era, y, m, d } = inputs;
    let (era, year) = (Era::parse(era)?, number_from_typed(y)?);
    let exists = match (m.is_empty(), d.is_empty()) {
        (true, _) => year_from_era(era, year).is_ok(),
        (_, true) => month_from_era(era, year, u8::try_from(number_from_typed(m)?).ok()?).is_ok(),
        _ => date_from_typed(&inputs.era, y, m, d).is_ok(),
    };
    // Before its first day an era has nothing to go on from.
    if exists || year < 2 || era == Era::Reiwa {
        return None;
    }
    let year = era.first_year() + i32::from(year) - 1;
    let gregorian = Typed { era: GREGORIAN.to_owned(), y: year.to_string(), ..inputs.clone() };
    match from_inputs(gregorian, CellKind::Onset) {
        Value::Typed(_) => None,
        value => Some(value),
    }
}
