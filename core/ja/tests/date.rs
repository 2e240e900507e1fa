//! Civil dates against icu's Gregorian calendar and against the calendar's own rules.

use icu_calendar::{Date as IcuDate, types::Weekday};
use ja::Date;

#[expect(clippy::expect_used, reason = "dates of tests are written by hand")]
fn date(text: &str) -> Date {
    Date::parse_iso(text).expect("a date")
}

#[test]
fn every_day_from_1850_to_2150_agrees_with_icu() {
    let (mut day, end) = (date("1850-01-01"), date("2150-12-31"));
    let mut number = day.day_number();
    loop {
        let icu = IcuDate::try_new_iso(day.year(), day.month(), day.day()).expect("a day icu knows");
        let weekday = match icu.weekday() {
            Weekday::Sunday => "日",
            Weekday::Monday => "月",
            Weekday::Tuesday => "火",
            Weekday::Wednesday => "水",
            Weekday::Thursday => "木",
            Weekday::Friday => "金",
            Weekday::Saturday => "土",
        };
        assert_eq!(day.weekday(), weekday, "{day}");
        assert_eq!(day.day_number(), number, "{day}");
        assert_eq!(Date::from_day_number(number), day);
        assert_eq!(date(&day.to_string()), day);
        if day == end {
            break;
        }
        number += 1;
        assert!(day.plus_days(1) > day);
        day = day.plus_days(1);
    }
}

#[test]
fn a_day_exists_exactly_when_icu_says_so() {
    for year in [1600, 1700, 1900, 1999, 2000, 2023, 2024, 2100] {
        for month in 0..=14 {
            for day in 0..=33 {
                let ours = Date::new(year, month, day).is_some();
                let icu = IcuDate::try_new_iso(year, month, day).is_ok();
                assert_eq!(ours, icu, "{year}-{month}-{day}");
            }
        }
    }
}

#[test]
fn day_numbers_count_from_1970() {
    assert_eq!(date("1970-01-01").day_number(), 0);
    assert_eq!(date("1969-12-31").day_number(), -1);
    assert_eq!(date("2000-03-01").day_number(), 11_017);
    assert_eq!(date("2026-10-14").days_since(date("2026-09-30")), 14);
    assert_eq!(date("2026-09-30").days_since(date("2026-10-14")), -14);
}

#[test]
fn the_range_ends_at_year_1_and_9999() {
    assert_eq!(Date::new(0, 12, 31), None);
    assert_eq!(Date::new(10_000, 1, 1), None);
    assert_eq!(Date::MIN.plus_days(-1), Date::MIN);
    assert_eq!(Date::MAX.plus_days(i32::MAX), Date::MAX);
    assert_eq!(Date::from_day_number(i32::MIN), Date::MIN);
    assert_eq!(Date::from_day_number(i32::MAX), Date::MAX);
    assert_eq!(Date::MAX.plus_years(1), Date::MAX);
    assert_eq!(Date::MIN.plus_years(i32::MIN), Date::MIN);
    assert_eq!(Date::from_unix_ms_japan(i64::MAX), Date::MAX);
    assert_eq!(Date::from_unix_ms_japan(i64::MIN), Date::MIN);
}

#[test]
fn years_later_a_leap_day_becomes_the_28th() {
    assert_eq!(date("2024-02-29").plus_years(1), date("2025-02-28"));
    assert_eq!(date("2024-02-29").plus_years(4), date("2028-02-29"));
    assert_eq!(date("2024-02-29").plus_years(-124), date("1900-02-28"));
    assert_eq!(date("2024-05-31").plus_years(2), date("2026-05-31"));
}

#[test]
fn the_japanese_day_begins_at_15_utc() {
    assert_eq!(Date::from_unix_ms_japan(0), date("1970-01-01"));
    // 2026-10-13T14:59:59.999Z and one millisecond later.
    assert_eq!(Date::from_unix_ms_japan(1_791_903_599_999), date("2026-10-13"));
    assert_eq!(Date::from_unix_ms_japan(1_791_903_600_000), date("2026-10-14"));
    assert_eq!(Date::from_unix_ms_japan(-9 * 3_600_000 - 1), date("1969-12-31"));
}

#[test]
fn iso_text_is_read_strictly() {
    for bad in [
        "",
        "2026-4-1",
        "2026/04/01",
        "20260401",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "+026-04-01",
        "2026-04-1 ",
        " 2026-04-01",
        "2026-04-01T",
        "２０２６-04-01",
        "0000-01-01",
        "-001-01-01",
    ] {
        assert_eq!(Date::parse_iso(bad), None, "{bad}");
    }
    assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
    assert_eq!(date("0033-04-03").to_string(), "0033-04-03");
}
