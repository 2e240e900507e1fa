use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use crate::moment::Moment;

/// Wrong codes that are nothing but slips.
const SLIPS: u32 = 5;
/// The first wait after them; it doubles with each further one.
const WAIT_MS: i64 = 60_000;
const LONGEST_MS: i64 = 3_600_000;
/// Addresses remembered at a time; beyond it nobody new may try.
const ADDRESSES: usize = 20_000;

/// How often each address tried a code that was wrong.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<HashMap<IpAddr, Wrong>>);

struct Wrong {
    times: u32,
    until: Moment,
}

impl Attempts {
    /// Counts a try before it is known whether it is right: tries at the same moment count, too.
    ///
    /// # Errors
    /// How many seconds the address has to wait.
    pub(crate) fn begin(&self, address: IpAddr, now: Moment) -> Result<(), i64> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() >= ADDRESSES {
            attempts.retain(|_, wrong| now.0 < wrong.until.0 + LONGEST_MS);
        }
        let is_full = attempts.len() >= ADDRESSES;
        let key = network(address);
        if is_full && !attempts.contains_key(&key) {
            return Err(WAIT_MS / 1000);
        }
        let wrong = attempts.entry(key).or_insert(Wrong { times: 0, until: now });
        if now < wrong.until {
            return Err((wrong.until.0 - now.0).div_euclid(1000) + 1);
        }
        // Forgiven after an hour without a try.
        if now.0 >= wrong.until.0 + LONGEST_MS {
            wrong.times = 0;
        }
        wrong.times = wrong.times.saturating_add(1);
        let wait = match wrong.times.checked_sub(SLIPS) {
            None => 0,
            Some(beyond) => (WAIT_MS << beyond.min(10)).min(LONGEST_MS),
        };
        wrong.until = Moment(now.0 + wait);
        Ok(())
    }

    /// Forgets an address whose code was right.
    pub(crate) fn right(&self, address: IpAddr) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&network(address));
    }
}

/// What one subscriber has: an IPv4 address, or a /64 of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_codes_make_an_address_wait_longer_and_longer() {
        let (attempts, here) = (Attempts::default(), "192.0.2.1".parse().unwrap());
        for _ in 0..5 {
            assert_eq!(attempts.begin(here, Moment(0)), Ok(()));
        }
        assert_eq!(attempts.begin(here, Moment(0)), Err(61));
        assert_eq!(attempts.begin("192.0.2.2".parse().unwrap(), Moment(0)), Ok(()), "others do not wait");
        assert_eq!(attempts.begin(here, Moment(60_000)), Ok(()));
        assert_eq!(attempts.begin(here, Moment(179_999)), Err(1));
        assert_eq!(attempts.begin(here, Moment(180_000)), Ok(()));
        attempts.right(here);
        assert_eq!(attempts.begin(here, Moment(180_001)), Ok(()));
    }

    #[test]
    fn one_subscriber_is_one_address() {
        let attempts = Attempts::default();
        for n in 1..=5 {
            assert_eq!(attempts.begin(format!("2001:db8::{n}").parse().unwrap(), Moment(0)), Ok(()));
        }
        assert!(attempts.begin("2001:db8::ffff:6".parse().unwrap(), Moment(0)).is_err());
        assert_eq!(attempts.begin("2001:db8:0:1::6".parse().unwrap(), Moment(0)), Ok(()));
    }
}
