//! `receipt verify` and `audit verify`.

use std::path::Path;
use std::process::ExitCode;

use serde::de::DeserializeOwned;

use crate::failure::{Failure, say};
use crate::store::Store;
use crate::store::sqlite::Sqlite;
use crate::{audit, receipt};

/// Checks a receipt with a public key, both as JSON files. Exit 0: it holds; 1: it does not.
pub(crate) fn receipt(file: &Path, key: &Path) -> Result<ExitCode, Failure> {
    match receipt::verify(&json(file)?, &json(key)?) {
        Ok(body) => {
            say(&format!("署名を確認しました。受付番号 {}（{}）", body.receipt_no, body.received_at));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(&error.to_string());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Reads the audit chain of a data folder from its first link to its last. Exit 0: whole; 1: not.
pub(crate) fn audit(data: &Path) -> Result<ExitCode, Failure> {
    let path = data.join(crate::demo::DATABASE);
    if !path.is_file() {
        return Err(Failure::new(format!("{} is not there", path.display())));
    }
    let store = Sqlite::open(&path).map_err(Failure::new)?;
    let mut verified = None;
    store.look(&mut |rows| verified = Some(audit::verify(rows))).map_err(Failure::new)?;
    match verified.transpose().map_err(Failure::new)? {
        Some((links, None)) => {
            say(&format!("監査記録 {links}件はつながっています。"));
            Ok(ExitCode::SUCCESS)
        }
        Some((_, Some(number))) => {
            say(&format!("監査記録の{number}件目が合いません。"));
            Ok(ExitCode::FAILURE)
        }
        None => Err(Failure::new("the audit log was not read")),
    }
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
    serde_json::from_slice(&bytes).map_err(|error| failed(&error))
}
