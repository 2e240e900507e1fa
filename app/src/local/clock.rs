//! The time, by the server's clock where its skew is known.

use std::cell::Cell;

use js_sys::Date;

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
    Date::new(&now_ms().into()).to_iso_string().into()
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
