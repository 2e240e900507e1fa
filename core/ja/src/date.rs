//! Civil dates.

mod day_number;
mod iso;

use day_number::{civil_from_days, days_from_civil};

/// A proleptic Gregorian civil date, year 1 to 9999, without a time of day or zone.
///
/// The product's dates (birth, examination, entry, due …) are civil dates in Japan. Arithmetic that would leave
/// the range stops at [`Date::MIN`] or [`Date::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // In this order, so that the derived order is the calendar's.
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// 0001-01-01.
    pub const MIN: Self = Self { year: 1, month: 1, day: 1 };
    /// 9999-12-31.
    pub const MAX: Self = Self { year: 9999, month: 12, day: 31 };

    /// The date of this year (1–9999), month and day; `None` when the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year.into(), month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The Gregorian year, 1–9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01; negative before it.
    #[must_use]
    pub fn day_number(self) -> i32 {
        days_from_civil(self.year(), self.month, self.day)
    }

    /// The inverse of [`Date::day_number`]; numbers outside the range give [`Date::MIN`] or [`Date::MAX`].
    #[must_use]
    pub fn from_day_number(days: i32) -> Self {
        let days = days.clamp(Self::MIN.day_number(), Self::MAX.day_number());
        let (year, month, day) = civil_from_days(days);
        Self::new(year, month, day).unwrap_or(Self::MAX)
    }

    /// The civil date in Japan (UTC+9, no summer time) at `ms` milliseconds after the Unix epoch.
    #[must_use]
    pub fn from_unix_ms_japan(ms: i64) -> Self {
        const HOUR: i64 = 3_600_000;
        let days = ms.saturating_add(9 * HOUR).div_euclid(24 * HOUR);
        let bound = if days < 0 { i32::MIN } else { i32::MAX };
        Self::from_day_number(i32::try_from(days).unwrap_or(bound))
    }

    /// The date `days` later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_day_number(self.day_number().saturating_add(days))
    }

    /// The same month and day `years` later; 29 February becomes 28 February in a common year.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        let year = self.year().saturating_add(years);
        let day = self.day.min(days_in_month(year, self.month));
        let bound = if year < 1 { Self::MIN } else { Self::MAX };
        Self::new(year, self.month, day).unwrap_or(bound)
    }

    /// Days from `other` to this date; negative when `other` is later.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        self.day_number() - other.day_number()
    }

    /// The day of the week as printed: 日 月 火 水 木 金 土.
    #[must_use]
    pub fn weekday(self) -> &'static str {
        // 1970-01-01 was a Thursday.
        match (self.day_number() + 4).rem_euclid(7) {
            0 => "日",
            1 => "月",
            2 => "火",
            3 => "水",
            4 => "木",
            5 => "金",
            _ => "土",
        }
    }
}

/// The number of days of a month (1–12) of the Gregorian calendar.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
