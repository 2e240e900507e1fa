use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::columns::{audit, limit, number};
use crate::audit::Seen;
use crate::store::Stored;
use crate::store::rows::AuditRow;

const SCHEMA: [&str; 2] = [include_str!("schema.sql"), include_str!("accounts.sql")];
/// Statements kept prepared on each connection.
const STATEMENTS: usize = 128;
/// Pages of the log after which the writer carries them into the database: 32 MiB. Each time, it waits for the disk.
const CHECKPOINT_PAGES: i64 = 8192;
/// Memory for pages of the writing connection, in KiB: what every letter touches (the upper pages of each table and
/// index) is not read again.
const CACHE_KIB: i64 = 32 << 10;

/// Opens the writing connection and makes the tables.
pub(super) fn open(path: &Path) -> Stored<Connection> {
    let connection = Connection::open(path)?;
    settle(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    for schema in SCHEMA {
        connection.execute_batch(schema)?;
    }
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(super) fn open_reader(path: &Path) -> Stored<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settle(&connection)?;
    Ok(connection)
}

/// What every connection has. Plans never depend on what is bound, or a statement is compiled again at every use. What a
/// command may have to undo is kept in memory: once it was large, each page a command changes would be written to a
/// temporary file outside the data folder first, and patients' data with it.
fn settle(connection: &Connection) -> Stored<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// What one command or look sees of a connection.
pub(super) struct Session<'a> {
    connection: &'a Connection,
    /// Events appended by this command: recipient and number.
    pub(super) events: Vec<(String, u64)>,
}

impl<'a> Session<'a> {
    pub(super) fn new(connection: &'a Connection) -> Session<'a> {
        Session { connection, events: Vec::new() }
    }

    /// The row of a query that gives one at most.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Stored<Option<T>> {
        Ok(self.connection.prepare_cached(sql)?.query_row(params, read).optional()?)
    }

    /// Every row of a query.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Stored<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    /// The document of a query that gives one at most.
    pub(super) fn doc<T: DeserializeOwned>(&self, sql: &str, params: impl Params) -> Stored<Option<T>> {
        let text: Option<String> = self.one(sql, params, |row| row.get(0))?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Every document of a query.
    pub(super) fn docs<T: DeserializeOwned>(&self, sql: &str, params: impl Params) -> Stored<Vec<T>> {
        let texts: Vec<String> = self.all(sql, params, |row| row.get(0))?;
        texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
    }

    /// Events of the audit log after a number, without the people they are found by.
    pub(super) fn audit_texts(&self, after: u64, most: usize) -> Stored<Vec<AuditRow>> {
        let sql = "SELECT number, place, doc, hash FROM audit_log WHERE number > ?1 ORDER BY number LIMIT ?2";
        self.all(sql, params![number(after), limit(most)], audit)
    }

    /// Events of the audit log with the people they are found by.
    pub(super) fn with_people(&self, mut rows: Vec<AuditRow>) -> Stored<Vec<AuditRow>> {
        let sql =
            "SELECT person_id, insurer_no FROM audit_people WHERE number = ?1 ORDER BY insurer_no, person_id";
        for row in &mut rows {
            row.people = self.all(sql, [number(row.number)], |seen| {
                Ok(Seen { person_id: seen.get(0)?, insurer_no: seen.get(1)? })
            })?;
        }
        Ok(rows)
    }

    /// Runs a writing statement.
    pub(super) fn run(&self, sql: &str, params: impl Params) -> Stored<()> {
        self.connection.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    /// A row as its document.
    pub(super) fn text(row: &impl Serialize) -> Stored<String> {
        Ok(serde_json::to_string(row)?)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::open;

    /// What SQLite's temporary files are named by, and what those are that never had a name.
    const TEMPORARY: [&str; 2] = ["/etilqs", "/#"];

    #[test]
    fn what_a_command_may_undo_goes_to_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let connection = open(&dir.path().join("ikensho.db")).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE many (text TEXT);
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000)
                    INSERT INTO many SELECT printf('%.2000c', 'x') FROM n;
                BEGIN IMMEDIATE; SAVEPOINT command; UPDATE many SET text = text || 'y'",
            )
            .unwrap();
        let open = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
        let files = open.filter_map(|entry| std::fs::read_link(entry.path()).ok());
        let is_temporary =
            |file: &PathBuf| TEMPORARY.iter().any(|name| file.to_string_lossy().contains(name));
        let temporary: Vec<_> = files.filter(is_temporary).collect();
        assert!(temporary.is_empty(), "{temporary:?}");
    }
}
