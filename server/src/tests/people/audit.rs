use serde_json::{Value, json};

use super::{ADMIN, DOCTOR, clinic, id, person};
use crate::audit::AuditEvent;
use crate::tests::{TestApp, key};

/// The events of the log, oldest first.
fn events(app: &TestApp) -> Vec<AuditEvent> {
    let mut events = Vec::new();
    app.store
        .look(&mut |rows| {
            let rows = rows.audit(0, 100_000).unwrap();
            events = rows.iter().map(|row| serde_json::from_str(&row.doc).unwrap()).collect();
        })
        .unwrap();
    events
}

#[tokio::test]
async fn who_came_in_where_why_it_was_allowed_and_what_was_refused_is_in_the_log() {
    let app = TestApp::new().await;
    let (mut doctor, mut passkey) = person(&app, DOCTOR, "room").await;
    doctor.sign_in(&mut passkey).await.ok();
    doctor.get("/api/v1/requests").await.ok();
    doctor.get("/api/v1/users").await.problem(403, "access.role");
    passkey.verified = false;
    doctor.sign_in(&mut passkey).await.problem(401, "passkey.not_verified");
    let last = |action: &str| events(&app).into_iter().rfind(|event| event.action == action).unwrap();
    let look = last("requests.look");
    assert_eq!((&*look.who, &*look.terminal), (&*id(DOCTOR), "terminal-room"));
    assert_eq!((&*look.because, &*look.refused), ("requests.look/clinic/doctor/own", ""));
    assert!(look.people.len() > 10, "everybody on the list was seen");
    let denied = last("users.look");
    assert_eq!((&*denied.because, &*denied.refused), ("denied/role", "access.role"));
    let refused = |code: &str| events(&app).into_iter().filter(|event| event.refused == code).count();
    assert_eq!(refused("passkey.not_verified"), 1, "once, with whom");
    let failed = last("sign_in");
    assert_eq!((&*failed.who, &*failed.refused), (&*id(DOCTOR), "passkey.not_verified"));
    assert_eq!(last("invitation.use").who, id(DOCTOR));
    // A stolen cookie is written down with both terminals.
    let stolen = super::Client { cookie: doctor.cookie.clone(), ..app.at("thief", clinic()).await };
    stolen.get("/api/v1/me").await.problem(401, "session.other_terminal");
    let carried = last("session.carried_off");
    assert_eq!(carried.terminal, "terminal-thief");
    assert!(carried.subject.ends_with(" terminal-room"), "{}", carried.subject);
    assert_eq!(refused("session.other_terminal"), 1);
}

#[tokio::test]
async fn whoever_is_kept_out_is_named_as_far_as_known() {
    let app = TestApp::new().await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "room").await;
    let last = || events(&app).pop().unwrap();
    // Another site uses the doctor's browser.
    let foreign = [("origin", "https://evil.example"), ("idempotency-key", &*key())];
    doctor.send("POST", "/api/v1/drafts", &json!({}), &foreign).await.problem(403, "origin.foreign");
    let told = |event: AuditEvent| (event.action, event.refused, event.who, event.terminal);
    let expected = |action: &str, refused: &str, who: &str, terminal: &str| {
        (action.to_owned(), refused.to_owned(), who.to_owned(), terminal.to_owned())
    };
    assert_eq!(told(last()), expected("draft.begin", "origin.foreign", &id(DOCTOR), "terminal-room"));
    let mut nobody = app.at("desk", clinic()).await;
    nobody.get("/api/v1/requests").await.problem(401, "session.missing");
    assert_eq!(told(last()), expected("requests.look", "session.missing", "", "terminal-desk"));
    nobody.token = Some("A".repeat(43));
    nobody.get("/api/v1/requests").await.problem(401, "token.unknown");
    assert_eq!(told(last()), expected("requests.look", "token.unknown", "", "terminal-desk"));
    nobody.token = None;
    nobody.accept("0000-0000-0000", &mut passkey).await.problem(422, "invitation.unknown");
    assert_eq!(told(last()), expected("invitation.use", "invitation.unknown", "", "terminal-desk"));
    let mut hospital = app.at("hospital", super::place_of(super::HOSPITAL_DOCTOR)).await;
    hospital.sign_in(&mut passkey).await.problem(403, "account.elsewhere");
    assert_eq!(told(last()), expected("sign_in", "account.elsewhere", &id(DOCTOR), "terminal-hospital"));
    passkey.forged = true;
    for _ in 0..4 {
        nobody.sign_in(&mut passkey).await.problem(401, "passkey.signature");
    }
    let begin = nobody.post("/api/v1/sign-in/begin", &Value::Null).await;
    begin.problem(429, "attempts.locked");
    assert_eq!(told(last()), expected("sign_in", "attempts.locked", "", "terminal-desk"));
}

#[tokio::test]
async fn changes_of_accounts_name_who_made_them() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let path = format!("/api/v1/users/{}", id(DOCTOR));
    let change = json!({ "name": "佐々木 健" });
    admin.proved(&mut passkey, ("PATCH", &path), &change, &[("if-match", "\"1\"")]).await.ok();
    let invite = format!("{path}/invitation");
    admin.proved(&mut passkey, ("POST", &invite), &Value::Null, &[]).await.ok();
    for action in ["user.change", "user.invite"] {
        let event = events(&app).into_iter().rfind(|event| event.action == action).unwrap();
        assert_eq!((&*event.who, &*event.subject), (&*id(ADMIN), &*id(DOCTOR)));
        assert_eq!(event.because, format!("{action}/clinic/facility_admin/own"));
        assert!(!serde_json::to_string(&event).unwrap().contains("佐々木"));
    }
}
