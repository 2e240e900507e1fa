//! Era dates as text.

use super::Era;
use crate::Date;

/// As read by people: 令和8年10月14日, 令和元年5月1日. Before 1868-01-25, which has no era, the Gregorian year stands.
#[must_use]
pub fn format_era(date: Date) -> String {
    let (month, day) = (date.month(), date.day());
    match Era::of(date) {
        Some((era, 1)) => format!("{}元年{month}月{day}日", era.name()),
        Some((era, year)) => format!("{}{year}年{month}月{day}日", era.name()),
        None => format!("{}年{month}月{day}日", date.year()),
    }
}

/// As written in files: 平成12年03月04日, two digits each and year 1 as 01. Before 1868-01-25 the Gregorian year
/// stands.
#[must_use]
pub fn format_era_padded(date: Date) -> String {
    let (month, day) = (date.month(), date.day());
    match Era::of(date) {
        Some((era, year)) => format!("{}{year:02}年{month:02}月{day:02}日", era.name()),
        None => format!("{}年{month:02}月{day:02}日", date.year()),
    }
}
