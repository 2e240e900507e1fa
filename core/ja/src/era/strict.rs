//! From an era date to the Gregorian calendar.

use super::Era;
use crate::{Date, date::days_in_month};

/// Which part of an era date is wrong: the first one, read from the left, with which no day exists any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EraError {
    /// The era is unknown. Only text can be wrong here ([`super::date_from_typed`]).
    Era,
    /// The era has no such year: 令和0年, 平成32年, 昭和65年.
    Year,
    /// The era's year has no such month: 13月, 平成31年5月, 令和1年4月.
    Month,
    /// The month, as far as the era has it, has no such day: 2月30日, 昭和64年1月8日, 大正1年7月29日.
    Day,
}

/// The date of an era date; year from 1, month 1–12, day 1–31.
///
/// # Errors
/// The first part with which no day exists any more: 昭和64年1月8日 is a wrong day, 昭和64年2月1日 a wrong month,
/// 昭和65年 a wrong year.
///
/// The day on which 明治 became 大正 (1912-07-30), and 大正 昭和 (1926-12-25), is accepted under both names.
/// 令和 has no end yet: dates ahead are the caller's to judge, who knows the day.
pub fn date_from_era(era: Era, year: u16, month: u8, day: u8) -> Result<Date, EraError> {
    let gregorian = month_from_era(era, year, month)?;
    let date = (gregorian, month, day);
    if date < era.first_day() || date > era.last_day() {
        return Err(EraError::Day);
    }
    Date::new(gregorian, month, day).ok_or(EraError::Day)
}

/// The Gregorian year of a month given as an era date without a day (年月).
///
/// # Errors
/// [`EraError::Year`] or [`EraError::Month`] when none of the month's days carries the era's name.
pub fn month_from_era(era: Era, year: u16, month: u8) -> Result<i32, EraError> {
    let gregorian = year_from_era(era, year)?;
    let first = (gregorian, month, 1);
    let last = (gregorian, month, days_in_month(gregorian, month));
    let exists = (1..=12).contains(&month) && last >= era.first_day() && first <= era.last_day();
    if exists { Ok(gregorian) } else { Err(EraError::Month) }
}

/// The Gregorian year of an era year (年 alone).
///
/// # Errors
/// [`EraError::Year`] when none of the year's days carries the era's name.
pub fn year_from_era(era: Era, year: u16) -> Result<i32, EraError> {
    let gregorian = era.first_year() + i32::from(year) - 1;
    if year >= 1 && gregorian <= era.last_day().0 { Ok(gregorian) } else { Err(EraError::Year) }
}
