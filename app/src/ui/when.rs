//! Times and dates as people read them.

use ja::Date;

const JAPAN_MINUTES: i64 = 9 * 60;

/// 10月14日（水）.
pub fn short_day(date: Date) -> String {
    format!("{}月{}日（{}）", date.month(), date.day(), date.weekday())
}

/// 令和8年10月14日（水）.
pub fn day(date: Date) -> String {
    format!("{}（{}）", ja::era::format_era(date), date.weekday())
}

/// 14:03 in Japan, from RFC 3339 UTC; empty for anything else.
pub fn clock(instant: &str) -> String {
    japan(instant).map_or_else(String::new, |(_, minutes)| format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// 10月14日 14:03 in Japan.
pub fn day_and_clock(instant: &str) -> String {
    japan(instant).map_or_else(String::new, |(date, minutes)| {
        format!("{}月{}日 {}:{:02}", date.month(), date.day(), minutes / 60, minutes % 60)
    })
}

/// The day and the minute of the day in Japan.
fn japan(instant: &str) -> Option<(Date, i64)> {
    let date = Date::parse_iso(instant.get(..10)?)?;
    let hours: i64 = instant.get(11..13)?.parse().ok()?;
    let minutes: i64 = instant.get(14..16)?.parse().ok()?;
    let total = hours * 60 + minutes + JAPAN_MINUTES;
    Some((date.plus_days((total / 1440) as i32), total % 1440))
}

/// The day in Japan of an instant, RFC 3339 UTC.
pub fn instant_day(instant: &str) -> Option<Date> {
    japan(instant).map(|(date, _)| date)
}

/// 令和8年10月14日（水）, the day in Japan of an instant; empty for anything else.
pub fn whole_day(instant: &str) -> String {
    instant_day(instant).map_or_else(String::new, day)
}
