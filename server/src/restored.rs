//! `restored`: an older copy of the data folder was put back.

use std::path::Path;
use std::process::ExitCode;

use crate::audit::{self, Copy, Entry};
use crate::failure::{Failure, say};
use crate::moment::{self, Moment};
use crate::running;
use crate::store::sqlite::Sqlite;
use crate::store::{self, StoreError};

/// 2026-01-01T00:00:00Z in milliseconds after the Unix epoch.
const BEGINNING_MS: i64 = 1_767_225_600_000;

/// Raises the epoch: clients offer again what they hold receipts for, and receipt numbers never repeat.
///
/// The audit log's copy is held meanwhile: a server that runs on the folder holds it, too, and then nothing is done.
pub(crate) fn run(data: &Path, copy: Option<&Path>) -> Result<ExitCode, Failure> {
    let path = data.join(running::DATABASE);
    if !path.is_file() {
        return Err(Failure::new(format!(
            "{}: ここにデータベースはありません。データのフォルダーを確かめてください。",
            path.display()
        )));
    }
    let usual = data.join(audit::FOLDER);
    let copy = Copy::open(copy.unwrap_or(&usual)).map_err(Failure::new)?;
    let store = Sqlite::open_with_copy(&path, copy).map_err(Failure::new)?;
    let now = moment::machine();
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let raised = runtime.block_on(store::write(&store, move |tx| {
        let epoch = after(tx.epoch()?, now);
        tx.set_epoch(epoch)?;
        let subject = epoch.to_string();
        audit::append(
            tx,
            Entry {
                at: now,
                who: "server",
                place: "",
                terminal: "",
                because: "operator",
                action: "store.restored",
                subject: &subject,
                refused: "",
                people: Vec::new(),
            },
        )?;
        Ok::<_, StoreError>(epoch)
    }));
    let epoch = raised.map_err(Failure::new)?;
    say(&format!(
        "受付番号の世代を{epoch}にしました。サーバーを起動すると、各端末は受付票を持つ意見書をもう一度差し出します。"
    ));
    Ok(ExitCode::SUCCESS)
}

/// The next epoch. The copy does not know of restores after it was made, so counting on is not enough: the minutes since
/// the beginning of 2026 are beyond every earlier one.
fn after(epoch: u32, now: Moment) -> u32 {
    let minutes = (now.0 - BEGINNING_MS) / 60_000;
    u32::try_from(minutes).unwrap_or_default().max(epoch.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_restores_of_one_copy_have_different_epochs() {
        let day = |text: &str| Moment::of_day(ja::Date::parse_iso(text).unwrap(), 12 * 60);
        let first = after(1, day("2026-11-26"));
        let second = after(1, Moment(day("2026-11-26").0 + 60_000));
        assert!(1 < first && first < second, "{first} {second}");
        assert_eq!(after(first, day("2026-11-26")), first + 1, "restored twice within a minute");
        assert_eq!(after(7, day("2025-12-31")), 8, "a clock that is wrong");
    }
}
