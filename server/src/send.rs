//! `send`: files of letters from another program, from this machine to the server, each received once.
//!
//! A file is finished when nobody has touched it for a moment ([`SETTLE`]): its size and time are the same at two looks
//! that far apart. A program that cannot promise that writes under another name (`.tmp`, `.part`, or with `.` or `~` in
//! front) and renames at the end: such names are never touched.
//!
//! Before the first byte of a file leaves, its SHA-256 is in the journal, and so is the answer before the file is moved:
//! killed at any moment, the next run goes on where this one ended. A file whose answer is in the journal is not sent
//! again; one without an answer is, and the server knows every letter again by its content.

mod ahead;
mod client;
mod file;
mod folder;
mod identity;
mod journal;
mod one;
mod options;
mod report;
mod settle;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::failure::{Failure, complain};
use client::Client;
use folder::Folder;
use one::Outcome;
pub(crate) use options::{SendOptions, parse};

/// How long a file must stand still before it is taken for finished.
pub(crate) const SETTLE: Duration = Duration::from_secs(2);
/// How often a file is tried when the server is not there.
const TRIES: u32 = 3;

/// Sends files, or what comes into a folder until the process is ended. Exit 0: every letter is received; 1: a file has
/// something to be put right, as the report beside it says; 2: could not be done.
pub(crate) fn run(options: &SendOptions) -> Result<ExitCode, Failure> {
    let client = Client::new(&options.server, &options.identity)?;
    match &options.watch {
        Some(folder) => watch::run(folder, &client, options.settle),
        None => files(&options.files, &client, options.settle),
    }
}

fn files(paths: &[PathBuf], client: &Client, settle: Duration) -> Result<ExitCode, Failure> {
    let (mut is_whole, mut is_done) = (true, true);
    for path in paths {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let mut folder = Folder::open(parent.unwrap_or(Path::new(".")))?;
        let name = folder::name(path)?;
        let mut looks = folder::Looks::default();
        while !looks.is_settled(&folder.file(&name), settle)? {
            std::thread::sleep(settle.min(Duration::from_millis(200)));
        }
        let mut tries = 1;
        loop {
            match folder.send(&name, client)? {
                Outcome::Received => break,
                Outcome::Returned => {
                    is_whole = false;
                    break;
                }
                Outcome::Later(why) => {
                    complain(&format!("{name}: {why}"));
                    if tries == TRIES {
                        is_done = false;
                        break;
                    }
                    std::thread::sleep(Duration::from_secs(1 << tries));
                    tries += 1;
                }
            }
        }
    }
    Ok(match (is_done, is_whole) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::FAILURE,
        (true, true) => ExitCode::SUCCESS,
    })
}
