use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::client::Client;
use super::folder::{Folder, Looks};
use super::one::Outcome;
use crate::failure::{Failure, complain, say};

/// The longest time between two looks into the folder.
const LOOK: Duration = Duration::from_millis(500);
/// The longest time between two tries when the server is not there.
const WAIT: Duration = Duration::from_secs(60);

/// Sends what comes into a folder until the process is ended; at any moment.
pub(super) fn run(path: &Path, client: &Client, settle: Duration) -> Result<ExitCode, Failure> {
    let mut folder = Folder::open(path)?;
    say(&format!("{}を見ています。", path.display()));
    let (mut looks, mut wait, mut next) = (Looks::default(), Duration::from_secs(1), Instant::now());
    loop {
        let names = folder.names().map_err(|error| Failure::file(path, &error))?;
        for name in names {
            let file = folder.file(&name);
            // A file that is gone again was not finished.
            if !looks.is_settled(&file, settle).unwrap_or(false) || Instant::now() < next {
                continue;
            }
            match folder.send(&name, client) {
                Ok(Outcome::Received | Outcome::Returned) => {
                    looks.forget(&file);
                    wait = Duration::from_secs(1);
                }
                Ok(Outcome::Later(why)) => {
                    complain(&format!("{name}: {why}"));
                    next = Instant::now() + wait;
                    wait = (wait * 2).min(WAIT);
                }
                // Taken away under our hands, or locked by the program that writes it.
                Err(failure) => {
                    looks.forget(&file);
                    let _ = failure.report();
                }
            }
        }
        std::thread::sleep((settle / 2).clamp(Duration::from_millis(5), LOOK));
    }
}
