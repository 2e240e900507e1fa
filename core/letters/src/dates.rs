//! Dates between the four inputs of the form (元号・年・月・日) and a cell.

use ja::Date;
use ja::era::{Era, date_from_typed, month_from_era, number_from_typed, year_from_era};

use crate::answers::{Typed, Value};
use crate::form::CellKind;

/// 不詳, which stands where the era stands.
pub const UNKNOWN: &str = "不詳";
/// The Gregorian calendar in place of an era: dates before 明治 have no other name.
pub const GREGORIAN: &str = "西暦";

/// What four inputs hold: a date that exists as [`Value::Date`], in an onset also a month or a year alone, four empty
/// inputs as nothing. Everything else is kept as typed: an incomplete or impossible date, and a month or year whose
/// own era is another one (平成31年).
pub fn from_inputs(inputs: Typed, kind: CellKind) -> Value {
    if inputs == Typed::default() {
        return Value::Empty;
    }
    real(&inputs, kind).unwrap_or_else(|| Value::Typed(Box::new(inputs)))
}

/// The four inputs that show a value. A date without an era (before 1868) stands under 西暦.
pub fn to_inputs(value: &Value) -> Typed {
    let (era, year, month, day) = match value {
        Value::Typed(typed) => return (**typed).clone(),
        Value::Unknown => return Typed { era: UNKNOWN.to_owned(), ..Typed::default() },
        Value::Date(date) => (Era::of(*date), date.year(), date.month(), date.day()),
        Value::Month(year, month) => (Era::of_month(*year, *month), *year, *month, 0),
        Value::Year(year) => (Era::of_year(*year), *year, 0, 0),
        _ => return Typed::default(),
    };
    let text = |n: u8| if n == 0 { String::new() } else { n.to_string() };
    let (era, y) = era.map_or((GREGORIAN, year.to_string()), |(era, year)| (era.name(), year.to_string()));
    Typed { era: era.to_owned(), y, m: text(month), d: text(day) }
}

fn real(inputs: &Typed, kind: CellKind) -> Option<Value> {
    let Typed { era, y, m, d } = inputs;
    let onset = kind == CellKind::Onset;
    let [no_y, no_m, no_d] = [y, m, d].map(|input| input.trim().is_empty());
    if era.trim() == UNKNOWN {
        return (onset && no_y && no_m && no_d).then_some(Value::Unknown);
    }
    if no_y || (no_m && !no_d) || (no_d && !onset) {
        return None;
    }
    if era.trim() == GREGORIAN {
        let year = i32::from(number_from_typed(y).filter(|year| *year > 0)?);
        let month =
            || number_from_typed(m).and_then(|m| u8::try_from(m).ok()).filter(|m| (1..=12).contains(m));
        return match (no_m, no_d) {
            (true, _) => Some(Value::Year(year)),
            (_, true) => Some(Value::Month(year, month()?)),
            _ => Date::new(year, month()?, u8::try_from(number_from_typed(d)?).ok()?).map(Value::Date),
        };
    }
    if !no_d {
        return date_from_typed(era, y, m, d).ok().map(Value::Date);
    }
    let era = Era::parse(era)?;
    let year = if y.trim() == "元" { 1 } else { number_from_typed(y)? };
    // Shown again, a month or year comes under its own era: another one has to be kept as typed.
    if no_m {
        let gregorian = year_from_era(era, year).ok()?;
        return (Era::of_year(gregorian) == Some((era, year))).then_some(Value::Year(gregorian));
    }
    let month = u8::try_from(number_from_typed(m)?).ok()?;
    let gregorian = month_from_era(era, year, month).ok()?;
    (Era::of_month(gregorian, month) == Some((era, year))).then_some(Value::Month(gregorian, month))
}
