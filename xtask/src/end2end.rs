//! The browser tests and measurements in `end2end/`, run by Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{paths, shell};

/// The server as `cargo test` leaves it: what its own tests run as a process. Building it alone would choose other features
/// of what it shares with tests, and compile half of it again.
pub(crate) fn server() -> PathBuf {
    paths::target().join("debug/ikensho")
}

/// Node in `end2end/`, told where the site and the server's binary are.
pub(crate) fn node(words: &[&str], site: &Path, server: &Path) -> Command {
    let mut node = shell::command("node", words);
    node.current_dir(paths::root().join("end2end")).env("IKENSHO_SITE", site).env("IKENSHO_SERVER", server);
    node
}

/// The files `end2end/**/*{ending}` in order, as paths from `end2end/`.
pub(crate) fn files(ending: &str) -> Outcome<Vec<String>> {
    let top = paths::root().join("end2end");
    let mut found = Vec::new();
    collect(&top, &top, ending, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(top: &Path, dir: &Path, ending: &str, found: &mut Vec<String>) -> Outcome {
    for entry in fs::read_dir(dir).map_err(Failure::file("list", dir))?.flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "node_modules" {
            collect(top, &path, ending, found)?;
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path.strip_prefix(top).unwrap_or(&path).to_string_lossy().into_owned());
        }
    }
    Ok(())
}
