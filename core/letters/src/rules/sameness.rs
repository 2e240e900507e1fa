//! Whether two texts are the same but for widths and spaces.

use super::mutate::cond;

/// Names, numbers, addresses: 佐々木　健一 is 佐々木健一.
pub(super) fn same(a: &str, b: &str) -> bool {
    significant(a).eq(significant(b))
}

/// Postal codes: 999-0101 is 9990101.
pub(super) fn same_zip(a: &str, b: &str) -> bool {
    let digits = |text| significant(text).filter(|c| cond!(*c != '-'));
    digits(a).eq(digits(b))
}

fn significant(text: &str) -> impl Iterator<Item = char> {
    ja::fold::chars(text).filter(|c| cond!(!c.is_whitespace()))
}
