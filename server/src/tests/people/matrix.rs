//! Roles × routes × places by URL, every cell, written by hand from docs/ACCESS.md.

use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{
    ADMIN, CLERK, Client, DOCTOR, HOSPITAL_ADMIN, HOSPITAL_DOCTOR, INSURER_ADMIN, OFFICER, OPERATOR, VISITOR,
    clinic, id, person,
};
use crate::http::contract_routes;
use crate::tests::{TestApp, key};

/// `+` goes on to the handler, `r` is not the role's (403), `.` is not there at such a place (404), `s` needs somebody to
/// sign in (401).
const COLUMNS: [&str; 10] = [
    "nobody",
    "doctor",
    "clerk",
    "visitor",
    "admin",
    "program",
    "hospital",
    "officer",
    "town admin",
    "operator",
];
const TABLE: &str = "
get    /api/v1/me                              s+++++++++
get    /api/v1/connection                      ++++++++++
get    /api/v1/insurers                        s+++++++++
get    /api/v1/facilities                      s+++++++r+
get    /api/v1/requests                        s++rr+++r.
post   /api/v1/requests                        s......+r.
post   /api/v1/requests/paper                  s++rr++...
get    /api/v1/requests/{id}                   s++rr+++r.
get    /api/v1/requests/{id}/previous          s++rr++...
post   /api/v1/requests/{id}/withdraw          s......+r.
post   /api/v1/requests/{id}/sent-on-paper     s++rrr+...
get    /api/v1/drafts                          s++rrr+...
post   /api/v1/drafts                          s++rrr+...
get    /api/v1/drafts/{id}                     s++rrr+...
patch  /api/v1/drafts/{id}                     s++rrr+...
get    /api/v1/letters                         s++rr+++r.
post   /api/v1/letters                         s++rr++...
get    /api/v1/letters/{id}                    s++rr+++r.
get    /api/v1/letters/{id}/source             s++rr+++r.
post   /api/v1/letters/{id}/accept             s......+r.
post   /api/v1/letters/{id}/return             s......+r.
get    /api/v1/phrases                         s++rrr+...
put    /api/v1/phrases                         s++rrr+...
delete /api/v1/phrases/{id}                    s++rrr+...
post   /api/v1/prints                          s++rr+++r.
get    /api/v1/audit                           srrr+rrr++
get    /api/v1/people/{id}/looks               srrr+rrr++
get    /api/v1/events                          s++rr+++r.
get    /api/v1/receipts/key                    ++++++++++
post   /api/v1/demo/reset                      s.........
get    /api/v1/openapi.json                    ++++++++++
post   /api/v1/sign-in/begin                   ++++++++++
post   /api/v1/sign-in                         ++++++++++
post   /api/v1/invitations/begin               ++++++++++
post   /api/v1/invitations                     ++++++++++
post   /api/v1/step-ups/begin                  s++++r++++
post   /api/v1/step-ups                        s++++r++++
get    /api/v1/sessions                        s++++r++++
delete /api/v1/sessions/{id}                   s++++r++++
get    /api/v1/passkeys                        s++++r++++
post   /api/v1/passkeys/begin                  s++++r++++
post   /api/v1/passkeys                        s++++r++++
patch  /api/v1/passkeys/{id}                   s++++r++++
delete /api/v1/passkeys/{id}                   s++++r++++
get    /api/v1/users                           srrr+rrr++
post   /api/v1/users                           srrr+rrr++
patch  /api/v1/users/{id}                      srrr+rrr++
post   /api/v1/users/{id}/invitation           srrr+rrr++
get    /api/v1/recoveries                      srrr+rrr++
post   /api/v1/recoveries                      srrr+rrr++
post   /api/v1/recoveries/{id}/approve         srrr+rrr++
post   /api/v1/recoveries/{id}/cancel          s++++r++++
get    /api/v1/recovery-key                    s++++r+...
put    /api/v1/recovery-key                    srrr+rr...
get    /api/v1/programs                        srrr+rr..+
post   /api/v1/programs                        srrr+rr...
delete /api/v1/programs/{id}                   srrr+rr..+
get    /api/v1/terminals                       srrr+rrr++
post   /api/v1/terminals/{id}/revoke           srrr+rrr++
get    /api/v1/terminals/codes                 srrr+rrr++
post   /api/v1/terminals/codes                 srrr+rrr++
post   /api/v1/terminals/enrol                 ++++++++++
post   /api/v1/terminals/renew                 ++++++++++
";

#[tokio::test]
async fn every_cell_of_roles_and_routes() {
    let app = TestApp::new().await;
    let clients = everybody(&app).await;
    let mut expected: Vec<(&str, &str, &str)> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty()) {
        let mut cells = line.split_whitespace();
        let mut next = || cells.next().unwrap();
        expected.push((next(), next(), next()));
    }
    let mut routes: Vec<(&str, &str)> = contract_routes();
    routes.sort_unstable();
    let mut named: Vec<(&str, &str)> = expected.iter().map(|(method, path, _)| (*method, *path)).collect();
    named.sort_unstable();
    assert_eq!(named, routes, "every route has its line, and no other");
    let mut wrong = Vec::new();
    for (method, path, cells) in expected {
        let mut seen = String::new();
        for client in &clients {
            seen.push(cell(client, method, path).await);
        }
        if seen != cells {
            wrong.push(format!("{method} {path}: {seen}, not {cells}"));
        }
    }
    assert!(wrong.is_empty(), "{COLUMNS:?}\n{}", wrong.join("\n"));
}

/// Everybody of [`COLUMNS`], each at a terminal of the own place.
async fn everybody(app: &TestApp) -> Vec<Client<'_>> {
    let mut clients = vec![app.at("empty", clinic()).await];
    let mut admins: Option<Authenticator> = None;
    for (number, terminal) in [(DOCTOR, "a"), (CLERK, "b"), (VISITOR, "c"), (ADMIN, "d")] {
        let (client, passkey) = person(app, number, terminal).await;
        clients.push(client);
        admins = Some(passkey);
    }
    let mut machine = app.at("machine", clinic()).await;
    let body = json!({ "id": key(), "name": "電子カルテ", "terminal_id": machine.terminal.id });
    let mut passkey = admins.unwrap();
    let added = clients[4].proved(&mut passkey, ("POST", "/api/v1/programs"), &body, &[]).await.ok();
    machine.token = added["token"].as_str().map(str::to_owned);
    clients.push(machine);
    for (number, terminal) in [(HOSPITAL_DOCTOR, "e"), (OFFICER, "f"), (INSURER_ADMIN, "g"), (OPERATOR, "h")]
    {
        clients.push(person(app, number, terminal).await.0);
    }
    clients
}

async fn cell(client: &Client<'_>, method: &str, path: &str) -> char {
    if (method, path) == ("get", "/api/v1/events") {
        // Its body does not end; the status is all that is asked here.
        return if client.status("GET", path).await == 200 {
            '+'
        } else {
            denial(&client.get(path).await.code())
        };
    }
    let asked = path.replace("{id}", "0199e0a0-7c1e-7000-8000-000000000009");
    let answer = match method {
        "get" => client.get(&asked).await,
        _ => client.write(&method.to_uppercase(), &asked, &Value::Null).await,
    };
    if answer.status.is_success() {
        return '+';
    }
    denial(&answer.code())
}

fn denial(code: &str) -> char {
    match code {
        "session.missing" => 's',
        "access.role" => 'r',
        "path.unknown" => '.',
        code if code.starts_with("access.") => '?',
        _ => '+',
    }
}

#[tokio::test]
async fn nothing_of_one_clinic_is_there_for_another() {
    let app = TestApp::new().await;
    let (doctor, _) = person(&app, DOCTOR, "a").await;
    let (admin, mut admins) = person(&app, ADMIN, "b").await;
    let (hospital, _) = person(&app, HOSPITAL_DOCTOR, "c").await;
    let (their_admin, mut theirs) = person(&app, HOSPITAL_ADMIN, "d").await;
    let first = |list: Value| list["items"][0]["id"].as_str().unwrap().to_owned();
    let request = first(doctor.get("/api/v1/requests").await.ok());
    let draft = first(doctor.get("/api/v1/drafts").await.ok());
    let letter = first(doctor.get("/api/v1/letters").await.ok());
    let phrase = key();
    let body = json!({ "id": phrase, "scope": "clinic", "key": "", "text": "安静" });
    doctor.write("PUT", "/api/v1/phrases", &body).await.ok();
    let unknown = |answer: crate::tests::Answer| {
        assert_eq!(answer.status, 404, "{answer:?}");
        assert!(answer.code().ends_with(".unknown") || answer.code() == "previous.none", "{answer:?}");
    };
    for path in [
        format!("/api/v1/requests/{request}"),
        format!("/api/v1/requests/{request}/previous"),
        format!("/api/v1/drafts/{draft}"),
        format!("/api/v1/letters/{letter}"),
    ] {
        doctor.get(&path).await;
        unknown(hospital.get(&path).await);
    }
    let patch = json!({ "base_version": 1, "operations": [] });
    unknown(hospital.write("PATCH", &format!("/api/v1/drafts/{draft}"), &patch).await);
    let paper = json!({ "date": "2026-10-14" });
    unknown(hospital.post(&format!("/api/v1/requests/{request}/sent-on-paper"), &paper).await);
    unknown(hospital.write("DELETE", &format!("/api/v1/phrases/{phrase}"), &Value::Null).await);
    hospital.write("PUT", "/api/v1/phrases", &body).await.problem(422, "id.malformed");
    let program = json!({ "id": key(), "name": "カルテ", "terminal_id": admin.terminal.id });
    let added = admin.proved(&mut admins, ("POST", "/api/v1/programs"), &program, &[]).await.ok();
    let path = format!("/api/v1/programs/{}", added["program"]["id"].as_str().unwrap());
    unknown(their_admin.write("DELETE", &path, &Value::Null).await);
    unknown(their_admin.get(&format!("/api/v1/passkeys?user={}", id(DOCTOR))).await);
    let user = format!("/api/v1/users/{}", id(DOCTOR));
    let change = json!({ "name": "x" });
    unknown(their_admin.proved(&mut theirs, ("PATCH", &user), &change, &[("if-match", "\"1\"")]).await);
    for list in ["users", "programs", "recoveries"] {
        let named = format!("/api/v1/{list}?place={}", id(super::CLINIC));
        unknown(their_admin.get(&named).await);
    }
}
