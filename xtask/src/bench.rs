//! `bench`: the measurements of docs/BENCHMARKS.md, as lines of `{name, value, unit}`.
//!
//! A measurement is one of four things, found by itself once it stands in its place:
//! a function in `bench/` listed in [`HERE`]; an ignored test listed in [`INSIDE`]; a script `end2end/bench/*.bench.mjs`; an example of a crate whose name
//! begins with `bench_`, built for release. Scripts and examples print their lines as JSON on standard output.

mod sizes;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::metadata::{self, list, text};
use crate::{build, end2end, paths, setup, shell};

/// One measured number.
pub(crate) struct Line {
    name: String,
    value: f64,
    unit: String,
}

impl Line {
    fn new(name: impl Into<String>, value: f64, unit: &str) -> Self {
        Self { name: name.into(), value, unit: unit.to_owned() }
    }

    fn parse(line: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| json.get(key)?.as_str().map(str::to_owned);
        Some(Self { name: text("name")?, value: json.get("value")?.as_f64()?, unit: text("unit")? })
    }

    fn print(&self, as_json: bool) {
        let Self { name, value, unit } = self;
        if as_json {
            println!("{}", serde_json::json!({ "name": name, "value": value, "unit": unit }));
        } else {
            println!("{name:<56} {value:>14} {unit}");
        }
    }
}

/// Measurements that need the built site only.
type Here = fn(&Path) -> Outcome<Vec<Line>>;
const HERE: [(&str, Here); 1] = [("sizes", sizes::measure)];

/// Measurements inside a program: ignored tests that print their lines, by package and name.
const INSIDE: [(&str, &str, &str); 2] =
    [("audit", "server", "audit::cost::cost"), ("relay", "server", "tests::relay::cost")];
/// Says to a measurement that it is only to be seen whether it works: its numbers count for nothing.
const SHORT: &str = "IKENSHO_BENCH_SHORT";

pub(crate) fn run(mut args: Args) -> Outcome {
    let json = args.take_flag("--json");
    let short = args.take_flag("--short");
    let peers = args.take_option("--peers")?.map(|folder| whole(Path::new(&folder))).transpose()?;
    let wanted = args.take_names()?;
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let with = |command: &mut Command| {
        command
            .envs(short.then_some((SHORT, "1")))
            .envs(peers.iter().map(|folder| ("IKENSHO_PEERS", folder)));
    };
    let mut ran = 0;
    for (_, measure) in HERE.iter().filter(|(name, _)| is_wanted(name)) {
        ran += 1;
        measure(&build::site(false)?)?.iter().for_each(|line| line.print(json));
    }
    for (_, package, test) in INSIDE.iter().filter(|(name, ..)| is_wanted(name)) {
        ran += 1;
        let words = ["test", "--quiet", "--release", "--package", package, "--bins", "--", test];
        let mut command = shell::cargo(&words);
        with(command.args(["--exact", "--ignored", "--nocapture"]));
        pass_on(&mut command, json)?;
    }
    for (package, example) in examples()?.iter().filter(|(_, example)| is_wanted(example)) {
        ran += 1;
        // Some measure the program itself.
        shell::run(&mut shell::cargo(&["build", "--quiet", "--release", "--package", package]))?;
        let words = ["run", "--quiet", "--release", "--package", package, "--example", example];
        let mut command = shell::cargo(&words);
        with(&mut command);
        pass_on(&mut command, json)?;
    }
    for script in end2end::files(".bench.mjs")?.iter().filter(|script| is_wanted(script)) {
        if script.contains("peers") && peers.is_none() {
            eprintln!("left out: {script} needs `--peers DIR`, the folder of the peers harness");
            continue;
        }
        ran += 1;
        let mut command = browser(script)?;
        with(&mut command);
        pass_on(&mut command, json)?;
    }
    if ran == 0 {
        return Err(Failure::new(format!("no measurement is called {}.", wanted.join(" or "))));
    }
    Ok(())
}

/// Release server and product site: what is measured is what is shipped. The bench site and the programs beside the server
/// are built for the scripts that name them.
fn browser(script: &str) -> Outcome<Command> {
    setup::install()?;
    let path = paths::root().join("end2end").join(script);
    let text = std::fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let site = build::site(false)?;
    let release = |words: &[&str]| {
        shell::run(&mut shell::cargo(&[&["build", "--quiet", "--release", "--package"], words].concat()))
    };
    release(&["server", "--bin", "ikensho"])?;
    for (package, example) in [("server", "letters_in"), ("letters", "bench_rules")] {
        if text.contains(example) {
            release(&[package, "--example", example])?;
        }
    }
    let mut node = end2end::node(&[script], &site, &paths::target().join("release/ikensho"));
    if text.contains("benchSite") {
        node.env("IKENSHO_SITE_BENCH", build::site(true)?);
    }
    Ok(node)
}

/// A folder's path from the root: measurements run elsewhere.
fn whole(folder: &Path) -> Outcome<PathBuf> {
    folder.canonicalize().map_err(Failure::file("find", folder))
}

/// `(package, example)` of every example called `bench_…`.
fn examples() -> Outcome<Vec<(String, String)>> {
    let workspace = metadata::read(&["--no-deps"])?;
    let mut found = Vec::new();
    for package in list(&workspace, "packages") {
        for target in list(package, "targets") {
            let is_example = list(target, "kind").iter().any(|kind| kind == "example");
            if is_example && text(target, "name").starts_with("bench_") {
                found.push((text(package, "name").to_owned(), text(target, "name").to_owned()));
            }
        }
    }
    Ok(found)
}

fn pass_on(command: &mut Command, json: bool) -> Outcome {
    let printed = shell::output(command.stderr(Stdio::inherit()))?;
    for line in printed.lines() {
        match Line::parse(line) {
            Some(measured) => measured.print(json),
            None => eprintln!("{line}"),
        }
    }
    Ok(())
}
