//! The 特定疾病 named by a text, by the words of [`crate::diseases`].

use super::search::{Words, search, set};
use crate::diseases::SPECIFIED_CONST;

/// Some of the 16 特定疾病.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Specified(u32);

impl Specified {
    /// Whether the disease with this number is among them.
    pub(crate) const fn has(self, number: u8) -> bool {
        self.0 >> number & 1 != 0
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The diseases that a text with these words names.
pub(super) fn among(words: Words) -> Specified {
    let named = GROUPS.iter().filter(|(_, group)| words.hold(*group));
    Specified(named.fold(0, |all, (number, _)| all | 1 << number))
}

/// The diseases that a text names.
pub(crate) fn in_text(text: &str) -> Specified {
    among(search(text))
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const COUNT: (usize, usize) = {
    let (mut groups, mut words, mut d) = (0, 0, 0);
    while d < SPECIFIED_CONST.len() {
        let mut g = 0;
        while g < SPECIFIED_CONST[d].named_by.len() {
            words += SPECIFIED_CONST[d].named_by[g].len();
            groups += 1;
            g += 1;
        }
        d += 1;
    }
    (groups, words)
};

/// Every word of every group, in one list.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(super) const DISEASE_WORDS: [&str; COUNT.1] = {
    let mut all = [""; COUNT.1];
    let (mut n, mut d) = (0, 0);
    while d < SPECIFIED_CONST.len() {
        let mut g = 0;
        while g < SPECIFIED_CONST[d].named_by.len() {
            let mut w = 0;
            while w < SPECIFIED_CONST[d].named_by[g].len() {
                all[n] = SPECIFIED_CONST[d].named_by[g][w];
                n += 1;
                w += 1;
            }
            g += 1;
        }
        d += 1;
    }
    all
};

/// Each group with the number of its disease.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
static GROUPS: [(u8, Words); COUNT.0] = {
    let mut all = [(0, Words::NONE); COUNT.0];
    let (mut n, mut d) = (0, 0);
    while d < SPECIFIED_CONST.len() {
        let mut g = 0;
        while g < SPECIFIED_CONST[d].named_by.len() {
            all[n] = (SPECIFIED_CONST[d].number, set(SPECIFIED_CONST[d].named_by[g]));
            n += 1;
            g += 1;
        }
        d += 1;
    }
    all
};
