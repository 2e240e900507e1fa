//! The text form of a date: `2026-04-01`.

use super::Date;
use core::fmt;

impl Date {
    /// Reads `YYYY-MM-DD` (ISO 8601, exactly ten ASCII characters); `None` for any other text or a day that does
    /// not exist.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let year = pair(y1, y2)? * 100 + pair(y3, y4)?;
        Self::new(year, u8::try_from(pair(m1, m2)?).ok()?, u8::try_from(pair(d1, d2)?).ok()?)
    }
}

fn pair(tens: u8, ones: u8) -> Option<i32> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'))
}

/// ISO 8601, `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
