use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{ADMIN, DOCTOR, clinic, id, person};
use crate::tests::{TestApp, key};

#[tokio::test]
async fn guessing_codes_is_slowed_down_at_that_terminal_alone() {
    let app = TestApp::new().await;
    let code = app.invited(&id(DOCTOR)).await;
    let (mut room, mut other) = (app.at("room", clinic()).await, app.at("other", clinic()).await);
    for _ in 0..5 {
        room.accept("0000-0000-0000", &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    }
    let locked = room.accept(&code, &mut Authenticator::new(1)).await;
    let seconds: u32 = locked.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((50..=60).contains(&seconds), "{seconds}");
    assert_eq!(locked.problem(429, "attempts.locked")["detail"], "あと1分お待ちください。");
    app.later(1);
    room.accept("0000-0000-0000", &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    app.later(1);
    room.accept(&code, &mut Authenticator::new(1)).await.problem(429, "attempts.locked");
    other.accept(&code, &mut Authenticator::new(1)).await.ok();
}

#[tokio::test]
async fn failing_sign_ins_are_slowed_down_and_forgotten_when_one_works() {
    let app = TestApp::new().await;
    let (mut client, mut passkey) = person(&app, DOCTOR, "room").await;
    passkey.forged = true;
    for _ in 0..4 {
        client.sign_in(&mut passkey).await.problem(401, "passkey.signature");
    }
    passkey.forged = false;
    client.sign_in(&mut passkey).await.ok();
    passkey.forged = true;
    for _ in 0..5 {
        client.sign_in(&mut passkey).await.problem(401, "passkey.signature");
    }
    client.post("/api/v1/sign-in/begin", &Value::Null).await.problem(429, "attempts.locked");
    // The account is slow at other terminals, too; another account is not.
    passkey.forged = false;
    let mut other = app.at("other", clinic()).await;
    other.sign_in(&mut passkey).await.problem(429, "attempts.locked");
    person(&app, ADMIN, "office").await;
    app.later(1);
    other.sign_in(&mut passkey).await.ok();
}

#[tokio::test]
async fn failing_proofs_are_slowed_down() {
    let app = TestApp::new().await;
    let (admin, mut passkey) = person(&app, ADMIN, "office").await;
    passkey.verified = false;
    for _ in 0..5 {
        admin.prove(&mut passkey, ("POST", "/x", &key())).await.problem(401, "passkey.not_verified");
    }
    let asked = json!({ "method": "POST", "path": "/x", "operation": key() });
    admin.post("/api/v1/step-ups/begin", &asked).await.problem(429, "attempts.locked");
    admin.get("/api/v1/me").await.ok();
}
