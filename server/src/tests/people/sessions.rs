use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use futures_util::StreamExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{ADMIN, CLERK, DOCTOR, HOSPITAL_DOCTOR, clinic, id, person, place_of};
use crate::terminals::Standing;
use crate::tests::{CERTIFIED, TestApp};

#[tokio::test]
async fn a_cookie_over_another_certificate_is_worth_nothing_and_ends_its_session() {
    let app = TestApp::new().await;
    let (_, mut passkey) = person(&app, DOCTOR, "tablet").await;
    for (name, place) in [("thief's own", clinic()), ("other clinic", place_of(HOSPITAL_DOCTOR))] {
        let mut client = app.at("room", clinic()).await;
        client.sign_in(&mut passkey).await.ok();
        let stolen = super::Client { cookie: client.cookie.clone(), ..app.at(name, place).await };
        stolen.get("/api/v1/me").await.problem(401, "session.other_terminal");
        stolen.get("/api/v1/requests").await.problem(401, "session.unknown");
        client.get("/api/v1/me").await.problem(401, "session.unknown");
    }
}

#[tokio::test]
async fn a_session_ends_after_an_hour_of_silence_and_after_eight_hours() {
    let app = TestApp::new().await;
    let (mut client, mut passkey) = person(&app, DOCTOR, "room").await;
    app.later(59);
    client.get("/api/v1/me").await.ok();
    app.later(59);
    client.get("/api/v1/me").await.ok();
    app.later(60);
    client.get("/api/v1/me").await.problem(401, "session.idle");
    client.sign_in(&mut passkey).await.ok();
    for _ in 0..15 {
        app.later(30);
        client.get("/api/v1/me").await.ok();
    }
    app.later(30);
    client.get("/api/v1/me").await.problem(401, "session.expired");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_own_person() {
    let app = TestApp::new().await;
    let (first, mut passkey) = person(&app, DOCTOR, "room 1").await;
    let mut second = app.at("room 2", clinic()).await;
    second.sign_in(&mut passkey).await.ok();
    let (clerk, _) = person(&app, CLERK, "desk").await;
    let list = first.get("/api/v1/sessions").await.ok();
    let names: Vec<&Value> =
        list["items"].as_array().unwrap().iter().map(|row| &row["terminal_name"]).collect();
    assert_eq!(names, ["room 1", "room 2"]);
    assert_eq!((&list["items"][0]["current"], &list["items"][1]["current"]), (&json!(true), &json!(false)));
    let path = format!("/api/v1/sessions/{}", list["items"][1]["id"].as_str().unwrap());
    clerk.write("DELETE", &path, &Value::Null).await.problem(404, "session.not_found");
    assert_eq!(first.write("DELETE", &path, &Value::Null).await.status, 204);
    second.get("/api/v1/me").await.problem(401, "session.unknown");
    first.write("DELETE", &path, &Value::Null).await.problem(404, "session.not_found");
    let out = first.write("DELETE", "/api/v1/sessions/current", &Value::Null).await;
    assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    first.get("/api/v1/me").await.problem(401, "session.unknown");
}

#[tokio::test]
async fn two_people_at_one_terminal_are_two() {
    let app = TestApp::new().await;
    let (doctor, _) = person(&app, DOCTOR, "shared").await;
    let (clerk, _) = person(&app, CLERK, "shared").await;
    assert_eq!(doctor.get("/api/v1/me").await.ok()["user"]["name"], "佐々木 健一");
    assert_eq!(clerk.get("/api/v1/me").await.ok()["user"]["name"], "森 美咲");
    assert_eq!(doctor.get("/api/v1/sessions").await.ok()["items"].as_array().unwrap().len(), 1);
    clerk.write("DELETE", "/api/v1/sessions/current", &Value::Null).await;
    clerk.get("/api/v1/me").await.problem(401, "session.unknown");
    doctor.get("/api/v1/me").await.ok();
}

#[tokio::test]
async fn an_eleventh_session_ends_the_oldest() {
    let app = TestApp::new().await;
    let (first, mut passkey) = person(&app, DOCTOR, "room 0").await;
    for n in 1..=9 {
        app.at(&format!("room {n}"), clinic()).await.sign_in(&mut passkey).await.ok();
    }
    first.get("/api/v1/me").await.ok();
    app.at("room 10", clinic()).await.sign_in(&mut passkey).await.ok();
    first.get("/api/v1/me").await.problem(401, "session.unknown");
}

#[tokio::test]
async fn a_cookie_of_another_shape_is_nobodys() {
    let app = TestApp::new().await;
    let mut room = app.at("room", clinic()).await;
    for wrong in ["x", &"A".repeat(43), &"A".repeat(5000), "あ"] {
        room.cookie = Some(wrong.to_owned());
        room.get("/api/v1/me")
            .await
            .problem(401, if wrong == "あ" { "session.missing" } else { "session.unknown" });
    }
}

#[tokio::test]
async fn ending_a_session_closes_its_stream() {
    let app = TestApp::new().await;
    let (client, mut passkey) = person(&app, DOCTOR, "room 1").await;
    let mut request = Request::get("/api/v1/events").header("host", CERTIFIED);
    request = request.header("cookie", format!("__Host-ikensho={}", client.cookie.as_ref().unwrap()));
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(Standing::lasting(client.terminal.clone()));
    let response = app.certified.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let mut stream = response.into_body().into_data_stream();
    let next = async |stream: &mut axum::body::BodyDataStream| {
        tokio::time::timeout(Duration::from_secs(20), stream.next()).await.expect("the stream stays open")
    };
    assert!(next(&mut stream).await.is_some(), "the first frame says where the reader is");
    let mut other = app.at("room 2", clinic()).await;
    other.sign_in(&mut passkey).await.ok();
    let list = other.get("/api/v1/sessions").await.ok();
    let path = format!("/api/v1/sessions/{}", list["items"][0]["id"].as_str().unwrap());
    assert_eq!(other.write("DELETE", &path, &Value::Null).await.status, 204);
    assert!(next(&mut stream).await.is_none(), "the stream ends with its session");
}

#[tokio::test]
async fn a_suspended_account_is_out_at_once() {
    let app = TestApp::new().await;
    let (mut doctor, mut passkey) = person(&app, DOCTOR, "room").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let path = format!("/api/v1/users/{}", id(DOCTOR));
    let change = async |admins: &mut super::Authenticator, state: &str, etag: &str| {
        let (body, more) = (json!({ "state": state }), [("if-match", etag)]);
        admin.proved(admins, ("PATCH", &path), &body, &more).await.ok()
    };
    let suspended = change(&mut admins, "suspended", "\"1\"").await;
    doctor.get("/api/v1/me").await.problem(401, "session.unknown");
    doctor.sign_in(&mut passkey).await.problem(403, "account.suspended");
    change(&mut admins, "active", suspended["etag"].as_str().unwrap()).await;
    doctor.sign_in(&mut passkey).await.ok();
}
