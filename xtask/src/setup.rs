//! `setup`: what the tests need beyond rustup, Node and a C compiler.

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::{paths, shell};

/// Debian's packages. Browsers come from here, never from a tool's own download.
const PACKAGES: [&str; 6] =
    ["chromium", "firefox-esr", "fonts-noto-cjk", "libnss3-tools", "poppler-utils", "strace"];

pub(crate) fn run(args: Args) -> Outcome {
    args.end()?;
    install()
}

/// Does nothing, quickly, where everything is there.
pub(crate) fn install() -> Outcome {
    debian_packages()?;
    node_packages()
}

fn debian_packages() -> Outcome {
    let missing: Vec<&str> = PACKAGES.into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if !shell::is_on_path("apt-get") {
        return Err(Failure::new(format!(
            "the tests need these programs of Debian's packages: {}.",
            missing.join(", ")
        )));
    }
    if shell::output(&mut shell::command("id", &["-u"]))?.trim() != "0" {
        return Err(Failure::new(format!(
            "the tests need some Debian packages. Run this as root, then try again:\n  {by_hand}"
        )));
    }
    println!("installing {}", missing.join(", "));
    apt(&["update", "--quiet"])?;
    let mut words = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    words.extend(missing);
    apt(&words)
}

fn is_installed(package: &str) -> bool {
    let mut query = shell::command("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package]);
    query.output().is_ok_and(|output| output.stdout == b"installed")
}

fn apt(words: &[&str]) -> Outcome {
    shell::run(shell::command("apt-get", words).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// npm's own record of what it installed is compared with the lock file, so that a second run costs nothing.
fn node_packages() -> Outcome {
    let folder = paths::root().join("end2end");
    let modified = |name: &str| folder.join(name).metadata().and_then(|data| data.modified()).ok();
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    shell::run(
        shell::command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder),
    )
}
