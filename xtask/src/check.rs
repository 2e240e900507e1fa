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

/// The native workspace with its tests, then the browser half for the target it runs on, with and without its probe.
pub(crate) fn lints() -> Outcome {
    shell::run(&mut shell::cargo(&["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]))?;
    build::install_target()?;
    let browser = ["clippy", "--quiet", "--package", "app", "--target", "wasm32-unknown-unknown"];
    shell::run(shell::cargo(&browser).args(["--", "-D", "warnings"]))?;
    shell::run(shell::cargo(&browser).args(["--features", "bench", "--", "-D", "warnings"]))
}
