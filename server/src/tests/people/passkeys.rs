use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{ADMIN, CLERK, DOCTOR, HOSPITAL_ADMIN, id, person};
use crate::tests::TestApp;

const PASSKEYS: &str = "/api/v1/passkeys";

async fn add(client: &super::Client<'_>, old: &mut Authenticator, new: &mut Authenticator) -> Value {
    let begun = client.proved(old, ("POST", "/api/v1/passkeys/begin"), &Value::Null, &[]).await.ok();
    let post =
        json!({ "id": begun["id"], "credential": new.create(&begun["options"]), "name": " 予備の鍵 " });
    client.post(PASSKEYS, &post).await.ok()
}

#[tokio::test]
async fn a_second_passkey_is_added_renamed_used_and_removed() {
    let app = TestApp::new().await;
    let (mut client, mut first) = person(&app, DOCTOR, "room").await;
    client.post("/api/v1/passkeys/begin", &Value::Null).await.problem(403, "proof.missing");
    let mut second = Authenticator::new(2);
    let added = add(&client, &mut first, &mut second).await;
    assert_eq!(added["name"], "予備の鍵");
    let path = format!("{PASSKEYS}/{}", added["id"].as_str().unwrap());
    let renamed = client.write("PATCH", &path, &json!({ "name": "タブレット" })).await.ok();
    assert_eq!(renamed["name"], "タブレット");
    for wrong in ["", " ", &"あ".repeat(41), "a\nb"] {
        client.write("PATCH", &path, &json!({ "name": wrong })).await.problem(422, "passkey.name");
    }
    client.sign_in(&mut second).await.ok();
    assert_eq!(client.get("/api/v1/me").await.ok()["session"]["passkeys"], 2);
    client.write("DELETE", &path, &Value::Null).await.problem(403, "proof.missing");
    let gone = client.proved(&mut first, ("DELETE", &path), &Value::Null, &[]).await;
    assert_eq!(gone.status, 204);
    client.sign_in(&mut second).await.problem(401, "passkey.unknown");
    let list = client.get(PASSKEYS).await.ok();
    let last = format!("{PASSKEYS}/{}", list["items"][0]["id"].as_str().unwrap());
    client.proved(&mut first, ("DELETE", &last), &Value::Null, &[]).await.problem(409, "passkey.last");
    client.sign_in(&mut first).await.ok();
}

#[tokio::test]
async fn one_authenticator_is_registered_once_and_ten_are_the_most() {
    let app = TestApp::new().await;
    let (client, mut first) = person(&app, DOCTOR, "room").await;
    let begun = client.proved(&mut first, ("POST", "/api/v1/passkeys/begin"), &Value::Null, &[]).await.ok();
    let excluded = begun["options"]["excludeCredentials"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(excluded, first.credential_id());
    let post =
        json!({ "id": begun["id"], "credential": first.clone().create(&begun["options"]), "name": "n" });
    client.post(PASSKEYS, &post).await.problem(409, "passkey.exists");
    for number in 2..=10 {
        add(&client, &mut first, &mut Authenticator::new(number)).await;
    }
    client
        .proved(&mut first, ("POST", "/api/v1/passkeys/begin"), &Value::Null, &[])
        .await
        .problem(409, "passkey.limit");
}

#[tokio::test]
async fn a_registration_without_verification_or_memory_is_none() {
    let app = TestApp::new().await;
    let (client, mut first) = person(&app, DOCTOR, "room").await;
    let attempt = async |first: &mut Authenticator, new: &mut Authenticator, remembered: bool| {
        let begun = client.proved(first, ("POST", "/api/v1/passkeys/begin"), &Value::Null, &[]).await.ok();
        let mut credential = new.create(&begun["options"]);
        credential["clientExtensionResults"]["credProps"]["rk"] = json!(remembered);
        let post = json!({ "id": begun["id"], "credential": credential, "name": "n" });
        client.post(PASSKEYS, &post).await
    };
    let new = Authenticator::new(7);
    let mut unverified = Authenticator { verified: false, ..new.clone() };
    attempt(&mut first, &mut unverified, true).await.problem(401, "passkey.not_verified");
    let mut elsewhere = Authenticator { origin: "https://evil.example".to_owned(), ..new.clone() };
    attempt(&mut first, &mut elsewhere, true).await.problem(401, "passkey.origin");
    let mut other = Authenticator { rp: "evil.example".to_owned(), ..new.clone() };
    attempt(&mut first, &mut other, true).await.problem(401, "passkey.rp");
    attempt(&mut first, &mut new.clone(), false).await.problem(422, "passkey.not_discoverable");
    attempt(&mut first, &mut new.clone(), true).await.ok();
}

#[tokio::test]
async fn others_passkeys_are_seen_and_revoked_by_their_own_administrator_alone() {
    let app = TestApp::new().await;
    let (doctor, _) = person(&app, DOCTOR, "room").await;
    let (clerk, mut clerks) = person(&app, CLERK, "desk").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (elsewhere, mut theirs) = person(&app, HOSPITAL_ADMIN, "hospital").await;
    let list = format!("{PASSKEYS}?user={}", id(DOCTOR));
    clerk.get(&list).await.problem(403, "access.role");
    elsewhere.get(&list).await.problem(404, "user.unknown");
    let seen = admin.get(&list).await.ok();
    let path = format!("{PASSKEYS}/{}", seen["items"][0]["id"].as_str().unwrap());
    clerk.proved(&mut clerks, ("DELETE", &path), &Value::Null, &[]).await.problem(404, "passkey.not_found");
    elsewhere
        .proved(&mut theirs, ("DELETE", &path), &Value::Null, &[])
        .await
        .problem(404, "passkey.not_found");
    clerk.write("PATCH", &path, &json!({ "name": "x" })).await.problem(404, "passkey.not_found");
    let gone = admin.proved(&mut admins, ("DELETE", &path), &Value::Null, &[]).await;
    assert_eq!(gone.status, 204);
    assert_eq!(doctor.get(PASSKEYS).await.ok()["items"], json!([]));
    // One administrator alone cannot take the account over with a new code.
    let invite = format!("/api/v1/users/{}/invitation", id(DOCTOR));
    admin.proved(&mut admins, ("POST", &invite), &Value::Null, &[]).await.problem(409, "user.signed_in");
}
