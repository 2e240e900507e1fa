use core::cmp::Ordering;

/// Brings a short list into order; equals keep theirs.
///
/// The standard sort is several kilobytes of code for each type it is used with, and the lists of a screen are short.
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
