//! How often one terminal, or one network without one, may do something.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::terminals::network;

/// Requests of a terminal: a program that sends letter after letter stays far below it.
const TERMINAL: Rate = Rate { at_once: 4000, every: Duration::from_micros(500) };
/// Requests of a network whose connection shows no terminal: it opens a page, asks for a certificate, checks the connection.
const STRANGER: Rate = Rate { at_once: 300, every: Duration::from_millis(20) };
/// Those remembered at a time.
const REMEMBERED: usize = 50_000;

/// So many at once, and one more each time this long has passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) at_once: u32,
    pub(super) every: Duration,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asker {
    /// A terminal, by its certificate's fingerprint.
    Terminal(String),
    /// Nobody in particular, by the network: an IPv4 address, or a /64 of IPv6.
    Stranger(Option<IpAddr>),
}

impl Asker {
    /// Nobody in particular, from this address.
    pub(super) fn stranger(address: Option<IpAddr>) -> Asker {
        Asker::Stranger(address.map(network))
    }
}

/// What each has left.
#[derive(Debug)]
pub(crate) struct Rates {
    terminal: Rate,
    stranger: Rate,
    begun: Instant,
    all: Mutex<HashMap<Asker, Left>>,
}

#[derive(Debug, Clone, Copy)]
struct Left {
    /// What is left, as the time in which it grows.
    left: Duration,
    at: Duration,
}

impl Rates {
    /// Those of requests.
    pub(crate) fn of_requests() -> Rates {
        Rates::new(TERMINAL, STRANGER)
    }

    pub(super) fn new(terminal: Rate, stranger: Rate) -> Rates {
        Rates { terminal, stranger, begun: Instant::now(), all: Mutex::default() }
    }

    /// Takes one; whether there was one left.
    pub(super) fn take(&self, asker: Asker) -> bool {
        self.take_at(asker, self.begun.elapsed())
    }

    /// The same by another clock, which says how long it has been running.
    pub(super) fn take_at(&self, asker: Asker, now: Duration) -> bool {
        let rate = self.rate(&asker);
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED && !all.contains_key(&asker) {
            // Whoever has everything again need not be remembered.
            all.retain(|asker, left| left.grown(self.rate(asker), now) < self.rate(asker).full());
            if all.len() >= REMEMBERED {
                return false;
            }
        }
        let left = all.entry(asker).or_insert(Left { left: rate.full(), at: now });
        let has = left.grown(rate, now);
        let taken = has.checked_sub(rate.every);
        *left = Left { left: taken.unwrap_or(has), at: now };
        taken.is_some()
    }

    /// Gives back what was taken.
    pub(super) fn give_back(&self, asker: &Asker) {
        let rate = self.rate(asker);
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(left) = all.get_mut(asker) {
            left.left = (left.left + rate.every).min(rate.full());
        }
    }

    fn rate(&self, asker: &Asker) -> Rate {
        match asker {
            Asker::Terminal(_) => self.terminal,
            Asker::Stranger(_) => self.stranger,
        }
    }
}

impl Rate {
    fn full(self) -> Duration {
        self.every * self.at_once
    }
}

impl Left {
    fn grown(self, rate: Rate, now: Duration) -> Duration {
        (self.left + now.saturating_sub(self.at)).min(rate.full())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_waits_and_others_do_not() {
        let (rates, now) = (Rates::of_requests(), Duration::from_secs(5));
        let stranger = |n: u8| Asker::stranger(Some([192, 0, 2, n].into()));
        for _ in 0..300 {
            assert!(rates.take_at(stranger(1), now));
        }
        assert!(!rates.take_at(stranger(1), now));
        assert!(rates.take_at(stranger(2), now), "another address");
        assert!(
            rates.take_at(Asker::Terminal("192.0.2.1".into()), now),
            "a terminal behind the same address"
        );
        let later = now + Duration::from_millis(40);
        assert!(rates.take_at(stranger(1), later) && rates.take_at(stranger(1), later));
        assert!(!rates.take_at(stranger(1), later), "two have grown again");
        rates.give_back(&stranger(1));
        assert!(
            rates.take_at(stranger(1), later) && !rates.take_at(stranger(1), later),
            "one was given back"
        );
        let much_later = now + Duration::from_secs(3600);
        let taken = (0..400).filter(|_| rates.take_at(stranger(1), much_later)).count();
        assert_eq!(taken, 300, "and no more than all");
    }

    #[test]
    fn who_has_a_whole_network_is_one() {
        let rates = Rates::of_requests();
        let inside = |n: u16| Asker::stranger(Some([0x2001, 0xdb8, 0, 1, n, n, n, n].into()));
        assert_eq!((0..400).filter(|n| rates.take_at(inside(*n), Duration::ZERO)).count(), 300);
    }
}
