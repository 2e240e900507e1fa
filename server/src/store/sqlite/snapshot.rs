//! The database as it stands at one moment, beside a server that writes.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connection::open_reader;
use crate::store::{StoreError, Stored};

/// Writes the state of one moment into the empty file `to`. The server goes on writing meanwhile.
pub(crate) fn snapshot(from: &Path, to: &Path) -> Stored<()> {
    let from = open_reader(from)?;
    let mut to = Connection::open(to)?;
    let backup = Backup::new(&from, &mut to)?;
    // All in one step: between two steps another process could write, and the copy begin again without end.
    match backup.step(-1)? {
        StepResult::Done => {}
        other => return Err(StoreError(format!("the database could not be copied: {other:?}"))),
    }
    drop(backup);
    // One file, without a log beside it.
    to.busy_timeout(Duration::from_secs(10))?;
    to.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

/// Whether the file's structure is whole, and how many rows each of its tables has, by name.
pub(crate) fn inspect(path: &Path) -> Stored<Vec<(String, u64)>> {
    let connection = open_reader(path)?;
    let found: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError("the database's structure is damaged".into()));
    }
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let count = |name: &str| {
        let sql = format!("SELECT count(*) FROM \"{name}\"");
        connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
    };
    Ok(names
        .into_iter()
        .map(|name| count(&name).map(|rows| (name, rows)))
        .collect::<rusqlite::Result<_>>()?)
}
