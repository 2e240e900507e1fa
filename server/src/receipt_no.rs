//! 受付番号: epoch, insurer, day, running number of the day.

use crate::act::Act;
use crate::store::Stored;

/// The next 受付番号 of an insurer, e.g. `01-990010-20261014-0012`.
pub(crate) fn next(act: &mut Act<'_>, insurer_no: &str) -> Stored<String> {
    let date = act.now.date();
    let number = act.tx.next_number(insurer_no, &date.to_string())?;
    let (year, month, day) = (date.year(), date.month(), date.day());
    Ok(format!("{:02}-{insurer_no}-{year:04}{month:02}{day:02}-{number:04}", act.tx.epoch()?))
}
