//! The demonstration's data: the same every time, and as the rules want it.

use ja::Date;
use letters::json;
use letters::rules::{Context, Severity, check};
use serde_json::{Value, json as value};

use super::{HOKENSHA, ISHI, ISHI2, START, TestApp, today};
use crate::moment::Moment;
use crate::receipt::Signer;
use crate::store::{self, StoreError};

#[tokio::test]
async fn forty_people_are_asked_about_overdue_today_this_week_and_later() {
    let app = TestApp::new().await;
    let mut rows = Vec::new();
    for host in [ISHI, ISHI2] {
        rows.extend(app.get(host, "/api/v1/requests").await.ok()["items"].as_array().unwrap().clone());
    }
    let text = |row: &Value, key: &str| row["request"][key].as_str().unwrap().to_owned();
    let mut people: Vec<String> = rows.iter().map(|row| text(row, "insured_no")).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), 40);
    let days = |row: &Value| Date::parse_iso(&text(row, "due_date")).unwrap().days_since(today());
    for (when, range) in
        [("overdue", -30..=-1), ("today", 0..=0), ("this week", 1..=7), ("next week", 8..=14)]
    {
        assert!(rows.iter().any(|row| range.contains(&days(row))), "nothing is due {when}");
    }
    for insurer in ["990010", "990028", "990036"] {
        assert!(rows.iter().any(|row| text(row, "insurer_no") == insurer), "{insurer}");
    }
    let states: Vec<&str> = rows.iter().map(|row| row["state"].as_str().unwrap()).collect();
    let count = |state| states.iter().filter(|s| **s == state).count();
    assert_eq!((count("drafting"), count("returned"), count("open")), (1, 1, 38));
}

#[tokio::test]
async fn five_earlier_letters_were_clean_when_they_were_written() {
    let app = TestApp::new().await;
    let list = app.get(ISHI, "/api/v1/letters").await.ok();
    let lines = list["items"].as_array().unwrap();
    let of = |state| lines.iter().filter(move |line| line["state"] == state);
    assert_eq!((of("accepted").count(), of("returned").count(), lines.len()), (5, 1, 6));
    for line in lines {
        let id = line["id"].as_str().unwrap();
        let seen = app.get(ISHI, &format!("/api/v1/letters/{id}")).await.ok();
        let letter = json::from_value(&seen["letter"]).unwrap();
        let entry = letter.date(letters::form::cell("entry_date"));
        let findings = check(&letter, &Context { today: entry, ..Context::default() });
        let confirmed: Vec<&Value> =
            seen["confirmations"].as_array().unwrap().iter().map(|c| &c["rule"]).collect();
        let open: Vec<String> = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Hint)
            .filter(|finding| !confirmed.contains(&&Value::from(finding.rule.id())))
            .map(|finding| format!("{} {}", finding.rule, finding.message()))
            .collect();
        assert_eq!(open, Vec::<String>::new(), "{}", line["pt_name"]);
        assert_eq!(seen["warnings"], value!([]), "{}", line["pt_name"]);
    }
}

#[tokio::test]
async fn the_clerks_draft_lacks_three_answers_of_the_doctor() {
    let app = TestApp::new().await;
    let drafts = app.get(ISHI, "/api/v1/drafts").await.ok();
    let draft = &drafts["items"][0];
    assert_eq!((drafts["items"].as_array().unwrap().len(), &draft["changed_by"]), (1, &value!("森 美咲")));
    let letter = json::from_value(&draft["letter"]).unwrap();
    let findings = check(&letter, &Context { today: Some(today()), ..Context::default() });
    let open: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Hint)
        .map(|finding| finding.rule.id())
        .collect();
    assert_eq!(open, ["R11", "R16", "R18"]);
}

#[tokio::test]
async fn it_is_the_same_every_run_and_on_every_day() {
    let (first, second) = (TestApp::new().await, TestApp::new().await);
    for path in ["/api/v1/requests", "/api/v1/letters", "/api/v1/drafts"] {
        assert_eq!(first.get(ISHI, path).await.text, second.get(ISHI, path).await.text, "{path}");
    }
    // Leap days, the new edition's first months, the turn of a year.
    for day in ["2026-04-02", "2026-09-30", "2027-01-01", "2028-02-29", "2030-12-31"] {
        let (app, now) = (TestApp::new().await, Moment::of_day(Date::parse_iso(day).unwrap(), 600));
        let reset = store::write(&*app.store, move |tx| crate::demo::reset(tx, now, &Signer::new(&[7; 32])));
        reset.await.unwrap_or_else(|error: StoreError| panic!("{day}: {error}"));
    }
}

#[tokio::test]
async fn a_reset_begins_again_under_a_new_epoch() {
    let app = TestApp::new().await;
    let before = app.get(ISHI, "/api/v1/requests").await.text;
    app.send_letter(&super::sample::letter()).await;
    let reset = app.post(START, wire::paths::DEMO_RESET, &Value::Null).await;
    assert_eq!(reset.status.as_u16(), 204);
    assert_eq!(app.get(ISHI, "/api/v1/requests").await.text, before);
    let me = app.get(HOKENSHA, "/api/v1/me").await;
    assert_eq!((&me.headers["ikensho-epoch"], &me.json()["epoch"]), (&"2".parse().unwrap(), &value!(2)));
    let last = app.events("insurer:990010").pop().unwrap().1;
    assert_eq!(last, wire::events::Event::Reload);
    let (_, outcome) = app.send_letter(&super::sample::letter()).await;
    assert!(outcome["receipt"]["body"].as_str().unwrap().contains("02-990010-20261014-0001"));
}
