//! From the Gregorian calendar to the era.

use super::Era;
use crate::{Date, date::days_in_month};

impl Era {
    /// The era and its year (from 1) of a date; `None` before 1868-01-25. A day on which the era changed belongs to
    /// the new era.
    #[must_use]
    pub fn of(date: Date) -> Option<(Self, u16)> {
        let day = (date.year(), date.month(), date.day());
        let era = Self::ALL.into_iter().rev().find(|era| era.first_day() <= day)?;
        Some((era, u16::try_from(date.year() - era.first_year() + 1).ok()?))
    }

    /// The era and its year in which the larger part of a Gregorian month lies (2019-05 → 令和1, 1989-01 → 平成1,
    /// 1926-12 → 大正15); `None` before 1868-01 and for months that do not exist.
    #[must_use]
    pub fn of_month(year: i32, month: u8) -> Option<(Self, u16)> {
        let middle = Date::new(year, month, 16)?;
        // The first era has no predecessor to share its first month with.
        Self::of(middle).or_else(|| Self::of(Date::new(year, month, days_in_month(year, month))?))
    }

    /// The era and its year in which the larger part of a Gregorian year lies (2019 → 令和1, 1989 → 平成1,
    /// 1926 → 大正15, 1912 → 明治45); `None` before 1868.
    #[must_use]
    pub fn of_year(year: i32) -> Option<(Self, u16)> {
        Self::of(Date::new(year, 7, 2)?)
    }
}
