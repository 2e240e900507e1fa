//! How often one terminal, or one address without one, may ask.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// A terminal: a program that sends letter after letter stays far below it.
const TERMINAL: Rate = Rate { at_once: 4000, a_second: 2000 };
/// An address whose connection shows no terminal: it opens a page, asks for a certificate, checks the connection.
const STRANGER: Rate = Rate { at_once: 300, a_second: 50 };
/// Those remembered at a time.
const REMEMBERED: usize = 50_000;

#[derive(Clone, Copy)]
struct Rate {
    at_once: u32,
    a_second: u32,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asker {
    /// A terminal, by its certificate's fingerprint.
    Terminal(String),
    /// Nobody in particular, by the address.
    Stranger(Option<IpAddr>),
}

/// What each has left.
#[derive(Debug, Default)]
pub(crate) struct Rates(Mutex<HashMap<Asker, Left>>);

#[derive(Debug, Clone, Copy)]
struct Left {
    /// Thousandths of a request.
    left: u64,
    at: Instant,
}

impl Rates {
    /// Takes one request; whether there was one left.
    pub(super) fn take(&self, asker: Asker, now: Instant) -> bool {
        let rate = match asker {
            Asker::Terminal(_) => TERMINAL,
            Asker::Stranger(_) => STRANGER,
        };
        let full = u64::from(rate.at_once) * 1000;
        let grown = |left: &Left| {
            let ms = u64::try_from(now.saturating_duration_since(left.at).as_millis()).unwrap_or(u64::MAX);
            left.left.saturating_add(ms.saturating_mul(u64::from(rate.a_second))).min(full)
        };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED && !all.contains_key(&asker) {
            // Whoever has been quiet for a while has everything again, and need not be remembered.
            all.retain(|_, left| now.saturating_duration_since(left.at).as_secs() < 10);
            if all.len() >= REMEMBERED {
                return false;
            }
        }
        let left = all.entry(asker).or_insert(Left { left: full, at: now });
        let has = grown(left);
        let taken = has.checked_sub(1000);
        *left = Left { left: taken.unwrap_or(has), at: now };
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_asks_too_often_waits_and_others_do_not() {
        let (rates, now) = (Rates::default(), Instant::now());
        let stranger = |n: u8| Asker::Stranger(Some([192, 0, 2, n].into()));
        for _ in 0..300 {
            assert!(rates.take(stranger(1), now));
        }
        assert!(!rates.take(stranger(1), now));
        assert!(rates.take(stranger(2), now), "another address");
        assert!(rates.take(Asker::Terminal("192.0.2.1".into()), now), "a terminal behind the same address");
        let later = now + Duration::from_millis(40);
        assert!(rates.take(stranger(1), later) && rates.take(stranger(1), later));
        assert!(!rates.take(stranger(1), later), "two have grown again");
        let much_later = now + Duration::from_secs(3600);
        assert_eq!(
            (0..400).filter(|_| rates.take(stranger(1), much_later)).count(),
            300,
            "and no more than all"
        );
    }
}
