//! What every store must do, whatever database is behind it.

mod identity;

use std::sync::Arc;
use std::sync::mpsc;

use wire::events::Event;
use wire::letters::{Approval, LetterState, Receipt};
use wire::people::Role;
use wire::users::AccountState;

use super::rows::{AnswerRow, AuditRow, DeliveryRow, InsurerRow, LetterRow, UserRow};
use super::{AuditOf, Owner, Slice, Store, StoreError, Stored, Tx, write};
use crate::audit::Seen;

/// Runs the whole suite on stores that `open` makes, each empty.
async fn all<S: Store + 'static>(open: impl Fn() -> (tempfile::TempDir, S)) {
    isolation(Arc::new(open().1)).await;
    let (_dir, store) = open();
    sequences(Arc::new(store)).await;
    let (_dir, store) = open();
    letters(Arc::new(store)).await;
    let (_dir, store) = open();
    rest(Arc::new(store)).await;
    let (_dir, store) = open();
    identity::terminals(Arc::new(store)).await;
    let (_dir, store) = open();
    identity::accounts(Arc::new(store)).await;
}

#[tokio::test]
async fn sqlite() {
    all(|| {
        let dir = tempfile::tempdir().unwrap();
        let store = super::sqlite::Sqlite::open(&dir.path().join("ikensho.db")).unwrap();
        (dir, store)
    })
    .await;
}

async fn done<T: Send + 'static>(
    store: &Arc<dyn Store>,
    work: impl FnOnce(&mut dyn Tx) -> Stored<T> + Send + 'static,
) -> T {
    write(&**store, work).await.unwrap()
}

fn seen<T>(store: &Arc<dyn Store>, mut look: impl FnMut(&dyn super::Rows) -> Stored<T>) -> T {
    let mut value = None;
    store.look(&mut |rows| value = Some(look(rows).unwrap())).unwrap();
    value.unwrap()
}

fn insurer(insurer_no: &str, name: &str) -> InsurerRow {
    InsurerRow {
        insurer_no: insurer_no.into(),
        name: name.into(),
        electronic_from: None,
        exam_days: 60,
        written_beforehand: false,
    }
}

/// A command that fails leaves nothing, and its neighbours of the same transaction everything.
async fn isolation(store: Arc<dyn Store>) {
    let (hold, held) = mpsc::channel::<()>();
    // While this one runs the next ones gather, so that they share a transaction.
    let first = write(&*store, move |tx| {
        held.recv().ok();
        tx.put_insurer(&insurer("1", "一"))
    });
    let second = write(&*store, |tx| {
        tx.put_insurer(&insurer("2", "二"))?;
        tx.append_event("r", &Event::Phrases, "2026")?;
        Err::<(), _>(StoreError("no".into()))
    });
    let third = write(&*store, |tx| {
        assert_eq!(tx.insurer("2")?, None, "what was rolled back is not seen");
        tx.put_insurer(&insurer("3", "三"))
    });
    let mut listen = store.feed().listen("r");
    hold.send(()).unwrap();
    let (first, second, third) = tokio::join!(first, second, third);
    assert_eq!((first, second, third), (Ok(()), Err(StoreError("no".into())), Ok(())));
    let names = seen(&store, |rows| Ok(rows.insurers()?.into_iter().map(|row| row.name).collect::<Vec<_>>()));
    assert_eq!(names, ["一", "三"]);
    assert_eq!(seen(&store, |rows| rows.event_range("r")), (1, 0));
    assert!(!listen.has_changed().unwrap(), "nobody hears of what was not kept");
    done(&store, |tx| tx.append_event("r", &Event::Phrases, "2026")).await;
    tokio::time::timeout(std::time::Duration::from_secs(20), listen.changed()).await.unwrap().unwrap();
    assert_eq!(*listen.borrow(), 1);
    // A reader that looks during a write sees the state before it.
    let (inside, entered) = mpsc::channel();
    let (release, wait) = mpsc::channel::<()>();
    let writing = tokio::spawn({
        let store = Arc::clone(&store);
        async move {
            write(&*store, move |tx| {
                tx.put_insurer(&insurer("1", "壱"))?;
                inside.send(()).unwrap();
                wait.recv().ok();
                Ok::<_, StoreError>(())
            })
            .await
        }
    });
    tokio::task::spawn_blocking(move || entered.recv().unwrap()).await.unwrap();
    assert_eq!(seen(&store, |rows| rows.insurer("1")).unwrap().name, "一");
    release.send(()).unwrap();
    writing.await.unwrap().unwrap();
    assert_eq!(seen(&store, |rows| rows.insurer("1")).unwrap().name, "壱");
}

/// Numbers go up by one, each sequence by itself, and are never given twice.
async fn sequences(store: Arc<dyn Store>) {
    for expected in 1..=3 {
        let number = done(&store, |tx| tx.next_number("990010", "2026-10-14")).await;
        let event = done(&store, |tx| tx.append_event("a", &Event::Phrases, "2026-10-14")).await;
        assert_eq!((number, event), (expected, u64::from(expected)));
    }
    assert_eq!(done(&store, |tx| tx.next_number("990010", "2026-10-15")).await, 1);
    assert_eq!(done(&store, |tx| tx.next_number("990028", "2026-10-14")).await, 1);
    assert_eq!(done(&store, |tx| tx.append_event("b", &Event::Reload, "2026-10-14")).await, 1);
    let after = seen(&store, |rows| rows.events("a", 1, 10));
    assert_eq!(after.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(seen(&store, |rows| rows.events("a", 0, 2)).len(), 2);
    done(&store, |tx| tx.forget_events("2027")).await;
    assert_eq!(seen(&store, |rows| rows.event_range("a")), (3, 3));
    assert_eq!(done(&store, |tx| tx.append_event("a", &Event::Phrases, "2027")).await, 4);
}

fn letter(id: &str, application: &str, facility: &str, version: u32, at: &str) -> LetterRow {
    LetterRow {
        id: id.into(),
        application_id: application.into(),
        person_id: "p".into(),
        facility_id: facility.into(),
        request_id: None,
        draft_id: Some(format!("d-{id}")),
        replaces: (version > 1).then(|| format!("{application}{}", version - 1)),
        version,
        state: LetterState::Sent,
        revision: 1,
        receipt_no: String::new(),
        received_at: at.into(),
        insurer_no: "990010".into(),
        insured_no: "0000123456".into(),
        apply_date: "2026-10-02".into(),
        entry_date: "2026-10-14".into(),
        due_date: None,
        pt_name: "髙橋 千代子".into(),
        pt_kana: String::new(),
        pt_birth: String::new(),
        pt_sex: String::new(),
        clinic_name: String::new(),
        dr_name: String::new(),
        bytes: "{\"神﨑\":\"葛\u{E0100}\"}".into(),
        sha256: String::new(),
        approved: Approval {
            by: String::new(),
            name: String::new(),
            at: String::new(),
            proof: None,
            program: None,
        },
        rules_version: String::new(),
        judged_on: String::new(),
        confirmations: Vec::new(),
        warnings: Vec::new(),
        receipt: Receipt { body: String::new(), signature: String::new(), key_id: String::new() },
        returned: None,
    }
}

/// Letters keep their bytes, and are found by line, person, draft and owner.
async fn letters(store: Arc<dyn Store>) {
    let rows = [
        letter("a1", "a", "f", 1, "2026-01-01"),
        letter("a2", "a", "f", 2, "2026-01-02"),
        letter("b1", "b", "f", 1, "2026-01-03"),
        letter("x1", "a", "g", 1, "2026-01-04"),
    ];
    let put = rows.clone();
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_letter(row))).await;
    let id = |row: Option<LetterRow>| row.map(|row| row.id).unwrap_or_default();
    assert_eq!(seen(&store, |s| s.letter(Owner::Facility("f"), "a1")), Some(rows[0].clone()));
    assert_eq!(seen(&store, |s| s.letter(Owner::Facility("g"), "a1")), None);
    assert_eq!(seen(&store, |s| s.letter(Owner::Insurer("990028"), "a1")), None);
    assert_eq!(id(seen(&store, |s| s.letter_from("g", "d-b1"))), "");
    assert_eq!(id(seen(&store, |s| s.newest_letter("a", "f"))), "a2");
    assert_eq!(id(seen(&store, |s| s.successor("a1"))), "a2");
    assert_eq!(id(seen(&store, |s| s.letter_from("f", "d-b1"))), "b1");
    assert_eq!(id(seen(&store, |s| s.previous_letter("p", "f", "a"))), "b1");
    assert_eq!(id(seen(&store, |s| s.previous_letter("p", "g", "a"))), "");
    let newest = seen(&store, |s| s.newest_letters("a"));
    assert_eq!(newest.iter().map(|row| &*row.id).collect::<Vec<_>>(), ["a2", "x1"]);
    let page = |after| seen(&store, |s| s.letters(Owner::Insurer("990010"), Slice { after, limit: 2 }));
    assert_eq!(page(None).iter().map(|row| &*row.id).collect::<Vec<_>>(), ["x1", "b1"]);
    assert_eq!(page(Some(("2026-01-03", "b1"))).iter().map(|row| &*row.id).collect::<Vec<_>>(), ["a2", "a1"]);
    let changed = LetterRow { state: LetterState::Accepted, revision: 2, ..rows[0].clone() };
    let put = changed.clone();
    done(&store, move |tx| tx.put_letter(&put)).await;
    assert_eq!(seen(&store, |s| s.letter(Owner::Facility("f"), "a1")), Some(changed));
    let twice = letter("a9", "a", "f", 2, "2026-01-09");
    assert!(write(&*store, move |tx| tx.put_letter(&twice)).await.is_err(), "a version is there once");
}

/// Answers, deliveries, users, and what clearing leaves.
async fn rest(store: Arc<dyn Store>) {
    let answer = |key: &str, kept| AnswerRow {
        scope: "f".into(),
        key: key.into(),
        digest: "d".into(),
        status: 200,
        etag: Some("\"1\"".into()),
        body: "{}".into(),
        at: "2026-01-01".into(),
        kept,
    };
    let (short, long) = (answer("short", false), answer("long", true));
    let put = [short.clone(), long.clone()];
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_answer(row))).await;
    assert_eq!(seen(&store, |s| s.answer("f", "short")), Some(short));
    assert_eq!(seen(&store, |s| s.answer("g", "short")), None, "another place's keys are its own");
    done(&store, |tx| tx.forget_answers("2026-01-02")).await;
    assert_eq!(seen(&store, |s| s.answer("f", "short")), None);
    assert_eq!(seen(&store, |s| s.answer("f", "long")), Some(long));
    let delivery = |id: &str, delivered, next: &str| DeliveryRow {
        letter_id: id.into(),
        version: 1,
        insurer_no: "990010".into(),
        delivered,
        tries: 0,
        next_try: next.into(),
    };
    let rows = [
        delivery("late", false, "2026-02"),
        delivery("now", false, "2026-01"),
        delivery("done", true, "2026-01"),
    ];
    let put = rows.clone();
    done(&store, move |tx| put.iter().try_for_each(|row| tx.put_delivery(row))).await;
    assert_eq!(seen(&store, |s| s.due_deliveries("2026-01-15", 10)), [rows[1].clone()]);
    let user = UserRow {
        id: "u".into(),
        name: "森 美咲".into(),
        roles: vec![Role::Clerk],
        facility_id: Some("f".into()),
        insurer_no: None,
        profession: None,
        state: AccountState::Active,
        revision: 1,
        signed_in_at: None,
    };
    let put = user.clone();
    done(&store, move |tx| tx.put_user(&put)).await;
    assert_eq!(seen(&store, |s| s.users_of("f")), [user]);
    let event = audited(1, "facility:f", &[("p", "990010"), ("q", "990010")]);
    let put = event.clone();
    done(&store, move |tx| {
        tx.append_audit(&put)?;
        tx.set_epoch(7)?;
        tx.clear()
    })
    .await;
    assert_eq!(seen(&store, |s| s.epoch()), 7);
    assert_eq!(seen(&store, |s| s.users_of("f")), []);
    assert_eq!(seen(&store, |s| s.audit_end()), (1, "h1".to_owned()));
    assert_eq!(seen(&store, |s| s.audit(0, 10)), [event]);
    let more = [
        audited(2, "facility:g", &[("p", "990010")]),
        audited(3, "insurer:990028", &[("p", "990028")]),
        audited(4, "facility:f", &[]),
    ];
    done(&store, move |tx| more.iter().try_for_each(|row| tx.append_audit(row))).await;
    let of = |of, before, limit| {
        let rows = seen(&store, |s| s.audit_of(of, before, limit));
        rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(of(AuditOf::Everybody, u64::MAX, 3), [4, 3, 2]);
    assert_eq!(of(AuditOf::Everybody, 2, 3), [1]);
    assert_eq!(of(AuditOf::Place("facility:f"), u64::MAX, 9), [4, 1]);
    assert_eq!(of(AuditOf::PersonAt { place: "facility:f", person_id: "p" }, u64::MAX, 9), [1]);
    assert_eq!(of(AuditOf::Person("p"), u64::MAX, 9), [3, 2, 1]);
    let insured = |insurer_no| AuditOf::Insured { insurer_no, person_id: "p" };
    assert_eq!((of(insured("990010"), u64::MAX, 9), of(insured("990010"), 2, 9)), (vec![2, 1], vec![1]));
    assert_eq!(of(insured("990028"), u64::MAX, 9), [3], "each insurer learns of its own matters alone");
    assert!(!store.is_failed());
}

fn audited(number: u64, place: &str, people: &[(&str, &str)]) -> AuditRow {
    AuditRow {
        number,
        place: place.into(),
        people: people.iter().map(|(person, insurer)| Seen::new(person, insurer)).collect(),
        doc: format!("{{\"number\":{number}}}"),
        hash: format!("h{number}"),
    }
}
