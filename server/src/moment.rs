//! Instants, and where they come from.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ja::Date;

const DAY_MS: i64 = 86_400_000;

/// An instant: milliseconds after the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) i64);

impl Moment {
    /// RFC 3339 in UTC with milliseconds. Texts of different instants sort like the instants.
    pub(crate) fn text(self) -> String {
        let date = Date::from_day_number(i32::try_from(self.0.div_euclid(DAY_MS)).unwrap_or(i32::MAX));
        let ms = self.0.rem_euclid(DAY_MS);
        let (h, m, s, ms) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
        format!("{date}T{h:02}:{m:02}:{s:02}.{ms:03}Z")
    }

    /// Reads what [`Moment::text`] writes.
    pub(crate) fn parse(text: &str) -> Option<Moment> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (clock, ms) = time.split_once('.')?;
        let mut parts = clock.split(':').map(str::parse::<i64>);
        let (h, m, s) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let days = i64::from(Date::parse_iso(date)?.day_number());
        let moment = Moment(((days * 24 + h) * 60 + m) * 60_000 + s * 1000 + ms.parse::<i64>().ok()?);
        (moment.text() == text).then_some(moment)
    }

    /// The civil date in Japan.
    pub(crate) fn date(self) -> Date {
        Date::from_unix_ms_japan(self.0)
    }

    /// Hour, minute and second in Japan.
    pub(crate) fn time(self) -> [u8; 3] {
        let seconds = (self.0 + 9 * 3_600_000).rem_euclid(DAY_MS) / 1000;
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map(|part| u8::try_from(part).unwrap_or(0))
    }

    /// The instant this many days earlier.
    pub(crate) fn days_ago(self, days: i64) -> Moment {
        Moment(self.0 - days * DAY_MS)
    }

    /// The instant this many minutes later; earlier when it is negative.
    pub(crate) fn minutes_later(self, minutes: i64) -> Moment {
        Moment(self.0.saturating_add(minutes * 60_000))
    }

    /// An instant of a civil day in Japan, by the minute of that day.
    pub(crate) fn of_day(date: Date, minute: i64) -> Moment {
        Moment(i64::from(date.day_number()) * DAY_MS + (minute - 9 * 60) * 60_000)
    }
}

/// Where the time comes from.
pub(crate) type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The machine's clock.
pub(crate) fn machine() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The machine's clock, moved by whole days so that it is `today` in Japan now.
pub(crate) fn as_if(today: Date) -> Clock {
    let days = i64::from(today.day_number() - machine().date().day_number());
    Arc::new(move || machine().days_ago(-days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_utc_text_and_a_day_in_japan() {
        let moment = Moment(1_791_989_999_999);
        assert_eq!(moment.text(), "2026-10-14T14:59:59.999Z");
        assert_eq!(moment.date(), Date::new(2026, 10, 14).unwrap());
        assert_eq!((moment.time(), Moment(moment.0 + 1).time()), ([23, 59, 59], [0, 0, 0]));
        assert_eq!(Moment(moment.0 + 1).date(), Date::new(2026, 10, 15).unwrap());
        assert_eq!(Moment::parse(&moment.text()), Some(moment));
        for wrong in ["", "2026-10-14T14:59:59Z", "2026-10-14T14:60:00.000Z", "2026-02-30T00:00:00.000Z"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Moment::of_day(moment.date(), 0).text(), "2026-10-13T15:00:00.000Z");
    }

    #[test]
    fn a_moved_clock_stands_on_the_day_asked_for() {
        let today = Date::new(2030, 2, 28).unwrap();
        assert_eq!(as_if(today)().date(), today);
    }
}
