//! 発症年月日 as far as it is known.

use ja::era::{Era, date_from_typed, month_from_era, number_from_typed, year_from_era};

use super::mutate::all;
use crate::answers::{Typed, Value};
use crate::dates::from_inputs;
use crate::form::CellKind;

/// What an onset says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Onset {
    /// Nothing, or 不詳.
    Silent,
    /// A year, and the month and the day if they are given.
    Known(i32, Option<u8>, Option<u8>),
    /// Right, but for the era that is missing.
    NoEra,
    /// No such date.
    Wrong,
}

impl Onset {
    pub(crate) fn read(value: &Value) -> Onset {
        match value {
            Value::Date(date) => Onset::Known(date.year(), Some(date.month()), Some(date.day())),
            Value::Month(year, month) => Onset::Known(*year, Some(*month), None),
            Value::Year(year) => Onset::Known(*year, None, None),
            Value::Typed(typed) => match from_inputs((**typed).clone(), CellKind::Onset) {
                Value::Typed(typed) => as_typed(&typed),
                read => Onset::read(&read),
            },
            _ => Onset::Silent,
        }
    }

    /// The year.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Onset::Known(year, ..) => Some(year),
            _ => None,
        }
    }

    /// Whether it lies after this day, as far as it is known.
    pub(crate) fn is_after(self, day: ja::Date) -> bool {
        let Onset::Known(year, month, date) = self else { return false };
        let month = month.unwrap_or(day.month());
        (year, month, date.unwrap_or(day.day())) > (day.year(), day.month(), day.day())
    }
}

/// What the form itself cannot hold otherwise: a part is wrong or missing, or the era is not the year's usual one.
fn as_typed(Typed { era, y, m, d }: &Typed) -> Onset {
    let read = |text: &str| match text.trim() {
        "" => Some(None),
        text => number_from_typed(text).and_then(|n| u8::try_from(n).ok()).map(Some),
    };
    let year = if y.trim() == "元" { Some(1) } else { number_from_typed(y) };
    let (Some(year), Some(month), Some(day)) = (year, read(m), read(d)) else { return Onset::Wrong };
    if era.trim().is_empty() {
        let right = all![
            year > 0,
            month.is_none_or(|month| (1..=12).contains(&month)),
            day.is_none_or(|day| all![month.is_some(), (1..=31).contains(&day)])
        ];
        return if right { Onset::NoEra } else { Onset::Wrong };
    }
    let Some(named) = Era::parse(era) else { return Onset::Wrong };
    let known = match (month, day) {
        (None, None) => year_from_era(named, year).map(|year| Onset::Known(year, None, None)),
        (Some(month), None) => {
            month_from_era(named, year, month).map(|year| Onset::Known(year, Some(month), None))
        }
        _ => date_from_typed(era, y, m, d).map(|date| Onset::read(&Value::Date(date))),
    };
    known.unwrap_or(Onset::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(era: &str, y: &str, m: &str, d: &str) -> Onset {
        let [era, y, m, d] = [era, y, m, d].map(str::to_owned);
        Onset::read(&Value::Typed(Box::new(Typed { era, y, m, d })))
    }

    #[test]
    fn a_year_of_two_eras_is_right_in_both() {
        assert_eq!(typed("平成", "31", "", ""), Onset::Known(2019, None, None));
        assert_eq!(typed("令和", "元", "", ""), Onset::Known(2019, None, None));
        assert_eq!(typed("平成", "31", "5", ""), Onset::Wrong);
    }

    #[test]
    fn only_the_era_is_missing() {
        assert_eq!(typed("", "5", "3", "31"), Onset::NoEra);
        for (y, m, d) in
            [("0", "", ""), ("5", "13", ""), ("5", "", "1"), ("5", "3", "32"), ("", "3", ""), ("x", "", "")]
        {
            assert_eq!(typed("", y, m, d), Onset::Wrong, "{y} {m} {d}");
        }
    }
}
