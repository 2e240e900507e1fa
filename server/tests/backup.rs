//! A backup made under load, and a server that goes on from it elsewhere.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "whatever fails ends the test"
)]

mod server;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use server::{Connection, Server, post, user};

const LETTERS: &str = "/api/v1/letters";
const CLIENTS: u64 = 4;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ikensho"))
}

fn admin(words: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let mut command = program();
    command.arg("admin");
    for word in words {
        command.arg(word);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr[..]].concat().iter().map(|byte| char::from(*byte)).collect()
}

fn holds(path: &Path, text: &str) -> bool {
    let bytes = std::fs::read(path).unwrap();
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A server with load on it, and everything it acknowledged: letter id → receipt.
fn backup_under_load(
    data: &Path,
    identity: &Path,
    to: &Path,
) -> (Server, BTreeMap<String, Value>, BTreeMap<String, Value>) {
    let server = Server::start(program(), data);
    let made = admin(&[&"backup-key", &"create", &identity, &"--data", &data]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(std::fs::metadata(identity).unwrap().permissions().mode() & 0o777, 0o600);
    let (port, doctor) = (server.port, user(server.port, "ishi"));
    let (sent, stop) = (Mutex::new(BTreeMap::new()), AtomicBool::new(false));
    let (acknowledged, wait) = std::sync::mpsc::channel();
    let mut before = BTreeMap::new();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (sent, stop, doctor, acknowledged) = (&sent, &stop, &doctor, acknowledged.clone());
            scope.spawn(move || {
                let mut connection = Connection::open(port, "ishi").unwrap();
                for n in 0.. {
                    if stop.load(Ordering::Acquire) {
                        return;
                    }
                    let (id, body) = post(100_000 * (client + 1) + n, doctor);
                    let key = uuid::Uuid::now_v7().to_string();
                    let (status, text) = connection.post(LETTERS, &key, &body).unwrap();
                    assert_eq!(status, 200, "{text}");
                    let answer: Value = serde_json::from_str(&text).unwrap();
                    sent.lock().unwrap().insert(id, answer["receipt"].clone());
                    let _ = acknowledged.send(());
                }
            });
        }
        for _ in 0..40 {
            wait.recv().expect("a client that is still sending");
        }
        before.extend(sent.lock().unwrap().clone());
        let made = admin(&[&"backup", &"--data", &data, &"--to", &to]);
        assert!(made.status.success(), "{}", said(&made));
        // Some come after it, too.
        while wait.try_recv().is_ok() {}
        wait.recv().expect("a client that is still sending");
        stop.store(true, Ordering::Release);
    });
    (server, before, sent.into_inner().unwrap())
}

#[test]
fn a_server_goes_on_from_a_backup_made_under_load() {
    let dir = tempfile::tempdir().unwrap();
    let [data, elsewhere] = ["data", "elsewhere"].map(|name| dir.path().join(name));
    let [identity, file, receipt, key] =
        ["backup.key", "a.backup", "receipt.json", "key.json"].map(|name| dir.path().join(name));
    let (server, before, all) = backup_under_load(&data, &identity, &file);
    let after = all.len() - before.len();
    assert!(before.len() >= 40 && after >= 1, "{} {after}", before.len());
    let again = admin(&[&"backup", &"--data", &data, &"--to", &file]);
    assert!(!again.status.success(), "a backup is never written over");
    let (_, public) = Connection::open(server.port, "ishi").unwrap().get("/api/v1/receipts/key").unwrap();
    std::fs::write(&key, public).unwrap();
    server.kill();
    // What a thief of the file has.
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    for name in ["髙橋", "千代子", "990010", "letter.receive"] {
        assert!(!holds(&file, name), "{name}");
        let database = ["ikensho.db", "ikensho.db-wal"].iter().any(|part| holds(&data.join(part), name));
        assert!(database, "{name} is looked for in the right way");
    }
    assert!(
        std::fs::read_dir(&data)
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_string_lossy().starts_with(".snapshot") })
    );

    let restored =
        admin(&[&"restore", &file, &"--identity", &identity, &"--data", &elsewhere, &"--key", &key]);
    assert!(restored.status.success(), "{}", said(&restored));
    let verified = admin(&[&"audit", &"verify", &elsewhere]);
    assert!(verified.status.success(), "{}", said(&verified));
    let server = Server::start(program(), &elsewhere);
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    let (_, me) = connection.get("/api/v1/me").unwrap();
    let me: Value = serde_json::from_str(&me).unwrap();
    assert_eq!(me["epoch"], 2, "raised by one");
    for (id, signed) in &before {
        let (status, text) = connection.get(&format!("{LETTERS}/{id}")).unwrap();
        let view: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((status, &view["receipt"]), (200, signed), "{id} was acknowledged before the backup");
    }
    // Receipts of before hold, those of after the backup included; new ones are of the new epoch.
    for signed in all.values() {
        std::fs::write(&receipt, signed.to_string()).unwrap();
        let held = program().args(["receipt", "verify"]).arg(&receipt).arg("--key").arg(&key).output();
        assert!(held.unwrap().status.success(), "{signed}");
    }
    let (_, body) = post(999_999, &user(server.port, "ishi"));
    // The server has closed the one above by now, if there were many receipts.
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    let (status, text) = connection.post(LETTERS, &uuid::Uuid::now_v7().to_string(), &body).unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    let body: Value = serde_json::from_str(answer["receipt"]["body"].as_str().unwrap()).unwrap();
    assert!(status == 200 && body["receipt_no"].as_str().unwrap().starts_with("02-"), "{text}");
    server.kill();
}

#[test]
fn what_is_no_whole_backup_of_ours_is_refused_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let [data, elsewhere] = ["data", "elsewhere"].map(|name| dir.path().join(name));
    let [identity, other, file, damaged] =
        ["backup.key", "other.key", "a.backup", "damaged"].map(|name| dir.path().join(name));
    let none = admin(&[&"backup", &"--data", &data, &"--to", &file]);
    assert!(!none.status.success() && !file.exists());
    Server::start(program(), &data).kill();
    let keyless = admin(&[&"backup", &"--data", &data, &"--to", &file]);
    assert!(!keyless.status.success() && !file.exists(), "nothing is written without a key");
    assert!(admin(&[&"backup-key", &"create", &identity, &"--data", &data]).status.success());
    assert!(admin(&[&"backup-key", &"create", &other]).status.success());
    assert!(!admin(&[&"backup-key", &"create", &other]).status.success(), "a key is never written over");
    let made = admin(&[&"backup", &"--data", &data, &"--to", &file]);
    assert!(made.status.success(), "{}", said(&made));
    let refused = |from: &Path, identity: &Path| {
        let output = admin(&[&"restore", &from, &"--identity", &identity, &"--data", &elsewhere]);
        assert!(!output.status.success(), "{}", said(&output));
        assert!(!elsewhere.exists(), "{}", said(&output));
    };
    refused(&file, &other);
    refused(&file, &file);
    let whole = std::fs::read(&file).unwrap();
    for part in [0, 1, 3, 9] {
        let mut bytes = whole.clone();
        let at = (bytes.len() - 1) * part / 9;
        bytes[at] ^= 1;
        std::fs::write(&damaged, &bytes).unwrap();
        refused(&damaged, &identity);
        std::fs::write(&damaged, &whole[..at]).unwrap();
        refused(&damaged, &identity);
    }
    // Another server's data is never touched.
    let restored = admin(&[&"restore", &file, &"--identity", &identity, &"--data", &data]);
    assert!(!restored.status.success());
    assert!(data.join("ikensho.db").is_file());
    // A log that was touched is not backed up as if it were whole.
    let connection = rusqlite::Connection::open(data.join("ikensho.db")).unwrap();
    connection
        .execute_batch("DROP TRIGGER audit_log_fixed; UPDATE audit_log SET hash = 'x' WHERE number = 2")
        .unwrap();
    drop(connection);
    let second = dir.path().join("b.backup");
    let touched = admin(&[&"backup", &"--data", &data, &"--to", &second]);
    assert!(!touched.status.success() && !second.exists(), "{}", said(&touched));
}
