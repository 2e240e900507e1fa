//! What an event costs the request it is written for: `cargo xtask bench audit`.

use std::sync::Arc;
use std::time::Instant;

use super::{Copy, Entry, FOLDER, Seen, append};
use crate::moment;
use crate::store::rows::AnswerRow;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, StoreError, write};

const ROUNDS: usize = 5;
const WRITES: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Without,
    With,
    Copied,
}

const KINDS: [(Kind, &str); 3] =
    [(Kind::Without, "no event"), (Kind::With, "an event"), (Kind::Copied, "an event and its copy")];

/// Microseconds a write, when so many wait at a time.
async fn measure(kind: Kind, clients: usize) -> f64 {
    let dir = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).unwrap();
    let path = dir.path().join("ikensho.db");
    let store: Arc<dyn Store> = Arc::new(match kind {
        Kind::Copied => Sqlite::open_with_copy(&path, Copy::open(&dir.path().join(FOLDER)).unwrap()).unwrap(),
        _ => Sqlite::open(&path).unwrap(),
    });
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                for n in 0..WRITES / clients {
                    let row = AnswerRow {
                        scope: "0199e0a0-0000-7000-8000-000000000001".into(),
                        key: format!("{client}-{n}"),
                        digest: String::new(),
                        status: 200,
                        etag: None,
                        body: "x".repeat(2000),
                        at: moment::machine().text(),
                        kept: true,
                    };
                    let done = write(&*store, move |tx| {
                        tx.put_answer(&row)?;
                        if kind == Kind::Without {
                            return Ok(());
                        }
                        append(
                            tx,
                            Entry {
                                at: moment::machine(),
                                who: "0199e0a0-0000-7000-8000-000000000011",
                                place: "facility:0199e0a0-0000-7000-8000-000000000001",
                                terminal: "0199e0a0-0000-7000-8000-0000000000cc",
                                because: "letter.look medical doctor own",
                                action: "letter.look",
                                subject: "0199e0a0-0000-7000-8000-0000000000aa",
                                refused: "",
                                people: vec![Seen::new("0199e0a0-0000-7000-8000-0000000000bb", "990010")],
                            },
                        )
                    });
                    done.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    begun.elapsed().as_secs_f64() * 1e6 / WRITES as f64
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, not a test"]
async fn cost() {
    let rounds = if std::env::var_os("IKENSHO_BENCH_SHORT").is_some() { 1 } else { ROUNDS };
    println!();
    for clients in [1, 32] {
        let mut taken = [const { Vec::new() }; KINDS.len()];
        // One after the other in every round, so that all meet the same machine.
        for _ in 0..rounds {
            for ((kind, _), taken) in KINDS.iter().zip(&mut taken) {
                taken.push(measure(*kind, clients).await);
            }
        }
        for ((_, name), mut taken) in KINDS.iter().zip(taken) {
            taken.sort_by(f64::total_cmp);
            let name = format!("a durable write with {name}, {clients} at a time");
            println!("{}", serde_json::json!({ "name": name, "value": taken[rounds / 2], "unit": "µs" }));
        }
    }
}
