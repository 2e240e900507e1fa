/// The longest wait between two tries, in milliseconds.
pub(crate) const LONGEST_MS: u64 = 300_000;

/// Milliseconds to wait before the next try: doubles from two seconds to five minutes, with a jitter that spreads
/// clients after an outage.
///
/// `tries` counts the failed tries so far, `random` is any number.
pub(crate) fn delay(tries: u32, random: u64) -> u64 {
    const FIRST: u64 = 2_000;
    let full = FIRST.saturating_mul(1 << tries.saturating_sub(1).min(16)).min(LONGEST_MS);
    // Between half and the whole of the delay.
    full / 2 + random % (full / 2 + 1)
}

#[cfg(test)]
mod tests {
    use super::delay;

    #[test]
    fn delays_grow_and_stay_within_five_minutes() {
        for random in [0, 1, 999, u64::MAX] {
            assert!((1_000..=2_000).contains(&delay(1, random)));
            assert!((150_000..=300_000).contains(&delay(40, random)));
        }
        assert!(delay(3, 0) > delay(1, 0));
    }
}
