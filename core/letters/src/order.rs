//! Order in short lists.

use core::cmp::Ordering;

/// Brings a short list into order; equals keep theirs.
///
/// The standard sort is several kilobytes of code for each type it is used with, and lists here are short or nearly in
/// order: the time grows with the square of what is out of place.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for end in 1..items.len() {
        let mut here = end;
        while let [before, item] = items.get(here - 1..=here).unwrap_or_default()
            && compare(before, item) == Ordering::Greater
        {
            items.swap(here - 1, here);
            here -= 1;
            if here == 0 {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::by;

    #[test]
    fn equals_keep_their_order() {
        let mut rows = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        by(&mut rows, |a, b| a.0.cmp(&b.0));
        assert_eq!(rows, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        by(&mut [] as &mut [u8], Ord::cmp);
    }
}
