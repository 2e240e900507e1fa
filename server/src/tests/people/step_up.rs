use serde_json::{Value, json};

use super::{ADMIN, CLERK, DOCTOR, clinic, id, person};
use crate::tests::{TestApp, key};

const USERS: &str = "/api/v1/users";

fn account(id: &str) -> Value {
    json!({ "id": id, "name": "新人 事務", "profession": "office", "roles": ["clerk"] })
}

#[tokio::test]
async fn a_proof_holds_for_one_operation_of_one_session_for_three_minutes() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let (first, other) = (key(), key());
    let body = account(&key());
    let send = async |client: &super::Client<'_>, key: &str, proof: &str, path: &str| {
        client.send("POST", path, &body, &[("idempotency-key", key), ("ikensho-step-up", proof)]).await
    };
    admin.post(USERS, &body).await.problem(403, "proof.missing");
    send(&admin, &first, "0199e0a0-7c1e-7000-8000-000000000001", USERS).await.problem(403, "proof.invalid");
    let proof =
        admin.prove(&mut passkey, ("POST", USERS, &first)).await.ok()["id"].as_str().unwrap().to_owned();
    // For another key, another path, another session: none.
    send(&admin, &other, &proof, USERS).await.problem(403, "proof.invalid");
    let invite = format!("{USERS}/{}/invitation", id(CLERK));
    send(&admin, &first, &proof, &invite).await.problem(403, "proof.invalid");
    let mut twin = app.at("office 2", clinic()).await;
    twin.sign_in(&mut passkey).await.ok();
    send(&twin, &first, &proof, USERS).await.problem(403, "proof.invalid");
    let made = send(&admin, &first, &proof, USERS).await.ok();
    // The same operation again is answered, not done again, and without its secret.
    let again = send(&admin, &first, &proof, USERS).await.ok();
    assert_eq!(again["account"], made["account"]);
    assert_eq!((made["code"].as_str().unwrap().len(), &again["code"]), (14, &json!("")));
    let late =
        admin.prove(&mut passkey, ("POST", USERS, &other)).await.ok()["id"].as_str().unwrap().to_owned();
    app.later(3);
    send(&admin, &other, &late, USERS).await.problem(403, "proof.invalid");
}

#[tokio::test]
async fn a_proof_is_given_by_the_persons_own_passkey_verified() {
    let app = TestApp::new().await;
    let (admin, mut mine) = person(&app, ADMIN, "office").await;
    let (_, mut doctors) = person(&app, DOCTOR, "room").await;
    let operation = ("POST", USERS, &*key());
    admin.prove(&mut doctors, operation).await.problem(401, "passkey.other_person");
    mine.verified = false;
    admin.prove(&mut mine, operation).await.problem(401, "passkey.not_verified");
    (mine.verified, mine.forged) = (true, true);
    admin.prove(&mut mine, operation).await.problem(401, "passkey.signature");
    (mine.forged, mine.origin) = (false, "https://evil.example".to_owned());
    admin.prove(&mut mine, operation).await.problem(401, "passkey.origin");
    mine.origin = crate::tests::ORIGIN.to_owned();
    let mut copy = super::Authenticator { counter: 0, ..mine.clone() };
    admin.prove(&mut mine, operation).await.ok();
    admin.prove(&mut copy, operation).await.problem(401, "passkey.cloned");
    mine.counter += 10;
    let asked = json!({ "method": "POST", "path": USERS, "operation": key() });
    admin.post("/api/v1/step-ups/begin", &asked).await.problem(401, "passkey.unknown");
}

#[tokio::test]
async fn a_proof_lies_with_one_session_from_begin_to_end() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    let mut twin = app.at("office", clinic()).await;
    twin.sign_in(&mut passkey).await.ok();
    let asked = json!({ "method": "POST", "path": USERS, "operation": key() });
    let begun = admin.post("/api/v1/step-ups/begin", &asked).await.ok();
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    twin.post("/api/v1/step-ups", &post).await.problem(410, "passkey.ceremony");
}

#[tokio::test]
async fn a_file_of_a_letter_asks_for_a_proof_each_time() {
    let app = TestApp::new().await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "room").await;
    let list = doctor.get("/api/v1/letters").await.ok();
    let path = format!("/api/v1/letters/{}", list["items"][0]["id"].as_str().unwrap());
    doctor.get(&path).await.ok();
    let file = async |proof: &str| {
        let mut headers = vec![("accept", "application/fhir+json")];
        if !proof.is_empty() {
            headers.push(("ikensho-step-up", proof));
        }
        doctor.send("GET", &path, &Value::Null, &headers).await
    };
    file("").await.problem(403, "proof.missing");
    let proof = doctor.prove(&mut passkey, ("GET", &path, "")).await.ok()["id"].as_str().unwrap().to_owned();
    assert_eq!(file(&proof).await.status, 200);
    file(&proof).await.problem(403, "proof.invalid");
    doctor.get(&format!("{path}/source")).await.problem(403, "proof.missing");
}
