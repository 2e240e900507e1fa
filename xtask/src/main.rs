//! `cargo xtask …`: every chore of the project, each in a file of its own.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks on stdout and stderr"
)]

mod args;
mod assets;
mod bench;
mod build;
mod bundle;
mod check;
mod demo;
mod deny;
mod dist;
mod end2end;
mod failure;
mod metadata;
mod mutate;
mod paths;
mod pieces;
mod setup;
mod shell;
mod slim;
mod squeeze;
mod test;
mod tidy;
mod unused;
mod wasm;

use std::process::ExitCode;

use failure::Failure;

const USAGE: &str = "\
cargo xtask build [--bench]            the browser's files, into target/site (target/site-bench)
cargo xtask demo  [--port N] [--data DIR] [--no-open] [--bench]
                                       builds everything and opens a demonstration on this machine
cargo xtask setup                      what the tests need beyond rustup, Node and a C compiler
cargo xtask test  [--long]             setup, check, every test, the browser tests
cargo xtask check [--house]            formatting, lints, house rules; --house: without the lints
cargo xtask dist  [--sbom]              the program with its pages inside, its bill of materials, and checksums
cargo xtask mutate                     negates every condition of the rules and asks whether a test letter notices
cargo xtask bench [--json] [--short] [--peers DIR] [NAME…]
                                       the measurements of docs/BENCHMARKS.md; --short: whether they work at all";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let chore = words.next().unwrap_or_default();
    let args = args::Args::new(words.collect());
    let outcome = match chore.as_str() {
        "build" => build::run(args),
        "demo" => demo::run(args),
        "setup" => setup::run(args),
        "test" => test::run(args),
        "check" => check::run(args),
        "bench" => bench::run(args),
        "dist" => dist::run(args),
        "mutate" => mutate::run(args),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no chore `{other}`.\n{USAGE}"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
