//! Words planted where patients' text and secrets go, looked for where they must not be.

#[expect(dead_code, reason = "another test looks into memory")]
mod plant;
mod server;

use std::collections::BTreeSet;
use std::process::Command;

use letters::{hash, json};
use plant::{Search, files, is_database, percent};
use serde_json::{Value, json};
use server::{Connection, Server, post, user};

/// Planted words: each stands for a patient's text in one field. None is like another.
const FIELDS: [&str; 8] =
    ["pt_name", "pt_addr", "dx1_name", "dx2_name", "course_text", "nutrition_text", "risk_plan", "remarks"];
const ROUNDS: usize = 25;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ikensho"))
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
            let word = percent(&word);
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
    let mut search = Search::new();
    words.iter().for_each(|word| search.word(word, word));
    let (database, mut looked_at): (Vec<_>, Vec<_>) =
        files(&data).into_iter().partition(|path| is_database(path));
    looked_at.extend([log, backup, identity]);
    assert!(looked_at.iter().any(|path| path.ends_with("audit.log")));
    let found: Vec<String> = looked_at.iter().flat_map(|path| search.in_file(path)).collect();
    assert_eq!(found, [] as [String; 0]);
    assert_eq!(search.in_bytes(metrics.as_bytes()), [] as [String; 0]);
    // The database holds what was sent: the search finds words that are there.
    let held: BTreeSet<String> = database.iter().flat_map(|path| search.in_file(path)).collect();
    assert!(held.len() >= 100, "{}", held.len());
    // Secrets: the receipt key's bytes are in its own file alone.
    let mut secrets = Search::new();
    secrets.bytes("receipt.key", &std::fs::read(data.join("receipt.key")).unwrap());
    looked_at.retain(|path| !path.ends_with("receipt.key"));
    let found: Vec<String> =
        looked_at.iter().chain(&database).flat_map(|path| secrets.in_file(path)).collect();
    assert_eq!(found, [] as [String; 0]);
}
