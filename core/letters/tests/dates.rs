//! The four inputs of a date.

#![cfg(test)]

mod any;

use letters::dates::{from_inputs, to_inputs};
use letters::form::CellKind;
use letters::{Typed, Value};
use proptest::prelude::*;

fn inputs(era: &str, y: &str, m: &str, d: &str) -> Typed {
    let [era, y, m, d] = [era, y, m, d].map(str::to_owned);
    Typed { era, y, m, d }
}

#[test]
fn whole_dates_that_exist_are_dates() {
    for (era, y, m, d, iso) in [
        ("令和", "8", "10", "14", "2026-10-14"),
        ("令和", "８", " 1", "０１", "2026-01-01"),
        ("R", "元", "5", "1", "2019-05-01"),
        ("昭和", "64", "1", "7", "1989-01-07"),
        ("西暦", "1850", "2", "28", "1850-02-28"),
    ] {
        let value = Value::Date(ja::Date::parse_iso(iso).unwrap());
        assert_eq!(from_inputs(inputs(era, y, m, d), CellKind::Date), value);
    }
}

#[test]
fn everything_else_stays_as_typed() {
    let cases = [
        ("令和", "0", "1", "1"),
        ("平成", "32", "1", "1"),
        ("昭和", "64", "1", "8"),
        ("令和", "8", "2", "30"),
        ("", "8", "10", "14"),
        ("令和", "", "10", "14"),
        ("令和", "8", "", "14"),
        ("令和", "8", "10", ""),
        ("令和", "", "", ""),
        (" ", "", "", ""),
        ("天保", "3", "1", "1"),
        ("不詳", "", "", ""),
        ("西暦", "2026", "13", "1"),
    ];
    for (era, y, m, d) in cases {
        let typed = inputs(era, y, m, d);
        let value = from_inputs(typed.clone(), CellKind::Date);
        assert_eq!(value, Value::Typed(Box::new(typed.clone())));
        assert_eq!(to_inputs(&value), typed);
    }
    assert_eq!(from_inputs(Typed::default(), CellKind::Date), Value::Empty);
}

#[test]
fn onsets_may_be_partial() {
    for (era, y, m, d, value) in [
        ("令和", "1", "", "", Value::Year(2019)),
        ("令和", "元", "5", "", Value::Month(2019, 5)),
        ("平成", "31", "4", "", Value::Month(2019, 4)),
        ("昭和", "63", "", "", Value::Year(1988)),
        ("西暦", "1850", "", "", Value::Year(1850)),
        ("西暦", "2020", "3", "", Value::Month(2020, 3)),
        ("不詳", "", "", "", Value::Unknown),
    ] {
        assert_eq!(from_inputs(inputs(era, y, m, d), CellKind::Onset), value);
    }
    // Shown again these would come under another era, or none at all.
    for (era, y, m) in
        [("平成", "31", ""), ("昭和", "64", ""), ("昭和", "64", "1"), ("平成", "31", "5"), ("", "8", "")]
    {
        let typed = inputs(era, y, m, "");
        assert_eq!(from_inputs(typed.clone(), CellKind::Onset), Value::Typed(Box::new(typed)));
    }
}

proptest! {
    #[test]
    fn shown_in_the_inputs_and_read_again_it_is_the_same(letter in any::any_letter()) {
        for (cell, value) in letter.filled().filter(|(cell, _)| matches!(cell.kind(), CellKind::Date | CellKind::Onset)) {
            prop_assert_eq!(&from_inputs(to_inputs(value), cell.kind()), value);
        }
    }
}
