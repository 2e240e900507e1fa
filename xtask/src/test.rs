//! `test`: everything a change must pass; what fails soonest comes first. Nothing is ever skipped.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::{build, check, end2end, paths, setup, shell, tidy};

pub(crate) fn run(mut args: Args) -> Outcome {
    let long = args.take_flag("--long");
    args.end()?;
    let steps = Steps::default();
    let passed = all(&steps, long);
    let Steps { lines, failure } = steps;
    println!("\n{}", lines.into_inner().unwrap_or_else(PoisonError::into_inner).join("\n"));
    match (failure.into_inner().unwrap_or_else(PoisonError::into_inner), passed) {
        (Some(failure), _) => Err(failure),
        (None, None) => Err(Failure::new("a step stopped in the middle.")),
        (None, Some(())) => Ok(()),
    }
}

/// Packages come while the lints run. The browser's half is built beside the server's: it ends in modules that are
/// optimised whole, each on one core, and the server's tests wait for the disk.
fn all(steps: &Steps, long: bool) -> Option<()> {
    steps.run("formatting", check::format)?;
    steps.run("house rules", tidy::run)?;
    thread::scope(|scope| {
        let packages = scope.spawn(|| steps.run("setup", setup::install));
        let browser = scope.spawn(|| {
            steps.run("lints of the browser's half", check::browser_lints)?;
            steps.run("site", || build::site(false).map(drop))
        });
        let native = steps
            .run("lints", check::native_lints)
            .and_then(|()| packages.join().ok().flatten())
            .and_then(|()| steps.run("tests", || native(long)));
        browser.join().ok().flatten().and(native)
    })?;
    steps.run("browser", || browser(long))
}

/// What was done, how long it took, and the first failure. After one, no step begins any more.
#[derive(Default)]
struct Steps {
    lines: Mutex<Vec<String>>,
    failure: Mutex<Option<Failure>>,
}

impl Steps {
    /// Nothing when the step failed, or when another has.
    fn run(&self, name: &str, step: impl FnOnce() -> Outcome) -> Option<()> {
        if self.failure.lock().ok()?.is_some() {
            return None;
        }
        println!("── {name}");
        let started = Instant::now();
        let outcome = step();
        let word = if outcome.is_ok() { "ok    " } else { "FAILED" };
        let line = format!("{word} {name} ({:.0} s)", started.elapsed().as_secs_f64());
        println!("── {line}");
        self.lines.lock().ok()?.push(line);
        if let Err(failure) = outcome {
            self.failure.lock().ok()?.get_or_insert(failure);
            return None;
        }
        Some(())
    }
}

/// `IKENSHO_LONG=1` makes the campaigns of the tests long.
fn native(long: bool) -> Outcome {
    shell::run(&mut shell::cargo(&["test", "--quiet", "--package", "xtask"]))?;
    let mut cargo = shell::cargo(&["test", "--quiet"]);
    if long {
        cargo.env("IKENSHO_LONG", "1");
    }
    shell::run(&mut cargo)
}

/// Two files at a time: each waits for its own browser and server more than it computes.
fn browser(long: bool) -> Outcome {
    let files = end2end::files(".test.mjs")?;
    if files.is_empty() {
        return Err(Failure::new("end2end/ has no tests."));
    }
    let words = ["--test", "--test-concurrency=2", "--test-reporter=spec"];
    let mut node = end2end::node(&words, &paths::site(false), &end2end::server());
    if long {
        node.env("IKENSHO_LONG", "1");
    }
    shell::run(node.args(files))
}

#[cfg(test)]
mod tests {
    use super::Steps;
    use crate::failure::Failure;

    #[test]
    fn after_a_failure_nothing_is_begun_and_the_first_is_told() {
        let steps = Steps::default();
        assert_eq!(steps.run("one", || Ok(())), Some(()));
        assert_eq!(steps.run("two", || Err(Failure::new("two went wrong."))), None);
        assert_eq!(steps.run("three", || unreachable!("begun after a failure")), None);
        let lines = steps.lines.into_inner().unwrap();
        assert_eq!(lines, ["ok     one (0 s)", "FAILED two (0 s)"]);
        assert_eq!(steps.failure.into_inner().unwrap().unwrap().to_string(), "two went wrong.");
    }
}
