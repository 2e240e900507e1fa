//! The 121 fields in order, with their codes.

mod fields;

pub(crate) use fields::FIELDS;

use crate::form::{Cell, cell, choice, option};

/// A version of the file: its name in field 1 and its fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// What field 1 says.
    pub(crate) version: &'static str,
    /// The fields; field 1 is the first.
    pub(crate) fields: &'static [Wire],
    /// Whether 留意事項's 特記すべき項目なし has a field of its own; without one it is 特になし in all five.
    pub(crate) has_nothing: bool,
    /// Whether its specification was not seen, so that some of it is guessed.
    pub(crate) is_guessed: bool,
}

/// Version 1.2.
pub(super) static V12: Layout =
    Layout { version: "1.2", fields: &FIELDS, has_nothing: false, is_guessed: false };

/// What a field holds and how.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wire {
    /// The version.
    Version,
    /// The name of the writing program.
    Software,
    /// 被保険者番号 with the day and time of writing.
    Timestamp,
    /// 被保険者番号, ten characters.
    Insured,
    /// 年齢, computed.
    Age,
    /// One line of text.
    Text(Cell),
    /// Text of several lines; VT stands for a newline.
    Lines(Cell),
    /// 経過 followed by the drugs, with VT for a newline.
    Course(Cell),
    /// yyyyMMdd.
    Date(Cell),
    /// 和暦 as text.
    Onset(Cell),
    /// 0 nothing, else the position in this list from 1.
    Single(Cell, &'static [u8]),
    /// 0 or 1.
    Flag(Cell),
    /// A 0 or 1 for each of these.
    Bits(&'static [Cell]),
    /// For each of these 0 nothing, 1 checked, 2 checked and underlined.
    Marks(&'static [Cell]),
    /// その他の医療系サービス, followed by the services the layout has no place for.
    Services(Cell),
    /// 留意事項: 0 nothing, 1 特になし, 2 あり. The check, and the choice of H21.
    Care(Cell, Cell),
    /// その他の留意事項: text alone. The check and the text.
    CareOther(Cell, Cell),
    /// その他の留意事項 of 1.3: 0 nothing, 1 特になし, 2 あり. The check and the text.
    CareOtherCheck(Cell, Cell),
}

pub(crate) const COUNT: usize = 121;

pub(crate) const fn codes<const N: usize>(key: &str, labels: [&str; N]) -> [u8; N] {
    let mut codes = [0; N];
    let mut n = 0;
    while n < N {
        put(&mut codes, n, choice(key, at(&labels, n)));
        n += 1;
    }
    codes
}

const fn options<const N: usize>(key: &str, labels: [&str; N]) -> [Cell; N] {
    let mut cells = [cell("insurer_no"); N];
    let mut n = 0;
    while n < N {
        put(&mut cells, n, option(key, at(&labels, n)));
        n += 1;
    }
    cells
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
const fn at<'a>(labels: &[&'a str], n: usize) -> &'a str {
    labels[n]
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds does not compile")]
const fn put<T: Copy>(list: &mut [T], n: usize, value: T) {
    list[n] = value;
}

/// The services of field 106 in its own order.
const SERVICES: [Cell; 11] = options(
    "med",
    [
        "訪問診療",
        "訪問看護",
        "訪問リハビリテーション",
        "通所リハビリテーション",
        "短期入所療養介護",
        "訪問歯科診療",
        "訪問歯科衛生指導",
        "訪問薬剤管理指導",
        "訪問栄養食事指導",
        "その他の医療系サービス",
        "看護職員の訪問による相談・支援",
    ],
);

/// The services that field 106 has no digit for.
pub(super) const BEYOND: [Cell; 3] = options("med", ["老人保健施設", "介護医療院", "特記すべき項目なし"]);

/// 眼科, 耳鼻咽喉科, リハビリテーション科, 歯科: a municipal system is known to read these bits in another order.
pub(super) const DISPUTED: [Cell; 4] =
    options("other_dept_list", ["眼科", "耳鼻咽喉科", "リハビリテーション科", "歯科"]);
