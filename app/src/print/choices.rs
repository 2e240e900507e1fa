//! How letters to an insurer are printed from this device. No patient data: it may lie outside the vault.

use leptos::prelude::window;
use wire::fields;
use wire::record;

/// Where this device keeps it, by insurer number.
const KEPT: &str = "ikensho-paper ";
/// Whether this device was told what a saved file is.
const TOLD: &str = "ikensho-told-files";

/// How letters to an insurer are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// 医師氏名 stays blank for the doctor's own hand (自署).
    pub(super) by_hand: bool,
    /// 保険者番号, 被保険者番号 and 種別 in boxes at the head.
    pub(super) header: bool,
    /// Answers only, for the municipality's own paper.
    pub(super) answers_only: bool,
    /// How far answers move, in tenths of a millimetre, written as a whole number.
    pub(super) right: String,
    /// The same downwards.
    pub(super) down: String,
}

fields!(Choices { by_hand, header, answers_only, right, down });

/// Farther than this no printer is off, in tenths of a millimetre.
const FARTHEST: i32 = 500;

impl Choices {
    /// As this device keeps them for an insurer.
    pub(super) fn of(insurer_no: &str) -> Choices {
        let kept = storage().and_then(|storage| storage.get_item(&[KEPT, insurer_no].concat()).ok()?);
        kept.and_then(|text| record::from_text(&text)).unwrap_or_default()
    }

    /// Keeps them for an insurer. Where the browser keeps nothing they hold until the page is closed.
    pub(super) fn keep(&self, insurer_no: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(&[KEPT, insurer_no].concat(), &record::to_text(self));
        }
    }

    /// What the job says of them.
    pub(super) fn job(&self) -> String {
        let flag =
            |name: &str, value: bool| ["\"", name, "\":", if value { "true" } else { "false" }].concat();
        let number = |name: &str, value: &str| {
            ["\"", name, "\":", &value.parse::<i32>().unwrap_or_default().to_string()].concat()
        };
        [
            flag("by_hand", self.by_hand),
            flag("header", self.header),
            flag("answers_only", self.answers_only),
            number("right", &self.right),
            number("down", &self.down),
        ]
        .join(",")
    }
}

/// Tenths of a millimetre of what was typed in millimetres (full-width digits, too); `None` when it is no such length.
pub(super) fn tenths(typed: &str) -> Option<i32> {
    let half: String = typed
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '．' => '.',
            '－' | '−' | 'ー' => '-',
            '＋' => '+',
            other => other,
        })
        .collect();
    if half.is_empty() {
        return Some(0);
    }
    let (sign, digits) = match half.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, half.strip_prefix('+').unwrap_or(&half)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let part = number(part).filter(|_| part.len() == 1)?;
    let tenths = sign * (i32::from(number(whole)?) * 10 + i32::from(part));
    (tenths.abs() <= FARTHEST).then_some(tenths)
}

/// Tenths of a millimetre in millimetres.
pub(super) fn millimetres(tenths: &str) -> String {
    let tenths: i32 = tenths.parse().unwrap_or_default();
    let sign = if tenths < 0 { "-" } else { "" };
    [sign, &(tenths.abs() / 10).to_string(), ".", &(tenths.abs() % 10).to_string()].concat()
}

/// Whether this device was told what a saved file is.
pub(super) fn is_told() -> bool {
    storage().and_then(|storage| storage.get_item(TOLD).ok()?).is_some()
}

/// It has been told.
pub(super) fn tell() {
    if let Some(storage) = storage() {
        let _ = storage.set_item(TOLD, "1");
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::{millimetres, tenths};

    #[test]
    fn lengths_are_read_as_people_type_them() {
        for (typed, read) in [
            ("", Some(0)),
            ("1.5", Some(15)),
            ("-2", Some(-20)),
            ("＋０．５", Some(5)),
            ("−3.0", Some(-30)),
            ("50", Some(500)),
            ("50.1", None),
            ("1.25", None),
            ("1,5", None),
            ("--1", None),
            (".5", None),
            ("1e1", None),
        ] {
            assert_eq!(tenths(typed), read, "{typed}");
        }
    }

    #[test]
    fn lengths_are_shown_as_they_were_read() {
        for (kept, shown) in [("15", "1.5"), ("-5", "-0.5"), ("0", "0.0"), ("", "0.0")] {
            assert_eq!(millimetres(kept), shown);
        }
    }
}
