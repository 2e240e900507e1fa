//! Words planted where patients' text and secrets go, looked for where they must not be.

#![expect(clippy::unwrap_used, reason = "whatever fails ends the test")]

mod server;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use letters::{hash, json};
use serde_json::{Value, json};
use server::{Connection, Server, post, user};

/// Planted words: each stands for a patient's text in one field. None is like another.
const FIELDS: [&str; 8] =
    ["pt_name", "pt_addr", "dx1_name", "dx2_name", "course_text", "nutrition_text", "risk_plan", "remarks"];
const ROUNDS: usize = 25;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ikensho"))
}

/// Every file of a folder but the live database, which is the documented exception.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, found);
        } else if !name.starts_with("ikensho.db") {
            found.push(path);
        }
    }
}

fn planted(round: usize) -> Vec<String> {
    FIELDS.iter().enumerate().map(|(n, _)| format!("ヒミツ{round:02}{n}標識")).collect()
}

#[test]
fn two_hundred_planted_words_are_in_the_database_alone() {
    let dir = tempfile::tempdir().unwrap();
    let [data, log, identity, backup] =
        ["data", "server.log", "backup.key", "a.backup"].map(|name| dir.path().join(name));
    // Everything the server says of itself goes into a file.
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" 2>\"$LOG\"", env!("CARGO_BIN_EXE_ikensho")]).env("LOG", &log);
    let server = Server::start(command, &data);
    let doctor = user(server.port, "ishi");
    let mut connection = Connection::open(server.port, "ishi").unwrap();
    let mut words = BTreeSet::new();
    for round in 0..ROUNDS {
        let (id, body) = post(610_000 + round as u64, &doctor);
        let mut body: Value = serde_json::from_str(&body).unwrap();
        let mut letter = body["letter"].clone();
        for (field, word) in FIELDS.iter().zip(planted(round)) {
            letter["answers"][field] = word.clone().into();
            words.insert(word);
        }
        let letter = json::to_value(&json::from_value(&letter).unwrap());
        body["sha256"] = hash::text(&json::canonical(&letter)).into();
        body["letter"] = letter;
        let key = uuid::Uuid::now_v7().to_string();
        let (status, _) = connection.post("/api/v1/letters", &key, &body.to_string()).unwrap();
        assert_eq!(status, 200);
        connection.get(&format!("/api/v1/letters/{id}")).unwrap();
        // Where it does not belong: unknown fields, broken JSON, ids and queries.
        for word in planted(round) {
            let wrong = json!({ "letter": word, word.clone(): 1 }).to_string();
            connection.post("/api/v1/letters", &uuid::Uuid::now_v7().to_string(), &wrong).unwrap();
            connection
                .post("/api/v1/drafts", &uuid::Uuid::now_v7().to_string(), &format!("{{\"{word}"))
                .unwrap();
            let word: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
            connection.get(&format!("/api/v1/letters/{word}?cursor={word}")).unwrap();
        }
    }
    let mut start = Connection::open_at(server.port, "localhost").unwrap();
    let (status, metrics) = start.get("/metrics").unwrap();
    assert_eq!(status, 200);
    let admin = |words: &[&dyn AsRef<std::ffi::OsStr>]| {
        let mut command = program();
        command.arg("admin");
        command.args(words);
        assert!(command.output().unwrap().status.success());
    };
    admin(&[&"backup-key", &"create", &identity, &"--data", &data]);
    admin(&[&"backup", &"--data", &data, &"--to", &backup]);
    server.kill();
    assert_eq!(words.len(), 200);
    let mut looked_at = vec![log, backup, identity];
    files(&data, &mut looked_at);
    assert!(looked_at.iter().any(|path| path.ends_with("audit.log")));
    for path in &looked_at {
        let bytes = std::fs::read(path).unwrap();
        for word in &words {
            let held = holds(&bytes, word.as_bytes());
            assert!(!held, "{word} is in {}", path.display());
        }
    }
    assert!(words.iter().all(|word| !metrics.contains(word.as_str())));
    // The database holds what was sent: the search finds words that are there.
    let database: Vec<u8> = ["ikensho.db", "ikensho.db-wal"]
        .iter()
        .filter_map(|name| std::fs::read(data.join(name)).ok())
        .flatten()
        .collect();
    let found = words.iter().filter(|word| holds(&database, word.as_bytes())).count();
    assert!(found >= 100, "{found}");
    // Secrets: the receipt key's bytes are in its own file alone.
    let secret = std::fs::read(data.join("receipt.key")).unwrap();
    for path in looked_at.iter().filter(|path| !path.ends_with("receipt.key")) {
        assert!(!holds(&std::fs::read(path).unwrap(), &secret), "{}", path.display());
    }
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
