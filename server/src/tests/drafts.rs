//! `/drafts`: merged cell by cell, never a silent winner.

use serde_json::{Value, json};

use super::sample::{letter, post};
use super::{ISHI, ISHI2, JIMU, TestApp, key};

const DRAFTS: &str = "/api/v1/drafts";

fn set(author: &str, field: &str, before: Value, after: Value) -> Value {
    json!({
        "id": key(), "at": "2026-10-14T03:00:00.000Z", "author": author, "device": format!("device of {author}"),
        "action": { "do": "set", "field": field, "before": before, "after": after },
    })
}

struct Draft {
    app: TestApp,
    path: String,
    doctor: String,
    clerk: String,
}

impl Draft {
    async fn new() -> Draft {
        let app = TestApp::new().await;
        let request = app.request_of(ISHI, "髙橋 千代子").await;
        let begun = json!({
            "id": key(), "request_id": request["id"], "letter": letter(), "copied": ["course_text", "memory"],
        });
        let view = app.post(ISHI, DRAFTS, &begun).await.ok();
        assert_eq!((&view["version"], &view["copied"]), (&json!(1), &json!(["course_text", "memory"])));
        let path = format!("{DRAFTS}/{}", begun["id"].as_str().unwrap());
        let (doctor, clerk) = (app.user(ISHI).await, app.user(JIMU).await);
        Draft { app, path, doctor, clerk }
    }

    async fn patch(&self, host: &str, operations: &[&Value]) -> super::Answer {
        let patch = json!({ "base_version": 1, "operations": operations });
        self.app.write(host, "PATCH", &self.path, &patch).await
    }
}

#[tokio::test]
async fn different_cells_come_together() {
    let draft = Draft::new().await;
    let one = set(&draft.doctor, "hand", "右".into(), "左".into());
    let two = set(&draft.clerk, "weakness.site", "両下肢".into(), "両下肢・体幹".into());
    draft.patch(ISHI, &[&one]).await.ok();
    let answer = draft.patch(JIMU, &[&two]).await;
    assert_eq!(answer.headers["etag"], "\"3\"");
    let view = answer.ok();
    assert_eq!(view["letter"]["answers"]["hand"], "左");
    assert_eq!(view["letter"]["answers"]["weakness"]["site"], "両下肢・体幹");
    assert_eq!((&view["conflicts"], &view["held"]), (&json!([]), &json!([two["id"]])));
}

#[tokio::test]
async fn a_clash_keeps_both_values_until_a_person_chooses() {
    let draft = Draft::new().await;
    let one = set(&draft.doctor, "remarks", letter()["answers"]["remarks"].clone(), "医師の文".into());
    let two = set(&draft.clerk, "remarks", letter()["answers"]["remarks"].clone(), "事務の文".into());
    draft.patch(ISHI, &[&one]).await.ok();
    let view = draft.patch(JIMU, &[&two]).await.ok();
    let conflict = &view["conflicts"][0];
    assert_eq!(view["letter"]["answers"]["remarks"], "医師の文");
    assert_eq!((&conflict["field"], &conflict["standing"]["value"]), (&json!("remarks"), &json!("医師の文")));
    assert_eq!(
        (&conflict["standing"]["name"], &conflict["others"][0]["name"]),
        (&json!("佐々木 健一"), &json!("森 美咲"))
    );
    assert_eq!(conflict["others"][0]["value"], "事務の文");
    let mut chosen = set(&draft.doctor, "remarks", Value::Null, Value::Null);
    chosen["action"] = json!({
        "do": "resolve", "field": "remarks", "seen": ["医師の文", "事務の文"], "after": "事務の文",
    });
    let view = draft.patch(ISHI, &[&chosen]).await.ok();
    assert_eq!((&view["letter"]["answers"]["remarks"], &view["conflicts"]), (&json!("事務の文"), &json!([])));
}

#[tokio::test]
async fn a_known_operation_is_answered_not_merged_again() {
    let draft = Draft::new().await;
    let one = set(&draft.doctor, "hand", "右".into(), "左".into());
    let back = set(&draft.doctor, "hand", "左".into(), "右".into());
    draft.patch(ISHI, &[&one, &back]).await.ok();
    // The first answer was lost; another write's key carries the same operation again.
    let view = draft.patch(ISHI, &[&one]).await.ok();
    assert_eq!((&view["letter"]["answers"]["hand"], &view["version"]), (&json!("右"), &json!(2)));
    assert_eq!(view["held"], json!([one["id"]]));
}

#[tokio::test]
async fn touching_a_copied_cell_confirms_it() {
    let draft = Draft::new().await;
    let same = letter()["answers"]["course_text"].clone();
    let view = draft.patch(ISHI, &[&set(&draft.doctor, "course_text", same.clone(), same)]).await.ok();
    assert_eq!(view["copied"], json!(["memory"]));
}

#[tokio::test]
async fn a_change_of_edition_loses_nothing() {
    let draft = Draft::new().await;
    let form = |before: &str, after: &str| {
        let mut operation = set(&draft.doctor, "hand", Value::Null, Value::Null);
        operation["action"] = json!({ "do": "form", "before": before, "after": after });
        operation
    };
    let old = draft.patch(ISHI, &[&form("R8", "H21")]).await.ok();
    assert_eq!(old["letter"]["form"], "H21");
    assert_eq!(draft.patch(ISHI, &[&form("H21", "R8")]).await.ok()["letter"], letter());
}

#[tokio::test]
async fn what_the_form_does_not_have_is_refused_whole() {
    let draft = Draft::new().await;
    let good = set(&draft.doctor, "hand", "右".into(), "左".into());
    let cases = [
        (set(&draft.doctor, "nope", Value::Null, "x".into()), "draft.invalid"),
        (set(&draft.doctor, "hand", "右".into(), "中".into()), "draft.invalid"),
        (set("somebody", "hand", "右".into(), "左".into()), "draft.author"),
    ];
    for (wrong, code) in cases {
        draft.patch(ISHI, &[&good, &wrong]).await.problem(422, code);
    }
    let view = draft.app.get(ISHI, &draft.path).await.ok();
    assert_eq!((&view["version"], &view["letter"]["answers"]["hand"]), (&json!(1), &json!("右")));
}

#[tokio::test]
async fn a_request_has_one_draft_and_a_sent_one_is_read_only() {
    let draft = Draft::new().await;
    let view = draft.app.get(ISHI, &draft.path).await.ok();
    let second = json!({ "id": key(), "request_id": view["request_id"], "letter": letter() });
    let exists = draft.app.post(JIMU, DRAFTS, &second).await.problem(409, "draft.exists");
    assert_eq!(exists["draft_id"], view["id"]);
    let mut sent = post(&letter(), &draft.doctor);
    sent["draft_id"] = view["id"].clone();
    draft.app.post(ISHI, "/api/v1/letters", &sent).await.ok();
    let late = set(&draft.clerk, "hand", "右".into(), "左".into());
    draft.patch(JIMU, &[&late]).await.problem(409, "draft.finished");
    assert_eq!(draft.app.get(ISHI, &draft.path).await.ok()["finished"], true);
    let open = draft.app.get(ISHI, DRAFTS).await.ok();
    assert!(open["items"].as_array().unwrap().iter().all(|open| open["id"] != view["id"]));
}

#[tokio::test]
async fn versions_go_in_etag_and_if_match() {
    let draft = Draft::new().await;
    let answer = draft.app.get(ISHI, &draft.path).await;
    assert_eq!(answer.headers["etag"], "\"1\"");
    let fresh = axum::http::Request::get(&draft.path).header("host", ISHI).header("if-none-match", "\"1\"");
    let answer = draft.app.send(fresh.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), &*answer.text), (304, ""));
    draft.patch(ISHI, &[&set(&draft.doctor, "hand", "右".into(), "左".into())]).await.ok();
    let patch =
        json!({ "base_version": 1, "operations": [set(&draft.doctor, "hand", "左".into(), "右".into())] });
    let headers = [("if-match", "\"1\""), ("idempotency-key", &*key())];
    draft.app.write_as(ISHI, "PATCH", &draft.path, &patch, &headers).await.problem(412, "draft.stale");
}

#[tokio::test]
async fn waiting_for_the_doctor_is_seen_on_the_request() {
    let draft = Draft::new().await;
    let mut handover = set(&draft.clerk, "hand", Value::Null, Value::Null);
    handover["action"] = json!({ "do": "handover", "waiting": true });
    assert_eq!(draft.patch(JIMU, &[&handover]).await.ok()["waiting"], true);
    assert_eq!(draft.app.request_of(ISHI, "髙橋 千代子").await["state"], "waiting");
    assert_eq!(draft.app.request_of(super::HOKENSHA, "髙橋 千代子").await["state"], "open");
    draft.app.get(ISHI2, &draft.path).await.problem(404, "draft.unknown");
}
