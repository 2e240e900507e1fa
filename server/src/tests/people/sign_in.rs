use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{CLERK, DOCTOR, HOSPITAL_DOCTOR, clinic, id, person, place_of};
use crate::tests::{TestApp, key};

const BEGIN: &str = "/api/v1/sign-in/begin";
const SIGN_IN: &str = "/api/v1/sign-in";

#[tokio::test]
async fn an_invitation_makes_the_first_passkey_and_the_passkey_signs_in() {
    let app = TestApp::new().await;
    let (mut client, mut passkey) = person(&app, DOCTOR, "room 1").await;
    let me = client.get("/api/v1/me").await.ok();
    assert_eq!((&me["user"]["name"], &me["session"]["passkeys"]), (&json!("佐々木 健一"), &json!(1)));
    assert_eq!(me["session"]["idle_minutes"], 60);
    client.cookie = None;
    client.get("/api/v1/me").await.problem(401, "session.missing");
    let answer = client.sign_in(&mut passkey).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    for part in ["__Host-ikensho=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(answer.ok()["user"]["name"], "佐々木 健一");
    client.get("/api/v1/requests").await.ok();
}

#[tokio::test]
async fn an_invitation_is_used_once_in_time_and_at_its_own_place() {
    let app = TestApp::new().await;
    let code = app.invited(&id(DOCTOR)).await;
    let hospital = app.at("hospital", place_of(HOSPITAL_DOCTOR)).await;
    hospital.clone().accept(&code, &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    let mut room = app.at("room", clinic()).await;
    for wrong in ["", "0000-0000-0000", "ABCD-EFGH-JKM", "山田"] {
        room.accept(wrong, &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    }
    // As somebody reads it from a slip of paper.
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    room.accept(&typed, &mut Authenticator::new(1)).await.ok();
    room.accept(&code, &mut Authenticator::new(2)).await.problem(422, "invitation.unknown");
    let late = app.invited(&id(CLERK)).await;
    app.later(7 * 24 * 60);
    room.accept(&late, &mut Authenticator::new(3)).await.problem(422, "invitation.unknown");
}

#[tokio::test]
async fn two_who_begin_with_one_code_get_one_passkey() {
    let app = TestApp::new().await;
    let (code, room) = (app.invited(&id(DOCTOR)).await, app.at("room", clinic()).await);
    let begin = async || {
        let begun = room.post("/api/v1/invitations/begin", &json!({ "code": code })).await.ok();
        assert_eq!(
            (&begun["name"], &begun["place_name"], &begun["replaces"]),
            (&json!("佐々木 健一"), &json!("ひばり内科クリニック"), &json!(false))
        );
        begun
    };
    let (one, two) = (begin().await, begin().await);
    let finish = async |begun: &Value, number| {
        let credential = Authenticator::new(number).create(&begun["options"]);
        let post = json!({ "id": begun["id"], "credential": credential, "name": "n" });
        room.post("/api/v1/invitations", &post).await
    };
    finish(&one, 1).await.ok();
    finish(&two, 2).await.problem(422, "invitation.unknown");
    finish(&one, 3).await.problem(410, "passkey.ceremony");
}

/// Each way a sign-in fails has a code of its own, and none of them lets anybody in.
#[tokio::test]
async fn every_wrong_answer_of_an_authenticator_has_its_problem() {
    type Change = fn(&mut Authenticator);
    let table: [(&str, Change); 9] = [
        ("passkey.not_verified", |key| key.verified = false),
        ("passkey.not_present", |key| key.present = false),
        ("passkey.origin", |key| key.origin = "https://localhost.evil.example".to_owned()),
        ("passkey.origin", |key| key.origin = "http://localhost:8443".to_owned()),
        ("passkey.origin", |key| key.origin = "https://localhost:9443".to_owned()),
        ("passkey.rp", |key| key.rp = "evil.example".to_owned()),
        ("passkey.signature", |key| key.forged = true),
        ("passkey.unknown", |key| *key = Authenticator { counts: true, ..Authenticator::new(99) }),
        ("passkey.cloned", |key| key.counter = 0),
    ];
    for (code, change) in table {
        let app = TestApp::new().await;
        let (mut client, mut passkey) = person(&app, DOCTOR, "room").await;
        client.sign_in(&mut passkey).await.ok();
        client.cookie = None;
        let mut wrong = passkey.clone();
        change(&mut wrong);
        if wrong.credential_id() != passkey.credential_id() {
            // It knows somebody's id, but is nobody's.
            wrong.remember(&id(DOCTOR));
        }
        client.sign_in(&mut wrong).await.problem(401, code);
        assert_eq!(client.cookie, None, "{code}");
        client.get("/api/v1/me").await.problem(401, "session.missing");
    }
}

#[tokio::test]
async fn a_passkey_with_a_copy_opens_nothing_any_more() {
    let app = TestApp::new().await;
    let (mut client, mut passkey) = person(&app, DOCTOR, "room").await;
    client.sign_in(&mut passkey).await.ok();
    let mut copy = Authenticator { counter: 0, ..passkey.clone() };
    client.sign_in(&mut copy).await.problem(401, "passkey.cloned");
    client.sign_in(&mut passkey).await.problem(401, "passkey.blocked");
    let list = client.get("/api/v1/passkeys").await.ok();
    assert_eq!(list["items"][0]["blocked"], true);
}

#[tokio::test]
async fn a_passkey_that_does_not_count_is_no_copy() {
    let app = TestApp::new().await;
    let mut room = app.at("room", clinic()).await;
    let mut synced = Authenticator { counts: false, ..Authenticator::new(5) };
    room.accept(&app.invited(&id(DOCTOR)).await, &mut synced).await.ok();
    for _ in 0..3 {
        room.sign_in(&mut synced).await.ok();
    }
}

#[tokio::test]
async fn an_answer_is_taken_once_in_time_and_where_it_was_asked_for() {
    let app = TestApp::new().await;
    let (client, mut passkey) = person(&app, DOCTOR, "room 1").await;
    let nobody = super::Client { cookie: None, ..client.clone() };
    let begin = async || nobody.post(BEGIN, &Value::Null).await.ok();
    // Again.
    let begun = begin().await;
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    nobody.post(SIGN_IN, &post).await.ok();
    nobody.post(SIGN_IN, &post).await.problem(410, "passkey.ceremony");
    // The same answer to another challenge.
    let other = begin().await;
    let replayed = json!({ "id": other["id"], "credential": post["credential"] });
    nobody.post(SIGN_IN, &replayed).await.problem(401, "passkey.challenge");
    // At another terminal.
    let begun = begin().await;
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    app.at("room 2", clinic()).await.post(SIGN_IN, &post).await.problem(410, "passkey.ceremony");
    // Of another kind.
    let begun = client
        .post("/api/v1/step-ups/begin", &json!({ "method": "POST", "path": "/x", "operation": key() }))
        .await
        .ok();
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    client.post(SIGN_IN, &post).await.problem(410, "passkey.ceremony");
    // Too late.
    let begun = begin().await;
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    app.later(5);
    nobody.post(SIGN_IN, &post).await.problem(410, "passkey.ceremony");
    nobody.post(SIGN_IN, &json!({ "id": "x", "credential": {} })).await.problem(410, "passkey.ceremony");
}

#[tokio::test]
async fn what_is_no_answer_or_says_too_much_is_refused() {
    let app = TestApp::new().await;
    let (client, mut passkey) = person(&app, DOCTOR, "room").await;
    let begun = client.post(BEGIN, &Value::Null).await.ok();
    let mut credential = passkey.get(&begun["options"]);
    credential["clientExtensionResults"] = json!({ "prf": { "results": { "first": "AAAA" } } });
    let post = json!({ "id": begun["id"], "credential": credential });
    let problem = client.post(SIGN_IN, &post).await.problem(422, "passkey.secret");
    assert!(!problem.to_string().contains("AAAA"));
    for wrong in
        [json!({}), json!("x"), json!({ "id": "x", "rawId": "!", "response": {}, "type": "public-key" })]
    {
        let begun = client.post(BEGIN, &Value::Null).await.ok();
        let post = json!({ "id": begun["id"], "credential": wrong });
        client.post(SIGN_IN, &post).await.problem(422, "passkey.malformed");
    }
    let more = json!({ "id": "x", "credential": {}, "more": 1 });
    client.post(SIGN_IN, &more).await.problem(422, "body.invalid");
}

#[tokio::test]
async fn a_passkey_opens_nothing_at_another_place() {
    let app = TestApp::new().await;
    let (_, mut passkey) = person(&app, DOCTOR, "room").await;
    for (name, user) in
        [("hospital", HOSPITAL_DOCTOR), ("town", super::OFFICER), ("operator", super::OPERATOR)]
    {
        let mut there = app.at(name, place_of(user)).await;
        there.sign_in(&mut passkey).await.problem(403, "account.elsewhere");
        assert_eq!(there.cookie, None);
    }
}

#[tokio::test]
async fn without_a_certificate_nobody_gets_as_far_as_a_passkey() {
    let app = TestApp::new().await;
    let room = app.at("room", clinic()).await;
    let bare = room.without_certificate("POST", BEGIN).await;
    assert!(bare.status.as_u16() >= 400 && bare.code().starts_with("terminal."), "{bare:?}");
}
