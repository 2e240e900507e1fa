//! The words rules search for, as data. Written folded: half-width small ASCII, full-width kana.

use super::search::{Words, set};

/// Every list below; a list that is missing here does not compile where it is used.
pub(super) const LISTS: &[&[&str]] = &[KIDNEY, CANCER];

/// X23: what explains 透析.
const KIDNEY: &[&str] = &["腎", "透析"];
/// X27, X59: what explains pain care.
const CANCER: &[&str] = &["がん", "癌", "腫瘍", "疼痛"];

pub(super) const KIDNEY_WORDS: Words = set(KIDNEY);
pub(super) const CANCER_WORDS: Words = set(CANCER);
