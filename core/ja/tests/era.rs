//! Eras: strict on every day that is not, and equal to icu on every day that is.

use icu_calendar::{Date as IcuDate, cal::Japanese};
use ja::Date;
use ja::era::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[expect(clippy::expect_used, reason = "dates of tests are written by hand")]
fn date(text: &str) -> Date {
    Date::parse_iso(text).expect("a date")
}

#[test]
fn every_day_from_1873_to_2030_agrees_with_icu() {
    // icu begins 明治 with the solar calendar, in 1873.
    let mut day = date("1873-01-01");
    while day <= date("2030-12-31") {
        let icu = IcuDate::try_new_iso(day.year(), day.month(), day.day())
            .expect("a day icu knows")
            .to_calendar(Japanese::new());
        let year = icu.era_year();
        let name = match year.era.as_str() {
            "meiji" => "明治",
            "taisho" => "大正",
            "showa" => "昭和",
            "heisei" => "平成",
            "reiwa" => "令和",
            other => panic!("{day}: {other}"),
        };
        let (era, ours) = Era::of(day).expect("an era");
        assert_eq!((era.name(), i32::from(ours)), (name, year.year), "{day}");
        assert_eq!(date_from_era(era, ours, day.month(), day.day()), Ok(day));
        day = day.plus_days(1);
    }
}

/// Every era date there is has exactly one reading back, and no other combination of numbers is a date.
#[test]
fn only_dates_that_existed_are_read() {
    let mut existing = BTreeMap::new();
    let mut day = date("1868-01-25");
    while day <= date("2120-12-31") {
        let (era, year) = Era::of(day).expect("an era");
        existing.insert((era, year, day.month(), day.day()), day);
        day = day.plus_days(1);
    }
    existing.insert((Era::Meiji, 45, 7, 30), date("1912-07-30"));
    existing.insert((Era::Taisho, 15, 12, 25), date("1926-12-25"));
    for era in Era::ALL {
        for year in 0..=101 {
            let mut in_year = None;
            for month in 0..=14 {
                let mut in_month = None;
                for d in 0..=33 {
                    let read = date_from_era(era, year, month, d);
                    assert_eq!(
                        read.ok(),
                        existing.get(&(era, year, month, d)).copied(),
                        "{era:?} {year} {month} {d}"
                    );
                    in_month = in_month.or(read.ok());
                }
                assert_eq!(
                    month_from_era(era, year, month).ok(),
                    in_month.map(Date::year),
                    "{era:?} {year} {month}"
                );
                in_year = in_year.or(in_month);
            }
            assert_eq!(year_from_era(era, year).ok(), in_year.map(Date::year), "{era:?} {year}");
        }
    }
}

#[test]
fn the_first_wrong_part_is_named() {
    use EraError::*;
    for (era, year, month, day, wrong) in [
        ("令和", "0", "1", "1", Year),
        ("平成", "32", "1", "1", Year),
        ("昭和", "65", "1", "1", Year),
        ("大正", "16", "1", "1", Year),
        ("明治", "46", "1", "1", Year),
        ("昭和", "64", "1", "8", Day),
        ("昭和", "64", "2", "1", Month),
        ("平成", "31", "5", "1", Month),
        ("平成", "元", "1", "7", Day),
        ("令和", "元", "4", "30", Month),
        ("大正", "1", "7", "29", Day),
        ("大正", "15", "12", "26", Day),
        ("昭和", "1", "12", "24", Day),
        ("明治", "1", "1", "24", Day),
        ("令和", "7", "2", "29", Day),
        ("令和", "8", "13", "1", Month),
        ("令和", "8", "0", "1", Month),
        ("令和", "8", "1", "0", Day),
        ("令和", "8", "1", "", Day),
        ("令和", "8", "13", "", Month),
        ("令和", "", "1", "1", Year),
        ("令和", "65535", "1", "1", Year),
        ("令和", "9999", "1", "1", Year),
        ("慶応", "3", "1", "1", Era),
        ("", "8", "1", "1", Era),
    ] {
        assert_eq!(date_from_typed(era, year, month, day), Err(wrong), "{era}{year}年{month}月{day}日");
    }
}

#[test]
fn typed_parts_may_be_full_width_and_padded() {
    assert_eq!(date_from_typed("Ｒ", "０８", " 10", "１４"), Ok(date("2026-10-14")));
    assert_eq!(date_from_typed("令", "元", "5", "1"), Ok(date("2019-05-01")));
    assert_eq!(number_from_typed("0012"), Some(12));
    for bad in ["", "-1", "1.5", "一", "12345", "1 2", "８．"] {
        assert_eq!(number_from_typed(bad), None, "{bad}");
    }
}

#[test]
fn a_day_of_change_belongs_to_the_new_era() {
    for (day, text) in [
        ("1912-07-29", "明治45年7月29日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1926-12-24", "大正15年12月24日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1989-01-08", "平成元年1月8日"),
        ("2019-04-30", "平成31年4月30日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2026-10-14", "令和8年10月14日"),
        ("1868-01-24", "1868年1月24日"),
    ] {
        assert_eq!(format_era(date(day)), text);
    }
}

#[test]
fn files_have_two_digits_and_no_gannen() {
    assert_eq!(format_era_padded(date("2000-03-04")), "平成12年03月04日");
    assert_eq!(format_era_padded(date("2019-05-01")), "令和01年05月01日");
    assert_eq!(format_era_padded(date("1850-05-01")), "1850年05月01日");
}

#[test]
fn eras_are_read_as_people_write_them() {
    let ways = [
        (Era::Meiji, ["明治", "明", "M", "ｍ", "㍾"]),
        (Era::Taisho, ["大正", "大", "t", "Ｔ", "㍽"]),
        (Era::Showa, ["昭和", "昭", "S", "ｓ", "㍼"]),
        (Era::Heisei, ["平成", " 平 ", "h", "Ｈ", "㍻"]),
        (Era::Reiwa, ["令和", "令", "R", "ｒ", "㋿"]),
    ];
    for (era, texts) in ways {
        for text in texts {
            assert_eq!(Era::parse(text), Some(era), "{text}");
        }
        assert_eq!(Era::parse(era.short()), Some(era));
    }
    for bad in ["", "昭和64", "和", "X", "4", "平成平成"] {
        assert_eq!(Era::parse(bad), None, "{bad}");
    }
}

#[test]
fn partial_dates_take_the_era_of_their_larger_part() {
    for (year, era, count) in [
        (1868, Era::Meiji, 1),
        (1912, Era::Meiji, 45),
        (1926, Era::Taisho, 15),
        (1927, Era::Showa, 2),
        (1989, Era::Heisei, 1),
        (2019, Era::Reiwa, 1),
        (2026, Era::Reiwa, 8),
    ] {
        assert_eq!(Era::of_year(year), Some((era, count)), "{year}");
    }
    for (year, month, era, count) in [
        (1868, 1, Era::Meiji, 1),
        (1912, 7, Era::Meiji, 45),
        (1912, 8, Era::Taisho, 1),
        (1926, 12, Era::Taisho, 15),
        (1989, 1, Era::Heisei, 1),
        (2019, 4, Era::Heisei, 31),
        (2019, 5, Era::Reiwa, 1),
    ] {
        assert_eq!(Era::of_month(year, month), Some((era, count)), "{year}-{month}");
    }
    assert_eq!(Era::of_year(1867), None);
    assert_eq!(Era::of_month(2019, 13), None);
    assert_eq!(Era::of_month(2019, 0), None);
}

proptest! {
    /// What is read from typed parts is written the same way again.
    #[test]
    fn typed_parts_are_read_or_refused(era in "[明大昭平令MTSHRmtshr]|\\PC{0,3}", y in "[0-9]{1,3}|\\PC{0,4}", m in "[0-9]{1,2}|\\PC{0,2}", d in "[0-9]{1,2}|\\PC{0,2}") {
        if let Ok(date) = date_from_typed(&era, &y, &m, &d) {
            let era = Era::parse(&era).unwrap();
            let year = number_from_typed(&y).unwrap_or(1);
            prop_assert_eq!(date.year(), era.first_year() - 1 + i32::from(year));
            prop_assert_eq!(Some(date.month().into()), number_from_typed(&m));
            prop_assert_eq!(Some(date.day().into()), number_from_typed(&d));
        }
    }
}
