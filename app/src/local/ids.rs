//! UUIDv7 (RFC 9562, method 1): milliseconds, a counter within one millisecond, 62 random bits.

use std::cell::Cell;

use super::js;

thread_local! {
    /// The 60 bits of time and counter of the last id.
    static LAST: Cell<u64> = const { Cell::new(0) };
}

/// A new id, greater than every id made or [`seen`] before: also when the clock was set back.
pub(super) fn new() -> String {
    let now = (js_sys::Date::now() as u64) << 12;
    let head = now.max(LAST.get() + 1);
    LAST.set(head);
    let tail = js::random_number();
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        head >> 28,
        (head >> 12) & 0xffff,
        head & 0xfff,
        0x8000 | (tail >> 50) & 0x3fff,
        tail & 0xffff_ffff_ffff,
    )
}

/// Ids made from now on are greater than this one.
pub(super) fn seen(id: &str) {
    let mut hex = id.bytes().filter(|byte| *byte != b'-');
    let mut head: u64 = 0;
    for n in 0..16 {
        let digit = hex.next().and_then(|byte| char::from(byte).to_digit(16));
        let Some(digit) = digit else { return };
        // The thirteenth digit is the version.
        if n != 12 {
            head = head << 4 | u64::from(digit);
        }
    }
    // An id of another device whose clock is far ahead does not move this one's.
    let limit = (js_sys::Date::now() as u64 + 600_000) << 12;
    if head < limit {
        LAST.set(LAST.get().max(head));
    }
}
