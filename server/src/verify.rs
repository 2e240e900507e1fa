//! `receipt verify` and `audit verify`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use wire::letters::ReceiptKey;

use crate::arguments::VerifyAuditOptions;
use crate::audit::{Broken, Fault, Lines, Verified};
use crate::failure::{Failure, say};
use crate::store::Rows;
use crate::store::sqlite::look_at;
use crate::{audit, receipt};

/// How long a running server is given to copy its newest events.
const COPYING: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(200);

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

/// Reads the audit log of a data folder from its first event to its last, and its copy. Exit 0: whole; 1: not.
pub(crate) fn audit(options: &VerifyAuditOptions) -> Result<ExitCode, Failure> {
    let database = options.data.join(crate::running::DATABASE);
    if !database.is_file() {
        return Err(Failure::new(format!(
            "{}: ここに監査記録はありません。データのフォルダーを確かめてください。",
            database.display()
        )));
    }
    let key = match &options.key {
        Some(key) => json(key)?,
        None => receipt::existing(&options.data.join(receipt::FILE)).map_err(Failure::new)?.public_key(),
    };
    let usual = options.data.join(audit::FOLDER);
    let copy = options.copy.as_ref().or_else(|| Some(&usual).filter(|folder| folder.is_dir()));
    let mut verified = once(&database, &key, copy.map(|folder| &**folder))?;
    let until = Instant::now() + COPYING;
    // A server that runs may not have copied its newest events yet.
    while verified.broken.is_some_and(|broken| broken.fault == Fault::NotCopied) && Instant::now() < until {
        std::thread::sleep(PAUSE);
        verified = once(&database, &key, copy.map(|folder| &**folder))?;
    }
    let Verified { events, checkpoints, broken } = verified;
    match broken {
        None => {
            let copy =
                if copy.is_some() { "控えも同じです。" } else { "控えは見ていません。" };
            say(&format!("監査記録 {events}件はつながっています（署名された確認点 {checkpoints}）。{copy}"));
            Ok(ExitCode::SUCCESS)
        }
        Some(Broken { number, fault }) => {
            say(&format!("監査記録の{number}件目：{fault}。その前の{events}件は、書かれたときのままです。"));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn once(database: &Path, key: &ReceiptKey, copy: Option<&Path>) -> Result<Verified, Failure> {
    // The copy first: what it holds by now is in the database, too.
    let mut lines = copy.map(Lines::open).transpose().map_err(Failure::new)?;
    let mut verified = None;
    let mut look = |rows: &dyn Rows| verified = Some(audit::verify(rows, key, lines.as_mut()));
    look_at(database, &mut look).map_err(Failure::new)?;
    verified.ok_or_else(|| Failure::new("監査記録を読めませんでした。"))?.map_err(Failure::new)
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Failure::new(format!("{}: 受付票や公開鍵のJSONとして読めません（{error}）。", path.display()))
    })
}
