use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{
    ADMIN, CLERK, CLINIC, DOCTOR, HOSPITAL, HOSPITAL_ADMIN, INSURER_ADMIN, OPERATOR, clinic, id, person,
};
use crate::tests::{TestApp, key};

const USERS: &str = "/api/v1/users";

fn account(profession: &str, roles: &[&str]) -> Value {
    json!({ "id": key(), "name": "新人 太郎", "profession": profession, "roles": roles })
}

#[tokio::test]
async fn an_administrator_adds_a_person_who_signs_in_by_the_code() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let body = account("nurse", &["visitor"]);
    let made = admin.proved(&mut passkey, ("POST", USERS), &body, &[]).await.ok();
    let mut room = app.at("room", clinic()).await;
    let me = room.accept(made["code"].as_str().unwrap(), &mut Authenticator::new(1)).await.ok();
    assert_eq!((&me["user"]["name"], &me["user"]["roles"]), (&json!("新人 太郎"), &json!(["visitor"])));
    room.get("/api/v1/requests").await.problem(403, "access.role");
    let list = admin.get(USERS).await.ok();
    let row = list["items"].as_array().unwrap().iter().find(|row| row["id"] == body["id"]).unwrap().clone();
    assert_eq!(
        (&row["passkeys"], &row["state"], &row["profession"]),
        (&json!(1), &json!("active"), &json!("nurse"))
    );
    assert!(row["signed_in_at"].is_string() && row["invited_until"].is_null(), "{row}");
}

#[tokio::test]
async fn codes_and_tokens_are_nowhere_in_the_database() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let made = admin.proved(&mut passkey, ("POST", USERS), &account("office", &["clerk"]), &[]).await.ok();
    let program = json!({ "id": key(), "name": "電子カルテ", "terminal_id": admin.terminal.id });
    let added = admin.proved(&mut passkey, ("POST", "/api/v1/programs"), &program, &[]).await.ok();
    let code = made["code"].as_str().unwrap().to_owned();
    let secrets = [
        code.replace('-', ""),
        code,
        added["token"].as_str().unwrap().to_owned(),
        admin.cookie.clone().unwrap(),
    ];
    for file in std::fs::read_dir(app.dir.path()).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found && secret.len() >= 12, "{} holds {secret}", path.display());
        }
    }
}

#[tokio::test]
async fn roles_have_to_fit_the_place_and_the_profession() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    for (profession, roles) in [
        ("office", vec!["doctor"]),
        ("nurse", vec!["doctor"]),
        ("physician", vec!["visitor"]),
        ("office", vec!["insurer_officer"]),
        ("office", vec!["operator"]),
        ("office", vec!["care_provider"]),
        ("office", vec![]),
        ("office", vec!["clerk", "clerk"]),
    ] {
        let body = account(profession, &roles);
        admin.proved(&mut passkey, ("POST", USERS), &body, &[]).await.problem(422, "user.roles");
    }
    for name in ["", "  ", &"あ".repeat(61), "a\tb"] {
        let body = crate::tests::sample::with(&account("office", &["clerk"]), json!({ "name": name }));
        admin.proved(&mut passkey, ("POST", USERS), &body, &[]).await.problem(422, "user.invalid");
    }
    let body = crate::tests::sample::with(&account("office", &["clerk"]), json!({ "id": "x" }));
    admin.proved(&mut passkey, ("POST", USERS), &body, &[]).await.problem(422, "id.malformed");
    let taken =
        crate::tests::sample::with(&account("office", &["clerk"]), json!({ "id": id(HOSPITAL_ADMIN) }));
    admin.proved(&mut passkey, ("POST", USERS), &taken, &[]).await.problem(409, "user.exists");
    admin.proved(&mut passkey, ("POST", USERS), &account("dentist", &["doctor", "clerk"]), &[]).await.ok();
}

#[tokio::test]
async fn administrators_are_made_and_unmade_by_the_operator_alone() {
    let app = TestApp::new().await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (operator, mut operators) = person(&app, OPERATOR, "operator").await;
    let body = account("office", &["facility_admin"]);
    admin.proved(&mut admins, ("POST", USERS), &body, &[]).await.problem(403, "user.appoint");
    let clerk = format!("{USERS}/{}", id(CLERK));
    let (roles, first) = (json!({ "roles": ["clerk", "facility_admin"] }), [("if-match", "\"1\"")]);
    admin.proved(&mut admins, ("PATCH", &clerk), &roles, &first).await.problem(403, "user.appoint");
    let at_clinic = crate::tests::sample::with(&body, json!({ "place": id(CLINIC) }));
    let made = operator.proved(&mut operators, ("POST", USERS), &at_clinic, &[]).await.ok();
    operator.proved(&mut operators, ("PATCH", &clerk), &roles, &first).await.ok();
    // Suspending an administrator is unmaking one.
    let second = format!("{USERS}/{}", made["account"]["id"].as_str().unwrap());
    let suspend = json!({ "state": "suspended" });
    admin.proved(&mut admins, ("PATCH", &second), &suspend, &first).await.problem(403, "user.appoint");
    operator.proved(&mut operators, ("PATCH", &second), &suspend, &first).await.ok();
    let unknown = crate::tests::sample::with(&body, json!({ "id": key(), "place": "990099" }));
    operator.proved(&mut operators, ("POST", USERS), &unknown, &[]).await.problem(404, "place.unknown");
}

#[tokio::test]
async fn nobody_changes_what_oneself_may_do() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let path = format!("{USERS}/{}", id(ADMIN));
    let first = [("if-match", "\"1\"")];
    for change in [
        json!({ "roles": ["facility_admin", "clerk"] }),
        json!({ "profession": "physician" }),
        json!({ "state": "suspended" }),
    ] {
        admin.proved(&mut passkey, ("PATCH", &path), &change, &first).await.problem(409, "user.myself");
    }
    let renamed = admin.proved(&mut passkey, ("PATCH", &path), &json!({ "name": "西野 眞理" }), &first).await;
    assert_eq!(renamed.headers["etag"], "\"2\"");
    assert_eq!(renamed.ok()["name"], "西野 眞理");
    let stale = json!({ "name": "西野" });
    admin.proved(&mut passkey, ("PATCH", &path), &stale, &first).await.problem(412, "user.changed");
    admin.proved(&mut passkey, ("PATCH", &path), &stale, &[]).await.problem(428, "precondition.missing");
}

#[tokio::test]
async fn a_changed_role_holds_at_the_next_request() {
    let app = TestApp::new().await;
    let (clerk, _) = person(&app, CLERK, "desk").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    clerk.get("/api/v1/requests").await.ok();
    let path = format!("{USERS}/{}", id(CLERK));
    let change = json!({ "roles": ["visitor"], "profession": "pharmacist" });
    admin.proved(&mut admins, ("PATCH", &path), &change, &[("if-match", "\"1\"")]).await.ok();
    clerk.get("/api/v1/requests").await.problem(403, "access.role");
}

#[tokio::test]
async fn places_are_apart() {
    let app = TestApp::new().await;
    let (clinic, mut clinics) = person(&app, ADMIN, "office").await;
    let (hospital, mut hospitals) = person(&app, HOSPITAL_ADMIN, "hospital").await;
    let (town, _) = person(&app, INSURER_ADMIN, "town").await;
    let (operator, _) = person(&app, OPERATOR, "operator").await;
    let ids = |list: Value| -> Vec<String> {
        list["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids(clinic.get(USERS).await.ok()).contains(&id(DOCTOR)));
    for other in [&hospital, &town] {
        assert!(!ids(other.get(USERS).await.ok()).contains(&id(DOCTOR)));
        other.get(&format!("{USERS}?place={}", id(CLINIC))).await.problem(404, "place.unknown");
    }
    assert!(ids(operator.get(&format!("{USERS}?place={}", id(CLINIC))).await.ok()).contains(&id(DOCTOR)));
    assert!(ids(operator.get(USERS).await.ok()).contains(&id(OPERATOR)));
    let path = format!("{USERS}/{}", id(DOCTOR));
    let (change, first) = (json!({ "name": "x" }), [("if-match", "\"1\"")]);
    hospital.proved(&mut hospitals, ("PATCH", &path), &change, &first).await.problem(404, "user.unknown");
    let at_clinic = json!({
        "id": key(), "name": "x", "profession": "office", "roles": ["clerk"], "place": id(CLINIC),
    });
    hospital.proved(&mut hospitals, ("POST", USERS), &at_clinic, &[]).await.problem(404, "place.unknown");
    let own = crate::tests::sample::with(&at_clinic, json!({ "place": id(HOSPITAL) }));
    hospital.proved(&mut hospitals, ("POST", USERS), &own, &[]).await.ok();
    let invite = format!("{path}/invitation");
    hospital.proved(&mut hospitals, ("POST", &invite), &Value::Null, &[]).await.problem(404, "user.unknown");
    // A new code takes the place of the one before.
    let one = clinic.proved(&mut clinics, ("POST", &invite), &Value::Null, &[]).await.ok();
    let two = clinic.proved(&mut clinics, ("POST", &invite), &Value::Null, &[]).await.ok();
    let mut room = app.at("room", super::clinic()).await;
    let (one, two) = (one["code"].as_str().unwrap(), two["code"].as_str().unwrap());
    room.accept(one, &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    room.accept(two, &mut Authenticator::new(1)).await.ok();
}
