//! Japanese eras (元号), strictly: an era date that never existed is an error, never a neighbouring date.

mod format;
mod of;
mod strict;
mod typed;

pub use format::{format_era, format_era_padded};
pub use strict::{EraError, date_from_era, month_from_era, year_from_era};
pub use typed::{date_from_typed, number_from_typed};

/// An era of the modern calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, 1868-01-25 to 1912-07-30.
    Meiji,
    /// 大正, 1912-07-30 to 1926-12-25.
    Taisho,
    /// 昭和, 1926-12-25 to 1989-01-07.
    Showa,
    /// 平成, 1989-01-08 to 2019-04-30.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// Every era, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The era's name: 明治 大正 昭和 平成 令和.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The name's first character: 明 大 昭 平 令.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Meiji => "明",
            Self::Taisho => "大",
            Self::Showa => "昭",
            Self::Heisei => "平",
            Self::Reiwa => "令",
        }
    }

    /// Reads an era as people and files write it: 明治, 明, ㍾, or the initial M T S H R in either case and width.
    /// Spaces around it are ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(era) = Self::ALL.into_iter().find(|era| era.name() == text) {
            return Some(era);
        }
        let mut chars = text.chars();
        let (Some(mark), None) = (chars.next(), chars.next()) else { return None };
        match crate::fold::fold_char(mark) {
            '明' | 'm' | '㍾' => Some(Self::Meiji),
            '大' | 't' | '㍽' => Some(Self::Taisho),
            '昭' | 's' | '㍼' => Some(Self::Showa),
            '平' | 'h' | '㍻' => Some(Self::Heisei),
            '令' | 'r' | '㋿' => Some(Self::Reiwa),
            _ => None,
        }
    }

    /// The Gregorian year of the era's year 1.
    #[must_use]
    pub const fn first_year(self) -> i32 {
        self.first_day().0
    }

    const fn first_day(self) -> (i32, u8, u8) {
        match self {
            Self::Meiji => (1868, 1, 25),
            Self::Taisho => (1912, 7, 30),
            Self::Showa => (1926, 12, 25),
            Self::Heisei => (1989, 1, 8),
            Self::Reiwa => (2019, 5, 1),
        }
    }

    /// The last day that carries the era's name. 明治45.7.30 and 大正15.12.25 are counted: the new era was proclaimed
    /// in the course of that day, and dates of it were written both ways.
    const fn last_day(self) -> (i32, u8, u8) {
        match self {
            Self::Meiji => (1912, 7, 30),
            Self::Taisho => (1926, 12, 25),
            Self::Showa => (1989, 1, 7),
            Self::Heisei => (2019, 4, 30),
            Self::Reiwa => (9999, 12, 31),
        }
    }
}
