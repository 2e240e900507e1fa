use serde_json::{Value, json};

use super::{ADMIN, DOCTOR, HOSPITAL_ADMIN, OPERATOR, clinic, id, person, place_of};
use crate::tests::sample::{letter, numbered, post};
use crate::tests::{TestApp, key};

const PROGRAMS: &str = "/api/v1/programs";

fn program(terminal: &str) -> Value {
    json!({ "id": key(), "name": "電子カルテ", "terminal_id": terminal })
}

#[tokio::test]
async fn a_program_uses_the_api_by_certificate_and_token() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let mut machine = app.at("machine", clinic()).await;
    let added =
        admin.proved(&mut passkey, ("POST", PROGRAMS), &program(&machine.terminal.id), &[]).await.ok();
    // SHA-256 of the certificate, which in these tests is the terminal's name, as openssl and base64url have it.
    assert_eq!(added["program"]["cnf"]["x5t#S256"], "vAIKNbf5yxOC57U0xo48Ux2EmxGb8U913erWzEXDzME");
    machine.token = added["token"].as_str().map(str::to_owned);
    let me = machine.get("/api/v1/me").await.ok();
    assert_eq!((&me["user"]["name"], me.get("session")), (&json!("電子カルテ"), None));
    machine.get("/api/v1/requests").await.ok();
    // The doctor is named; the program is written down beside.
    let posted = post(&letter(), &id(DOCTOR));
    assert_eq!(machine.post("/api/v1/letters", &posted).await.ok()["outcome"], "received");
    let seen = machine.get(&format!("/api/v1/letters/{}", posted["id"].as_str().unwrap())).await.ok();
    assert_eq!(
        (&seen["approved"]["by"], &seen["approved"]["program"]),
        (&json!(id(DOCTOR)), &json!("電子カルテ"))
    );
    let plain = numbered(7);
    assert_eq!(machine.post("/api/v1/letters", &plain).await.ok()["letters"][0]["outcome"], "received");
    for (path, status, code) in [
        ("/api/v1/drafts", 403, "access.role"),
        ("/api/v1/phrases", 403, "access.role"),
        ("/api/v1/users", 403, "access.role"),
        ("/api/v1/sessions", 403, "access.role"),
        (PROGRAMS, 403, "access.role"),
    ] {
        machine.get(path).await.problem(status, code);
    }
    let list = admin.get(PROGRAMS).await.ok();
    assert!(list["items"][0]["used_at"].is_string());
}

#[tokio::test]
async fn a_token_over_another_certificate_is_worth_nothing() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let mut machine = app.at("machine", clinic()).await;
    let added =
        admin.proved(&mut passkey, ("POST", PROGRAMS), &program(&machine.terminal.id), &[]).await.ok();
    machine.token = added["token"].as_str().map(str::to_owned);
    for (name, place) in
        [("thief", clinic()), ("hospital", place_of(HOSPITAL_ADMIN)), ("operator", place_of(OPERATOR))]
    {
        let stolen = super::Client { token: machine.token.clone(), ..app.at(name, place).await };
        stolen.get("/api/v1/requests").await.problem(401, "token.other_terminal");
    }
    machine.get("/api/v1/requests").await.ok();
    // A token beside a cookie: the token counts.
    let both = super::Client { cookie: admin.cookie.clone(), ..machine.clone() };
    both.get("/api/v1/users").await.problem(403, "access.role");
    for wrong in ["", "x", &"A".repeat(43)] {
        let other = super::Client { token: Some(wrong.to_owned()), ..machine.clone() };
        other.get("/api/v1/requests").await.problem(401, "token.unknown");
    }
}

#[tokio::test]
async fn a_token_ends_when_it_is_taken_away_or_its_time_is_over() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let (other, _) = person(&app, HOSPITAL_ADMIN, "hospital").await;
    let (operator, _) = person(&app, OPERATOR, "operator").await;
    let mut machine = app.at("machine", clinic()).await;
    let mut make = async || {
        let added =
            admin.proved(&mut passkey, ("POST", PROGRAMS), &program(&machine.terminal.id), &[]).await.ok();
        (
            added["token"].as_str().unwrap().to_owned(),
            format!("{PROGRAMS}/{}", added["program"]["id"].as_str().unwrap()),
        )
    };
    let ((one, path), (two, second), (three, _)) = (make().await, make().await, make().await);
    other.write("DELETE", &path, &Value::Null).await.problem(404, "program.unknown");
    assert!(admin.write("DELETE", &path, &Value::Null).await.ok()["revoked_at"].is_string());
    machine.token = Some(one);
    machine.get("/api/v1/requests").await.problem(401, "token.revoked");
    operator.write("DELETE", &second, &Value::Null).await.ok();
    machine.token = Some(two);
    machine.get("/api/v1/requests").await.problem(401, "token.revoked");
    machine.token = Some(three);
    machine.get("/api/v1/requests").await.ok();
    app.later(365 * 24 * 60);
    machine.get("/api/v1/requests").await.problem(401, "token.expired");
}

#[tokio::test]
async fn a_token_is_made_for_a_terminal_of_the_place() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let hospital = app.at("hospital", place_of(HOSPITAL_ADMIN)).await;
    for wrong in [&*hospital.terminal.id, "nope"] {
        admin
            .proved(&mut passkey, ("POST", PROGRAMS), &program(wrong), &[])
            .await
            .problem(422, "program.terminal");
    }
    for name in ["", " ", &"あ".repeat(41)] {
        let body = crate::tests::sample::with(&program(&admin.terminal.id), json!({ "name": name }));
        admin.proved(&mut passkey, ("POST", PROGRAMS), &body, &[]).await.problem(422, "program.invalid");
    }
}
