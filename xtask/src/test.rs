//! `test`: everything a change must pass, in the order in which it fails soonest. Nothing is ever skipped.

use std::time::Instant;

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::{build, check, end2end, setup, shell, tidy};

pub(crate) fn run(mut args: Args) -> Outcome {
    let long = args.take_flag("--long");
    args.end()?;
    let steps: [(&str, &dyn Fn() -> Outcome); 6] = [
        ("setup", &setup::install),
        ("formatting", &check::format),
        ("house rules", &tidy::run),
        ("lints", &check::lints),
        ("tests", &|| native(long)),
        ("browser", &|| browser(long)),
    ];
    let mut summary = Vec::new();
    for (name, step) in steps {
        println!("── {name}");
        let started = Instant::now();
        let outcome = step();
        summary.push(format!(
            "{} {name} ({:.0} s)",
            if outcome.is_ok() { "ok    " } else { "FAILED" },
            started.elapsed().as_secs_f64()
        ));
        if outcome.is_err() {
            println!("\n{}", summary.join("\n"));
            return outcome;
        }
    }
    println!("\n{}", summary.join("\n"));
    Ok(())
}

/// `IKENSHO_LONG=1` makes the campaigns of the tests long.
fn native(long: bool) -> Outcome {
    let mut cargo = shell::cargo(&["test", "--quiet"]);
    if long {
        cargo.env("IKENSHO_LONG", "1");
    }
    shell::run(&mut cargo)
}

fn browser(long: bool) -> Outcome {
    let site = build::site(false)?;
    let server = end2end::server()?;
    let files = end2end::files(".test.mjs")?;
    if files.is_empty() {
        return Err(Failure::new("end2end/ has no tests."));
    }
    let mut node = end2end::node(&["--test", "--test-concurrency=1", "--test-reporter=spec"], &site, &server);
    if long {
        node.env("IKENSHO_LONG", "1");
    }
    shell::run(node.args(files))
}
