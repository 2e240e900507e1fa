//! Files of any size: the server's memory stays what it was.

mod big;
#[expect(dead_code, reason = "other tests use the rest")]
mod server;

use std::process::Command;

use big::{File, peak};
use server::{Connection, Server};

/// How much more memory a file of any size may take.
const MORE: u64 = 64 * 1024 * 1024;

#[test]
fn two_hundred_megabytes_with_ten_thousand_letters_take_no_more_memory() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(Command::new(env!("CARGO_BIN_EXE_ikensho")), data.path());
    let (port, process) = (server.port, server.child.id());
    let small = File { letters: 200, junk: 0, is_open: false }.send(port).unwrap();
    assert_eq!((small.status, small.received, small.failed), (200, 200, 0));
    let before = peak(process).unwrap();
    // A file that breaks off at its very end: nothing of it is received.
    let broken = File { letters: 1000, junk: 2050, is_open: true }.send(port).unwrap();
    assert!(broken.bytes > 200_000_000, "{}", broken.bytes);
    assert_eq!((broken.status, broken.received), (422, 0));
    assert!(broken.text.contains("letter.csv.quote"), "{}", broken.text);
    let whole = File { letters: 10_000, junk: 1900, is_open: false }.send(port).unwrap();
    assert_eq!((whole.status, whole.received, whole.failed), (200, 10_000, 1900));
    let after = peak(process).unwrap();
    println!(
        "{} MB sent, peak memory {} KB before, {} KB after",
        whole.bytes / 1_000_000,
        before / 1024,
        after / 1024
    );
    assert!(after < before + MORE, "{before} bytes before, {after} after");
    let (status, text) = Connection::open(port, "hokensha").unwrap().get("/api/v1/letters?limit=1").unwrap();
    assert_eq!(status, 200, "{text}");
}
