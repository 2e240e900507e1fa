//! Backups: everything a server needs to go on elsewhere, in one file that only the operator's private key opens.
//!
//! The file is an age file (X25519) that holds a tar archive: first a signed manifest, then the database as it stood at
//! one moment, then the small files beside it (keys, certificates). The private key is kept elsewhere; whoever takes the
//! server's disk or the backup alone has nothing to read.

mod error;
mod key;
mod make;
mod manifest;
mod options;
mod restore;

pub(crate) use error::BackupError;
pub(crate) use options::{BackupOrder, HELP, parse_backup, parse_key, parse_restore};

use std::process::ExitCode;

use crate::failure::{Failure, say};

/// Does what was asked for.
pub(crate) fn run(order: &BackupOrder) -> Result<ExitCode, Failure> {
    let text = match order {
        BackupOrder::Key(options) => key::create(options),
        BackupOrder::Make(options) => make::make(options),
        BackupOrder::Restore(options) => restore::restore(options),
    };
    say(&text.map_err(Failure::new)?);
    Ok(ExitCode::SUCCESS)
}
