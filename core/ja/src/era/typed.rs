//! From an era date as somebody typed it, part by part.

use super::{Era, EraError, date_from_era};
use crate::Date;

/// The date of four typed parts: `("令和", "8", "10", "14")`. Digits may be full-width, the year may be 元.
///
/// # Errors
/// The first part that is unreadable or with which no day exists ([`date_from_era`]).
pub fn date_from_typed(era: &str, year: &str, month: &str, day: &str) -> Result<Date, EraError> {
    let era = Era::parse(era).ok_or(EraError::Era)?;
    let year = if year.trim() == "元" { Some(1) } else { number_from_typed(year) }.ok_or(EraError::Year)?;
    let month = small(month).ok_or(EraError::Month)?;
    let day = small(day);
    // A month that does not exist is named before an unreadable day.
    date_from_era(era, year, month, day.unwrap_or(0))
}

/// A whole number of at most four digits as typed: half- or full-width, leading zeros and spaces around allowed.
#[must_use]
pub fn number_from_typed(text: &str) -> Option<u16> {
    let text = text.trim();
    let digits = text.chars().count();
    let number = |sum: u16, c| Some(sum * 10 + u16::try_from(crate::fold::fold_char(c).to_digit(10)?).ok()?);
    if (1..=4).contains(&digits) { text.chars().try_fold(0, number) } else { None }
}

fn small(text: &str) -> Option<u8> {
    u8::try_from(number_from_typed(text)?).ok()
}
