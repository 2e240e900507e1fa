//! `demo`: builds everything and opens a demonstration on this machine.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::{build, paths, shell};

/// Runs until the server ends; the server gets the terminal's Ctrl-C itself.
pub(crate) fn run(mut args: Args) -> Outcome {
    let port = args.take_option("--port")?.unwrap_or_else(|| "8080".to_owned());
    if port.parse::<u16>().is_err() {
        return Err(Failure::new(format!("`{port}` is not a port: give a number from 0 to 65535.")));
    }
    let data = args.take_option("--data")?;
    let open = !args.take_flag("--no-open");
    let bench = args.take_flag("--bench");
    args.end()?;
    println!("building the browser's files; the first time takes some minutes");
    let site = build::site(bench)?;
    println!("building the server");
    shell::run(&mut shell::cargo(&[
        "build",
        "--quiet",
        "--release",
        "--package",
        "server",
        "--bin",
        "ikensho",
    ]))?;
    let mut server = Command::new(paths::target().join("release/ikensho"));
    server.args(["demo", "--port", &port]).arg("--site").arg(&site);
    if let Some(data) = data {
        server.args(["--data", &data]);
    }
    if bench {
        server.arg("--bench");
    }
    serve(server, open)
}

/// Passes on what the server prints, and opens a browser once it is ready.
fn serve(mut server: Command, open: bool) -> Outcome {
    let failed = |error| Failure::new(format!("the server could not be started: {error}"));
    let mut child = server.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            if let Some(address) = line.strip_prefix("ready ").filter(|_| open) {
                open_browser(address);
            }
        }
    }
    let status = child.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("the server ended ({status})."))) }
}

/// A machine without a browser to open still has the address on its screen.
fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if shell::is_on_path(opener) {
        let quiet = shell::command(opener, &[address]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        if quiet.is_err() {
            println!("open {address} in a browser");
        }
    }
}
