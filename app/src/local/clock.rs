//! The time, by the server's clock where its skew is known.

use std::cell::Cell;

use js_sys::Date;

const JAPAN_MS: i64 = 9 * 3_600_000;
const DAY_MS: i64 = 24 * 3_600_000;

thread_local! {
    /// Server time minus this device's time, in milliseconds.
    static SKEW: Cell<f64> = const { Cell::new(0.0) };
}

/// Milliseconds since 1970.
pub(super) fn now_ms() -> f64 {
    Date::now() + SKEW.get()
}

/// Now, RFC 3339 UTC with milliseconds.
pub(super) fn now() -> String {
    let ms = now_ms() as i64;
    let date = ja::Date::from_unix_ms_japan(ms - JAPAN_MS);
    let (seconds, ms) = (ms.rem_euclid(DAY_MS) / 1_000, ms.rem_euclid(1_000));
    format!("{date}T{:02}:{:02}:{:02}.{ms:03}Z", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// Today's date in Japan.
pub(super) fn today() -> ja::Date {
    ja::Date::from_unix_ms_japan(now_ms() as i64)
}

/// The server said that it is this time now. A difference within the way of an answer is none.
pub(super) fn server_says(time: &str) {
    let difference = Date::parse(time) - Date::now();
    if difference.is_finite() {
        SKEW.set(if difference.abs() < 2_000.0 { 0.0 } else { difference });
    }
}
