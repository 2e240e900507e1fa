//! `check`: formatting, lints on both targets, house rules.

use crate::args::Args;
use crate::failure::Outcome;
use crate::{build, shell, tidy};

pub(crate) fn run(mut args: Args) -> Outcome {
    let only_house = args.take_flag("--house");
    args.end()?;
    format()?;
    if !only_house {
        lints()?;
    }
    tidy::run()?;
    println!("checked: formatting, {}house rules", if only_house { "" } else { "lints, " });
    Ok(())
}

pub(crate) fn format() -> Outcome {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))
}

/// The native workspace with its tests, then the browser half.
fn lints() -> Outcome {
    native_lints()?;
    browser_lints()
}

pub(crate) fn native_lints() -> Outcome {
    let native = ["clippy", "--quiet", "--workspace", "--exclude", "app", "--all-targets"];
    shell::run(shell::cargo(&native).args(["--", "-D", "warnings"]))
}

/// The browser half for the target it runs on, with and without its probe; in the profile it ships in, so that macros and
/// build scripts are the same that `build` needs.
pub(crate) fn browser_lints() -> Outcome {
    build::install_target()?;
    let browser = ["clippy", "--quiet", "--package", "app", "--target", build::TARGET, "--profile", "wasm"];
    shell::run(shell::cargo(&browser).args(["--", "-D", "warnings"]))?;
    shell::run(shell::cargo(&browser).args(["--features", "bench", "--", "-D", "warnings"]))
}
