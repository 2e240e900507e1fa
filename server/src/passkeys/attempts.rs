use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::moment::Moment;

/// Failures in a row that are forgiven.
const FREE: u32 = 4;
/// Minutes of the first pause; each further failure doubles it.
const FIRST_PAUSE: i64 = 1;
/// The longest pause, minutes.
const LONGEST_PAUSE: i64 = 60;
/// A row of failures is forgotten after this many minutes without one.
const FORGOTTEN: i64 = 24 * 60;
/// The most names kept; one that fails less than the others goes first.
const MOST: usize = 10_000;

#[derive(Debug, Clone, Copy)]
struct Row {
    failures: u32,
    last: Moment,
    until: Moment,
}

/// Failed attempts to sign in or to use a code: after a few of them each costs a longer pause. Counted by terminal, so that
/// nobody can lock a person out from elsewhere, and by account, so that a terminal cannot try one account for long.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<HashMap<String, Row>>);

impl Attempts {
    /// Until when none of these names may try again.
    pub(crate) fn locked(&self, names: &[&str], now: Moment) -> Option<Moment> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = names.iter().filter_map(|name| all.get(*name)).map(|row| row.until);
        until.filter(|until| *until > now).max()
    }

    /// One more failure.
    pub(crate) fn failed(&self, names: &[&str], now: Moment) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, row| row.last.minutes_later(FORGOTTEN) > now);
        if all.len() >= MOST {
            let mildest =
                all.iter().min_by_key(|(_, row)| (row.failures, row.last)).map(|(name, _)| name.clone());
            mildest.map(|name| all.remove(&name));
        }
        for name in names {
            let row = all.entry((*name).to_owned()).or_insert(Row { failures: 0, last: now, until: now });
            row.failures = row.failures.saturating_add(1);
            row.last = now;
            if let Some(over) = row.failures.checked_sub(FREE + 1) {
                let pause = FIRST_PAUSE.checked_shl(over).filter(|pause| (1..LONGEST_PAUSE).contains(pause));
                row.until = now.minutes_later(pause.unwrap_or(LONGEST_PAUSE));
            }
        }
    }

    /// It worked: the row of failures is over.
    pub(crate) fn succeeded(&self, names: &[&str]) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            all.remove(*name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_failures_are_forgiven_then_pauses_double_up_to_an_hour() {
        let attempts = Attempts::default();
        let mut now = Moment(0);
        for n in 1..=FREE {
            attempts.failed(&["a"], now);
            assert_eq!(attempts.locked(&["a"], now), None, "{n}");
        }
        for minutes in [1, 2, 4, 8, 16, 32, 60, 60] {
            attempts.failed(&["a", "b"], now);
            assert_eq!(attempts.locked(&["b", "a"], now), Some(now.minutes_later(minutes)));
            now = now.minutes_later(minutes);
            assert_eq!(attempts.locked(&["a"], now), None);
        }
        assert_eq!(attempts.locked(&["c"], now), None);
        attempts.failed(&["a"], now);
        attempts.succeeded(&["a"]);
        attempts.failed(&["a"], now);
        assert_eq!(attempts.locked(&["a"], now), None);
    }

    #[test]
    fn a_row_of_failures_is_forgotten_after_a_day() {
        let attempts = Attempts::default();
        for _ in 0..20 {
            attempts.failed(&["a"], Moment(0));
        }
        let tomorrow = Moment(0).minutes_later(FORGOTTEN);
        attempts.failed(&["a"], tomorrow);
        assert_eq!(attempts.locked(&["a"], tomorrow), None);
    }

    #[test]
    fn many_names_do_not_fill_the_memory() {
        let attempts = Attempts::default();
        for _ in 0..8 {
            attempts.failed(&["held"], Moment(0));
        }
        for n in 0..MOST + 50 {
            attempts.failed(&[&n.to_string()], Moment(1));
        }
        assert!(attempts.0.lock().unwrap().len() <= MOST);
        assert!(attempts.locked(&["held"], Moment(2)).is_some());
    }
}
