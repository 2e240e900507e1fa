//! How fast a file of letters is read, and received by a running server: `{name, value, unit}` lines.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends, and says why"
)]

#[path = "../tests/big/mod.rs"]
mod big;
#[path = "../tests/server/mod.rs"]
#[expect(dead_code, reason = "the tests of the server use the rest")]
mod server;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use big::{File, peak};
use server::Server;

const LETTERS: u32 = 10_000;

fn main() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(Command::new(program()), data.path());
    let before = peak(server.child.id()).expect("its memory");
    let received = measured(&server, File { letters: LETTERS, junk: 0, is_open: false });
    let line = |name: &str, value: f64, unit: &str| {
        println!("{}", serde_json::json!({ "name": name, "value": value, "unit": unit }));
    };
    let megabytes = |bytes: u64| bytes as f64 / 1_000_000.0;
    line("CSV import, 10,000 letters", f64::from(LETTERS) / received, "letters/s");
    line("CSV import, 10,000 letters, server's memory before", megabytes(before), "MB");
    let after = peak(server.child.id()).expect("its memory");
    line("CSV import, 10,000 letters, server's peak memory", megabytes(after), "MB");
    // The same letters again: known by their content.
    let known = measured(&server, File { letters: LETTERS, junk: 0, is_open: false });
    line("CSV import, 10,000 letters known already", f64::from(LETTERS) / known, "letters/s");
    let took = measured(&server, File { letters: LETTERS, junk: 1900, is_open: false });
    line("CSV import, 200 MB", took, "s");
    let after = peak(server.child.id()).expect("its memory");
    line("CSV import, 200 MB, server's peak memory", megabytes(after), "MB");
    server.kill();
}

fn measured(server: &Server, file: File) -> f64 {
    let begin = Instant::now();
    let said = file.send(server.port).expect("an answer");
    assert!(said.received == file.letters as usize, "{} {}", said.status, said.text);
    begin.elapsed().as_secs_f64()
}

/// The server, built as it is shipped.
fn program() -> PathBuf {
    let example = std::env::current_exe().expect("this program's own place");
    let folder = example.ancestors().nth(2).expect("the folder of built programs").to_owned();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = ["build", "--quiet", "--release", "--package", "server", "--bin", "ikensho"];
    assert!(
        Command::new(cargo).args(build).status().is_ok_and(|status| status.success()),
        "the server is built"
    );
    folder.join("ikensho")
}
