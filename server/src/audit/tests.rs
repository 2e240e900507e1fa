//! What was done to the log is found, and the event named.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;
use wire::letters::ReceiptKey;

use super::verify::verify_from;
use super::*;
use crate::moment::{Clock, Moment};
use crate::receipt::Signer;
use crate::store::rows::AuditRow;
use crate::store::sqlite::{Sqlite, look_at};
use crate::store::{Store, StoreError, write};

const EVENTS: u64 = 10_000;
/// Positions tried of each kind of change.
const POSITIONS: usize = 250;
/// A checkpoint stands at every so many events.
const MINUTE: u64 = 500;

/// A small generator of its own: the same seed touches the same events on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// An event that has one before it and one behind it.
    fn event(&mut self) -> u64 {
        2 + self.below(EVENTS - 2)
    }
}

fn signer() -> Signer {
    Signer::new(&[7; 32])
}

fn key() -> ReceiptKey {
    signer().public_key()
}

fn clock() -> Clock {
    Arc::new(|| Moment(1_791_989_999_999))
}

/// A log of so many events with its checkpoints and its copy.
async fn log(events: u64) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ikensho.db");
    let copy = Copy::open(&dir.path().join(FOLDER)).unwrap();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open_with_copy(&path, copy).unwrap());
    grow(&store, events).await;
    (dir, path)
}

async fn grow(store: &Arc<dyn Store>, events: u64) {
    let mut written = 0;
    while written < events {
        let part = MINUTE.min(events - written);
        let done = write(&**store, move |tx| {
            (0..part).try_for_each(|n| {
                append(
                    tx,
                    Entry {
                        at: Moment(1_791_989_999_999),
                        who: "0199e0a0-0000-7000-8000-000000000011",
                        place: "facility:0199e0a0-0000-7000-8000-000000000001",
                        terminal: "loopback",
                        because: "own_facility",
                        action: if n % 3 == 0 { "letter.look" } else { "draft.change" },
                        subject: "0199e0a0-0000-7000-8000-0000000000aa",
                        refused: "",
                        people: vec![Seen::new("0199e0a0-0000-7000-8000-0000000000bb", "990010")],
                    },
                )
            })
        });
        done.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
        written += part;
        assert!(checkpoint(store, &clock(), &signer()).await.unwrap());
    }
}

fn rows(path: &Path) -> Vec<AuditRow> {
    let mut all = Vec::new();
    look_at(path, &mut |rows| all = rows.audit(0, usize::MAX).unwrap()).unwrap();
    all
}

fn verified(path: &Path, chain: &Chain, copy: Option<&Path>) -> Verified {
    let mut lines = copy.map(|folder| Lines::open(folder).unwrap());
    let mut found = None;
    look_at(path, &mut |rows| {
        found = Some(verify_from(chain.clone(), rows, &key(), lines.as_mut()).unwrap());
    })
    .unwrap();
    found.unwrap()
}

fn broken(number: u64, fault: Fault) -> Option<Broken> {
    Some(Broken { number, fault })
}

/// The chain as it stands before each event.
fn chains(rows: &[AuditRow]) -> Vec<Chain> {
    let mut chain = Chain::default();
    let mut before = Vec::with_capacity(rows.len());
    for row in rows {
        before.push(chain.clone());
        chain.follow(row.clone()).unwrap();
    }
    before
}

/// The first event of these that does not fit behind `chain`.
fn first(mut chain: Chain, rows: impl IntoIterator<Item = AuditRow>) -> Option<Broken> {
    rows.into_iter().find_map(|row| {
        let number = chain.number + 1;
        chain.follow(row).err().map(|fault| Broken { number, fault })
    })
}

fn flip(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] ^= 1;
    String::from_utf8(bytes).unwrap()
}

/// An event somebody who knows the format would write at this place.
fn forged(chain: &Chain, like: &AuditRow) -> AuditRow {
    let mut event: AuditEvent = serde_json::from_str(&like.doc).unwrap();
    (event.number, event.previous) = (chain.number + 1, chain.hash.clone());
    event.who = "nobody".to_owned();
    let doc = serde_json::to_string(&event).unwrap();
    AuditRow { number: event.number, hash: sha256(&doc), doc, ..like.clone() }
}

#[tokio::test]
async fn one_event_of_ten_thousand_flipped_deleted_inserted_moved_or_cut_off_is_found_and_named() {
    let (dir, path) = log(EVENTS).await;
    let rows = rows(&path);
    let before = chains(&rows);
    assert_eq!(rows.len() as u64, EVENTS);
    let whole = verified(&path, &Chain::default(), Some(&dir.path().join(FOLDER)));
    assert_eq!(whole, Verified { events: EVENTS, checkpoints: EVENTS / MINUTE, broken: None });
    let mut random = Random(20_261_014);
    for _ in 0..POSITIONS {
        let number = random.event();
        let at = number as usize - 1;
        let from = at - at.min(random.below(40) as usize);
        let kept = || rows[from..at].iter().cloned();
        let chain = || before[from].clone();
        let rest = || rows[at..].iter().take(5).cloned();

        let mut row = rows[at].clone();
        let fault = match random.below(3) {
            0 => {
                row.doc = flip(&row.doc, random.below(row.doc.len() as u64) as usize);
                Fault::Hash
            }
            1 => {
                row.hash = flip(&row.hash, random.below(64) as usize);
                Fault::Hash
            }
            _ => {
                row.place = flip(&row.place, random.below(row.place.len() as u64) as usize);
                Fault::Index
            }
        };
        assert_eq!(first(chain(), kept().chain([row]).chain(rest().skip(1))), broken(number, fault));

        assert_eq!(first(chain(), kept().chain(rest().skip(1))), broken(number, Fault::Missing), "deleted");

        // The inserted event fits by itself; the true one that follows it does not.
        let inserted = forged(&before[at], &rows[at]);
        let found = first(chain(), kept().chain([inserted]).chain(rest()));
        assert_eq!(found, broken(number + 1, Fault::Missing), "inserted");
        let inserted = forged(&before[at], &rows[at]);
        let moved = rest().map(|row| AuditRow { number: row.number + 1, ..row });
        let found = first(chain(), kept().chain([inserted]).chain(moved));
        assert_eq!(found, broken(number + 1, Fault::Text), "inserted, the others moved");

        let (a, b) = (rows[at].clone(), rows[at + 1].clone());
        let swapped =
            [AuditRow { number: a.number, ..b.clone() }, AuditRow { number: b.number, ..a.clone() }];
        let found = first(chain(), kept().chain(swapped).chain(rest().skip(2)));
        assert_eq!(found, broken(number, Fault::Text), "reordered");
    }
    // Cut off: from the end on, so that one database serves for all.
    let cutter = Connection::open(&path).unwrap();
    cutter.execute_batch("DROP TRIGGER audit_log_kept; PRAGMA synchronous = OFF").unwrap();
    let mut ends: Vec<u64> = (0..POSITIONS).map(|_| random.event()).collect();
    ends.sort_unstable();
    ends.dedup();
    assert!(ends.len() >= 200);
    for end in ends.into_iter().rev() {
        cutter.execute("DELETE FROM audit_log WHERE number > ?1", [end as i64]).unwrap();
        let near = &before[end as usize - 1];
        let found = verified(&path, near, None);
        assert_eq!(found.broken, broken(end + 1, Fault::Truncated));
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_forget_an_event() {
    let (_dir, path) = log(3).await;
    let connection = Connection::open(&path).unwrap();
    for sql in ["DELETE FROM audit_log", "UPDATE audit_log SET doc = ''"] {
        let error = connection.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    assert_eq!(rows(&path).len(), 3);
}

/// Whoever can write the database can hash, too: what he writes anew is found by the checkpoints and by the copy.
#[tokio::test]
async fn a_log_written_anew_from_some_event_on_is_found_by_checkpoint_and_copy() {
    let (dir, path) = log(1200).await;
    let folder = dir.path().join(FOLDER);
    let all = rows(&path);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("DROP TRIGGER audit_log_kept; DROP TRIGGER audit_log_fixed").unwrap();
    let before = chains(&all);
    let mut chain = before[699].clone();
    for row in &all[699..] {
        let row = forged(&chain, row);
        connection
            .execute(
                "UPDATE audit_log SET doc = ?1, hash = ?2 WHERE number = ?3",
                rusqlite::params![row.doc, row.hash, row.number as i64],
            )
            .unwrap();
        chain.follow(row).unwrap();
    }
    assert_eq!(verified(&path, &Chain::default(), None).broken, broken(1000, Fault::Checkpoint));
    assert_eq!(verified(&path, &Chain::default(), Some(&folder)).broken, broken(700, Fault::Copy));
    // A checkpoint of one's own needs the key.
    connection
        .execute("UPDATE checkpoints SET doc = replace(doc, 'writer', 'Writer') WHERE number = 1000", [])
        .unwrap();
    assert_eq!(verified(&path, &Chain::default(), None).broken, broken(1000, Fault::Signature));
    connection.execute("DELETE FROM audit_people WHERE number = 5", []).unwrap();
    assert_eq!(verified(&path, &Chain::default(), None).broken, broken(5, Fault::Index));
}

#[tokio::test]
async fn a_copy_that_was_touched_or_cut_off_is_found() {
    let (dir, path) = log(1200).await;
    let folder = dir.path().join(FOLDER);
    let file = folder.join("audit.log");
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 1203, "every event and every checkpoint");
    let found = |lines: &[&str]| {
        std::fs::write(&file, lines.concat()).unwrap();
        verified(&path, &Chain::default(), Some(&folder)).broken
    };
    assert_eq!(found(&lines), None);
    assert_eq!(found(&lines[..900]), broken(900, Fault::NotCopied), "one of the 900 lines is a checkpoint");
    assert_eq!(found(&[&lines[..7], &lines[8..]].concat()), broken(8, Fault::Copy));
    let changed = lines[7].replace("own_facility", "own_fantasy");
    assert_eq!(found(&[&lines[..7], &[&*changed], &lines[8..]].concat()), broken(8, Fault::Copy));
    assert_eq!(found(&[&lines[..], &["event 1201 x y\n"]].concat()), broken(1201, Fault::Truncated));
    assert_eq!(found(&[&lines[..], &["whatever\n"]].concat()), broken(1201, Fault::Copy));
    assert_eq!(found(&[&lines[..], &["event 12"]].concat()), None, "half a line is being written");
}

#[tokio::test]
async fn a_restart_copies_what_is_missing_and_refuses_a_database_put_back() {
    let (dir, path) = log(40).await;
    let folder = dir.path().join(FOLDER);
    let file = folder.join("audit.log");
    let whole = std::fs::read_to_string(&file).unwrap();
    // A crash between commit and copy, in the middle of a line.
    let torn = whole.len() - 700;
    std::fs::write(&file, &whole.as_bytes()[..torn]).unwrap();
    let earlier = std::fs::read(&path).unwrap();
    let open = || {
        let copy = Copy::open(&folder).map_err(|error| error.to_string())?;
        Sqlite::open_with_copy(&path, copy).map_err(|error| error.to_string())
    };
    let store: Arc<dyn Store> = Arc::new(open().unwrap());
    assert!(Copy::open(&folder).unwrap_err().to_string().contains("another process"));
    grow(&store, 2).await;
    drop(store);
    assert_eq!(verified(&path, &Chain::default(), Some(&folder)).broken, None);
    assert!(
        std::fs::read_to_string(&file).unwrap().starts_with(whole.trim_end().rsplit_once('\n').unwrap().0)
    );
    std::fs::write(&path, earlier).unwrap();
    for more in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{more}", path.display()));
    }
    let refused = open().map(drop).unwrap_err();
    assert!(refused.contains("put back to an older state"), "{refused}");
    assert_eq!(verified(&path, &Chain::default(), Some(&folder)).broken, broken(41, Fault::Truncated));
}

#[tokio::test]
async fn when_the_copy_cannot_be_written_nothing_is_answered_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join(FOLDER);
    std::fs::create_dir(&folder).unwrap();
    // A disk that is full from the first byte on.
    std::os::unix::fs::symlink("/dev/full", folder.join("audit.log")).unwrap();
    let path = dir.path().join("ikensho.db");
    let store: Arc<dyn Store> =
        Arc::new(Sqlite::open_with_copy(&path, Copy::open(&folder).unwrap()).unwrap());
    assert!(!store.is_failed());
    assert!(checkpoint(&store, &clock(), &signer()).await.is_ok_and(|new| !new), "nothing to copy yet");
    let entry = || Entry {
        at: Moment(0),
        who: "u",
        place: "",
        terminal: "",
        because: "",
        action: "a",
        subject: "",
        refused: "",
        people: Vec::new(),
    };
    for _ in 0..2 {
        let written = write(&*store, move |tx| append(tx, entry())).await;
        assert!(written.is_err());
        assert!(store.is_failed());
    }
    drop(store);
    assert_eq!(rows(&path).len(), 1, "the first was committed and not acknowledged, the second not begun");
}
