//! Ages by the law and by the form: letter.md's classes turn on the first.

use ja::{Date, age};

#[expect(clippy::expect_used, reason = "dates of tests are written by hand")]
fn date(text: &str) -> Date {
    Date::parse_iso(text).expect("a date")
}

#[test]
fn the_law_counts_a_year_on_the_day_before_the_birthday() {
    let birth = date("1961-04-01");
    assert_eq!(age::legal(birth, date("2026-03-30")), 64);
    assert_eq!(age::legal(birth, date("2026-03-31")), 65);
    assert_eq!(age::printed(birth, date("2026-03-31")), 64);
    assert_eq!(age::printed(birth, date("2026-04-01")), 65);
}

#[test]
fn new_year_children_grow_older_at_the_end_of_december() {
    assert_eq!(age::legal(date("1961-01-01"), date("2025-12-31")), 65);
    assert_eq!(age::legal(date("1961-01-01"), date("2025-12-30")), 64);
}

#[test]
fn leap_day_children_reach_their_age_on_28_february() {
    let birth = date("1960-02-29");
    for (on, legal, printed) in [
        ("2025-02-27", 64, 64),
        ("2025-02-28", 65, 64),
        ("2025-03-01", 65, 65),
        ("2024-02-27", 63, 63),
        ("2024-02-28", 64, 63),
        ("2024-02-29", 64, 64),
    ] {
        assert_eq!(age::legal(birth, date(on)), legal, "{on}");
        assert_eq!(age::printed(birth, date(on)), printed, "{on}");
    }
}

#[test]
fn children_of_1_march_reach_it_on_the_last_of_february() {
    let birth = date("1961-03-01");
    assert_eq!(age::legal(birth, date("2023-02-28")), 62);
    assert_eq!(age::legal(birth, date("2024-02-28")), 62);
    assert_eq!(age::legal(birth, date("2024-02-29")), 63);
}

#[test]
fn before_birth_it_is_negative() {
    assert_eq!(age::printed(date("2000-05-05"), date("2000-05-04")), -1);
    assert_eq!(age::legal(date("2000-05-05"), date("2000-05-04")), 0);
    assert_eq!(age::legal(date("2000-05-05"), date("2000-05-03")), -1);
}
