//! Acknowledged is on disk: the real program, killed under load, and its system calls.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "whatever fails ends the test"
)]

mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use server::{Connection, Server, post, user};

const LETTERS: &str = "/api/v1/letters";
/// How many clients send at a time.
const CLIENTS: usize = 8;
/// The server dies when this many letters of a round are acknowledged: at another moment of its work each time.
const DEATHS: [usize; 6] = [1, 17, 40, 73, 111, 160];

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ikensho"))
}

/// What a client knows of a letter: its operation, its bytes, and the answer if there was one.
struct Sent {
    key: String,
    body: String,
    answer: Option<String>,
}

/// Sends letters until the server dies under the last needed acknowledgement; every letter ever tried, by its id.
fn load(server: Server, numbers: &AtomicU64, needed: usize) -> BTreeMap<String, Sent> {
    let (doctor, port) = (user(server.port, "ishi"), server.port);
    let sent = Mutex::new(BTreeMap::new());
    let (acknowledged, wait) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            let acknowledged = acknowledged.clone();
            let (sent, doctor) = (&sent, &doctor);
            scope.spawn(move || {
                let Ok(mut connection) = Connection::open(port, "ishi") else { return };
                loop {
                    let (id, body) = post(numbers.fetch_add(1, Ordering::Relaxed), doctor);
                    let key = uuid::Uuid::now_v7().to_string();
                    let answer = connection.post(LETTERS, &key, &body);
                    let answer = answer.ok().filter(|(status, _)| *status == 200).map(|(_, text)| text);
                    let dead = answer.is_none();
                    sent.lock().unwrap().insert(id, Sent { key, body, answer });
                    if dead || acknowledged.send(()).is_err() {
                        return;
                    }
                }
            });
        }
        for _ in 0..needed {
            wait.recv().expect("a client that is still sending");
        }
        server.kill();
    });
    sent.into_inner().unwrap()
}

/// Every letter the insurer holds, by its insured person's number.
fn held(port: u16) -> Vec<Value> {
    let mut connection = Connection::open(port, "hokensha").unwrap();
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let (status, text) = connection.get(&format!("{LETTERS}?limit=500{cursor}")).unwrap();
        assert_eq!(status, 200, "{text}");
        let page: Value = serde_json::from_str(&text).unwrap();
        items.extend(page["items"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

#[test]
fn every_acknowledged_letter_is_there_once_after_kill_9() {
    let data = tempfile::tempdir().unwrap();
    let numbers = AtomicU64::new(500_000);
    let mut all = BTreeMap::new();
    for needed in DEATHS {
        all.extend(load(Server::start(program(), data.path()), &numbers, needed));
    }
    let server = Server::start(program(), data.path());
    let before = held(server.port);
    let ids: BTreeSet<&str> = before.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), before.len(), "a letter is listed once");
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    for (id, sent) in &all {
        let held = ids.contains(&**id);
        assert!(held || sent.answer.is_none(), "{id} was acknowledged and is gone");
        // Whoever got no answer asks again; whoever got one gets it again.
        let (status, again) = connection.post(LETTERS, &sent.key, &sent.body).unwrap();
        assert_eq!(status, 200, "{again}");
        assert!(sent.answer.as_ref().is_none_or(|answer| *answer == again), "{id} has another receipt");
    }
    let after = held(server.port);
    let persons: BTreeSet<&str> = after.iter().map(|line| line["insured_no"].as_str().unwrap()).collect();
    let seeded = after.len() - all.len();
    assert_eq!(
        (seeded, persons.len()),
        (4, after.len()),
        "every letter once, and the four of the demonstration"
    );
    server.kill();
    let verified = program().args(["audit", "verify"]).arg(data.path()).output().unwrap();
    assert!(verified.status.success(), "{verified:?}");
}

#[test]
fn every_acknowledgement_comes_after_a_synchronised_commit() {
    let data = tempfile::tempdir().unwrap();
    let trace = data.path().join("trace");
    let mut command = Command::new("strace");
    let calls = "trace=fdatasync,fsync,read,recvfrom,write,writev,sendto,sendmsg";
    command.args(["-f", "-qq", "-s", "64", "-e", calls, "-o"]).arg(&trace);
    command.arg(env!("CARGO_BIN_EXE_ikensho"));
    let server = Server::start(command, &data.path().join("data"));
    let doctor = user(server.port, "ishi");
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    // The writer takes commands in turn: when these are answered, what the server does at its start is done.
    for _ in 0..3 {
        assert_eq!(connection.get(LETTERS).unwrap().0, 200);
    }
    for n in 0..20 {
        let (_, body) = post(700_000 + n, &doctor);
        let (status, text) = connection.post(LETTERS, &uuid::Uuid::now_v7().to_string(), &body).unwrap();
        assert_eq!(status, 200, "{text}");
    }
    drop(connection);
    terminate(server);
    assert_eq!(synchronised(&trace), [true; 20]);
}

/// The disk fails: the k-th synchronisation and every one after it ends in an error.
#[test]
fn after_a_failed_synchronisation_nothing_is_acknowledged_any_more() {
    let (data, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let log = logs.path().join("log");
    let failing = "exec strace -f -qq -e trace=fdatasync,fsync -e inject=fdatasync,fsync:error=EIO:when=25+ -o /dev/null \
                   \"$0\" \"$@\" 2>\"$LOG\"";
    let mut command = Command::new("sh");
    command.args(["-c", failing, env!("CARGO_BIN_EXE_ikensho")]).env("LOG", &log);
    let server = Server::start(command, data.path());
    let doctor = user(server.port, "ishi");
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    let mut sent = Vec::new();
    for n in 0..60 {
        let (id, body) = post(800_000 + n, &doctor);
        let key = uuid::Uuid::now_v7().to_string();
        let (status, text) = connection.post(LETTERS, &key, &body).unwrap();
        sent.push((id, key, body, status, text));
    }
    let failed =
        sent.iter().position(|(.., status, _)| *status != 200).expect("the disk fails within 60 letters");
    for (.., status, text) in &sent[failed..] {
        assert!(*status == 503 && text.contains("\"store.failed\""), "{status} {text}");
    }
    let mut start = Connection::open_at(server.port, "localhost").unwrap();
    assert_eq!(start.get("/healthz").unwrap().0, 503);
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("the store is read-only until restart"), "the operator's log says so: {said}");
    drop(connection);
    terminate(server);
    let server = Server::start(program(), data.path());
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    for (id, key, body, status, text) in &sent {
        let (again, answer) = connection.post(LETTERS, key, body).unwrap();
        assert!(again == 200 && (*status != 200 || answer == *text), "{id}: {again} {answer}");
    }
    let held = held(server.port);
    let persons: BTreeSet<&str> = held.iter().map(|line| line["insured_no"].as_str().unwrap()).collect();
    assert_eq!((held.len(), persons.len()), (64, 64), "every letter once, and the four of the demonstration");
    server.kill();
}

/// Asks the traced program to end, so that the trace is whole.
fn terminate(mut server: Server) {
    let children = format!("/proc/{0}/task/{0}/children", server.child.id());
    let program = std::fs::read_to_string(children).unwrap();
    let ended = Command::new("kill").args(["-TERM", program.split_whitespace().next().unwrap()]).status();
    assert!(ended.unwrap().success());
    server.child.wait().unwrap();
}

/// For each letter in the trace: whether a synchronisation began after it came in and ended before its answer.
fn synchronised(trace: &Path) -> Vec<bool> {
    let (mut answers, mut open, mut begun) = (Vec::new(), None, BTreeSet::new());
    for line in std::fs::read_to_string(trace).unwrap().lines() {
        let thread = line.split_whitespace().next().unwrap_or_default();
        if line.contains("\"POST /api/v1/letters ") {
            open = Some(false);
            begun.clear();
        } else if line.contains("HTTP/1.1 200") {
            answers.extend(open.take());
        } else if line.contains("sync(") && line.contains("unfinished") {
            begun.insert(thread);
        } else if line.contains("sync") && line.ends_with("= 0") {
            let whole = line.contains("sync(");
            open = open.map(|synchronised| synchronised || whole || begun.contains(thread));
        }
    }
    answers
}
