use serde_json::{Value, json};

use super::{ADMIN, DOCTOR, clinic, id, person};
use crate::audit::AuditEvent;
use crate::tests::TestApp;

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
    let failed = last("sign_in");
    assert_eq!((&*failed.who, &*failed.refused), (&*id(DOCTOR), "passkey.not_verified"));
    assert_eq!(last("invitation.use").who, id(DOCTOR));
    // A stolen cookie is written down with both terminals.
    let stolen = super::Client { cookie: doctor.cookie.clone(), ..app.at("thief", clinic()).await };
    stolen.get("/api/v1/me").await.problem(401, "session.other_terminal");
    let carried = last("session.carried_off");
    assert_eq!(carried.terminal, "terminal-thief");
    assert!(carried.subject.ends_with(" terminal-room"), "{}", carried.subject);
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
