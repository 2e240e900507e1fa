use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Builder;

use crate::act::Ids;

/// 2026-04-01T00:00:00Z: before every id that a client makes.
const BEGIN_MS: u64 = 1_775_001_600_000;

/// Ids that are the same in every run, each greater than the one before.
pub(super) fn counted() -> Ids {
    let count = AtomicU64::new(0);
    Arc::new(move || numbered(count.fetch_add(1, Ordering::Relaxed)))
}

/// The id with this number; users and facilities have those from 900 000 on.
pub(crate) fn numbered(number: u64) -> String {
    let mut random = [0; 10];
    for (byte, digit) in random.iter_mut().rev().zip(number.to_le_bytes()) {
        *byte = digit;
    }
    Builder::from_unix_timestamp_millis(BEGIN_MS + number, &random).into_uuid().to_string()
}
