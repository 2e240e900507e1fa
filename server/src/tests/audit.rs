//! The audit log by its URLs: who reads what of it, and what is in it.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::sample::letter;
use super::{HOKENSHA, ISHI, ISHI2, JIMU, KANRI, KANRI2, KANRI3, START, TestApp, UNYO, key};
use crate::http::{Remote, contract_routes};

const AUDIT: &str = "/api/v1/audit";

impl TestApp {
    /// The newest events this host may read, newest first.
    async fn log(&self, host: &str, path: &str) -> Vec<Value> {
        self.get(host, path).await.ok()["items"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn an_event_says_who_from_where_did_what_to_whom_and_why() {
    let app = TestApp::new().await;
    let id = app.get(ISHI, "/api/v1/letters").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    app.get(ISHI, &format!("/api/v1/letters/{id}")).await.ok();
    let log = app.log(KANRI, AUDIT).await;
    let event = &log[0];
    assert_eq!(
        (&event["action"], &event["subject"], &event["name"], &event["place_name"], &event["terminal_id"]),
        (
            &json!("letter.look"),
            &json!(id),
            &json!("佐々木 健一"),
            &json!("ひばり内科クリニック"),
            &json!("demo")
        )
    );
    assert_eq!(event["people"].as_array().unwrap().len(), 1);
    assert!(event["because"].as_str().unwrap().contains("letter.look"), "{event}");
    assert_eq!(event.get("refused"), None);
    let list = log.iter().find(|event| event["action"] == "letters.look").unwrap();
    assert!(list["people"].as_array().unwrap().len() > 1, "everybody on the list was looked at");
    // Looking at the log is an event of its own.
    assert_eq!(app.log(KANRI, AUDIT).await[0]["action"], "audit.look");
}

#[tokio::test]
async fn a_place_reads_its_own_events_alone_and_the_operator_everybodys() {
    let app = TestApp::new().await;
    for host in [ISHI, ISHI2, HOKENSHA] {
        app.get(host, "/api/v1/requests").await.ok();
    }
    for (host, place) in [(KANRI, "ひばり内科クリニック"), (KANRI2, "さくら通り病院"), (KANRI3, "みどり野市")]
    {
        let log = app.log(host, AUDIT).await;
        assert!(!log.is_empty());
        assert!(log.iter().all(|event| event["place_name"] == place), "{host}");
        let elsewhere = app.get(host, &format!("{AUDIT}?place=insurer:990028")).await;
        assert!(elsewhere.status.is_client_error(), "{elsewhere:?}");
    }
    let places: std::collections::BTreeSet<String> =
        app.log(UNYO, AUDIT).await.iter().map(|event| event["place"].as_str().unwrap().to_owned()).collect();
    assert!(places.len() >= 3, "{places:?}");
    for host in [ISHI, JIMU, HOKENSHA] {
        app.get(host, AUDIT).await.problem(403, "access.role");
    }
    app.get(START, AUDIT).await.problem(401, "identity.missing");
}

#[tokio::test]
async fn the_log_is_read_page_by_page_without_a_gap() {
    let app = TestApp::new().await;
    let all: Vec<u64> =
        app.log(UNYO, AUDIT).await.iter().map(|event| event["number"].as_u64().unwrap()).collect();
    let (mut paged, mut path) = (Vec::new(), format!("{AUDIT}?limit=7"));
    loop {
        let page = app.get(UNYO, &path).await.ok();
        paged.extend(page["items"].as_array().unwrap().iter().map(|event| event["number"].as_u64().unwrap()));
        match page["next"].as_str() {
            Some(next) => path = format!("{AUDIT}?limit=7&cursor={next}"),
            None => break,
        }
    }
    // The first page holds the look at the whole, which came after it.
    assert_eq!(paged[1..], all);
    app.get(UNYO, &format!("{AUDIT}?cursor=eAp5")).await.problem(400, "query.invalid");
}

#[tokio::test]
async fn who_looked_at_a_person_is_told_to_the_clinic_its_own_and_to_the_insurer_all() {
    let app = TestApp::new().await;
    let request = app.request_of(ISHI, "髙橋 千代子").await["id"].as_str().unwrap().to_owned();
    let sent = app.send_letter(&letter()).await.0["id"].as_str().unwrap().to_owned();
    app.get(HOKENSHA, &format!("/api/v1/letters/{sent}")).await.ok();
    let looks = async |host, id: &str| app.log(host, &wire::paths::looks(id)).await;
    let clinic = looks(KANRI, &request).await;
    assert!(clinic.iter().all(|event| event["place_name"] == "ひばり内科クリニック"));
    assert!(clinic.iter().any(|event| event["action"] == "letter.receive"));
    let person = clinic[0]["people"][0].as_str().unwrap();
    assert!(!looks(KANRI, person).await.is_empty());
    let insurer = looks(KANRI3, &sent).await;
    let seen = |name: &str, action: &str| {
        insurer.iter().find(|event| event["place_name"] == name && event["action"] == action)
    };
    assert_eq!(seen("みどり野市", "letter.look").unwrap()["name"], "田中 由美");
    let clinics = seen("ひばり内科クリニック", "letter.receive").unwrap();
    assert_eq!(
        (&clinics["name"], clinics.get("terminal_id")),
        (&json!(""), None),
        "who works there is not said"
    );
    // The hospital knows nothing of her, and another insurer neither.
    for id in [&*request, &*sent, person] {
        assert_eq!(looks(KANRI2, id).await, Vec::<Value>::new());
    }
    assert!(looks(UNYO, person).await.len() > clinic.len());
}

#[tokio::test]
async fn refused_attempts_are_events_and_name_no_more_than_ids() {
    let app = TestApp::new().await;
    let hidden = app.request_of(ISHI2, "岡本 静江").await["id"].as_str().unwrap().to_owned();
    app.get(ISHI, &format!("/api/v1/requests/{hidden}")).await.problem(404, "request.unknown");
    app.get(ISHI, "/api/v1/requests/%E9%AB%99%E6%A9%8B").await.problem(404, "request.unknown");
    app.get(ISHI, AUDIT).await.problem(403, "access.role");
    let log = app.log(KANRI, AUDIT).await;
    let told: Vec<_> =
        log[..3].iter().map(|event| [&event["action"], &event["subject"], &event["refused"]]).collect();
    assert_eq!(
        told,
        [
            [&json!("audit.look"), &json!(""), &json!("access.role")],
            [&json!("request.look"), &json!(""), &json!("request.unknown")],
            [&json!("request.look"), &json!(hidden), &json!("request.unknown")],
        ]
    );
    // A mistake is no attempt.
    let before = app.audit();
    app.write_as(ISHI, "POST", "/api/v1/letters", &json!({}), &[("idempotency-key", &key())]).await;
    assert_eq!(app.audit(), before);
}

#[tokio::test]
async fn no_flood_of_refused_attempts_fills_the_log_and_what_is_left_out_is_counted_in_it() {
    let app = TestApp::new().await;
    let refused = async |host, times: u32| {
        let before = app.audit();
        for _ in 0..times {
            let answer = app.get(host, "/api/v1/audit").await;
            assert!([401, 403].contains(&answer.status.as_u16()), "{answer:?}");
        }
        app.audit() - before
    };
    assert_eq!(refused(START, 50).await, 20, "nobody in particular");
    // Behind the number of those that were left out.
    assert_eq!(refused(ISHI, 150).await, 1 + 100, "a terminal, whatever strangers do");
    app.later(1);
    assert_eq!(refused(START, 5).await, 1 + 1);
    let log = app.log(UNYO, AUDIT).await;
    let told = log.iter().find(|event| event["action"] == "refusals.unwritten").unwrap();
    assert_eq!((&told["subject"], &told["who"]), (&json!("50"), &json!("server")));
    let numbers = app.get(UNYO, "/metrics").await.text;
    assert!(numbers.contains("ikensho_refused_unwritten_total 84\n"), "{numbers}");
    // Strangers of whatever network have a share together.
    let from = async |n: u8| {
        let mut request = Request::get(AUDIT).header("host", START).body(Body::empty()).unwrap();
        request.extensions_mut().insert(Remote([192, 0, 2, n].into()));
        app.send(request).await.problem(401, "identity.missing");
    };
    let before = app.audit();
    for n in 0..200 {
        from(n).await;
    }
    assert!(app.audit() - before < 60, "{}", app.audit() - before);
}

#[tokio::test]
async fn what_the_gate_keeps_out_is_an_event() {
    let app = TestApp::new().await;
    let post = async |host: &str, origin: &str| {
        let headers = [("idempotency-key", &*key()), ("origin", origin)];
        app.write_as(host, "POST", "/api/v1/drafts", &json!({}), &headers).await
    };
    post(ISHI, "http://evil.example").await.problem(403, "origin.foreign");
    post("evil.example", "http://evil.example").await.problem(421, "host.unknown");
    let log = app.log(UNYO, AUDIT).await;
    let told: Vec<_> = log[..2]
        .iter()
        .map(|event| ["action", "refused", "name", "place_name"].map(|name| event[name].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ["draft.begin", "host.unknown", "", ""],
            ["draft.begin", "origin.foreign", "佐々木 健一", "ひばり内科クリニック"],
        ]
    );
    let all = serde_json::to_string(&log).unwrap();
    assert!(!all.contains("evil"), "what a stranger sends is not written down");
}

/// Every row of every table but the log's own.
fn rows(app: &TestApp) -> std::collections::BTreeMap<String, Vec<String>> {
    let database = rusqlite::Connection::open(app.dir.path().join("ikensho.db")).unwrap();
    let mut names = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let read = |name: &String| {
        let mut table = database.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let width = table.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            (0..width)
                .map(|n| row.get_ref(n).map(|value| format!("{value:?}")))
                .collect::<Result<String, _>>()
        };
        table.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

#[tokio::test]
async fn a_read_changes_nothing_but_the_log() {
    let app = TestApp::new().await;
    let request = app.request_of(ISHI, "髙橋 千代子").await["id"].as_str().unwrap().to_owned();
    let (post, _) = app.send_letter(&letter()).await;
    let before = rows(&app);
    assert!(before["letters"].len() > 1 && before.len() > 10, "{:?}", before.keys());
    let written = app.written();
    for (method, path) in contract_routes() {
        if method != "get" || path == wire::paths::EVENTS {
            continue;
        }
        for id in [&*request, post["id"].as_str().unwrap()] {
            for host in [ISHI, JIMU, HOKENSHA, KANRI, UNYO] {
                app.get(host, &path.replace("{id}", id)).await;
            }
        }
    }
    assert!(app.written() > written + 20, "looks are written down");
    assert_eq!(rows(&app), before);
}

/// A code is a secret: it stands in the one answer, and neither in the log nor anywhere else on the disk.
#[tokio::test]
async fn an_invitation_code_is_in_its_one_answer_alone() {
    let app = TestApp::new().await;
    let id = key();
    let account = json!({ "id": id, "name": "新田 明", "profession": "office", "roles": ["clerk"] });
    let answer = app.post(KANRI, "/api/v1/users", &account).await.ok();
    let code = answer["code"].as_str().unwrap().to_owned();
    assert!(code.len() > 8, "{code}");
    let disk: Vec<u8> = ["ikensho.db", "ikensho.db-wal"]
        .iter()
        .filter_map(|name| std::fs::read(app.dir.path().join(name)).ok())
        .flatten()
        .collect();
    let holds = |word: &str| disk.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(holds(&id), "the search finds what is there");
    for word in [code.clone(), code.replace('-', ""), code.replace('-', "").to_lowercase()] {
        assert!(!holds(&word));
    }
}
