use serde_json::{Value, json};

use super::authenticator::Authenticator;
use super::{ADMIN, CLERK, DOCTOR, HOSPITAL_ADMIN, OPERATOR, OPERATOR_2, clinic, id, person};
use crate::tests::{TestApp, key};

const RECOVERIES: &str = "/api/v1/recoveries";

fn post(user: u64) -> Value {
    json!({ "id": key(), "user_id": id(user), "reason": "携帯電話を紛失" })
}

#[tokio::test]
async fn two_others_give_somebody_who_lost_every_passkey_a_new_one() {
    let app = TestApp::new().await;
    let (doctor, mut lost) = person(&app, DOCTOR, "room").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (operator, mut operators) = person(&app, OPERATOR, "operator").await;
    let begun = admin.proved(&mut admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.ok();
    assert_eq!(
        (&begun["state"], &begun["begun_by"], &begun["name"]),
        (&json!("waiting"), &json!("西野 真理"), &json!("佐々木 健一"))
    );
    let approve = format!("{RECOVERIES}/{}/approve", begun["id"].as_str().unwrap());
    admin.proved(&mut admins, ("POST", &approve), &Value::Null, &[]).await.problem(403, "recovery.second");
    // Whoever still has a passkey hears of it.
    assert_eq!(doctor.get("/api/v1/me").await.ok()["session"]["recovery_id"], begun["id"]);
    let approved = operator.proved(&mut operators, ("POST", &approve), &Value::Null, &[]).await.ok();
    assert_eq!(approved["recovery"]["state"], "approved");
    let code = approved["code"].as_str().unwrap();
    operator
        .proved(&mut operators, ("POST", &approve), &Value::Null, &[])
        .await
        .problem(409, "recovery.over");
    // Until the code is used nothing is taken away.
    doctor.get("/api/v1/me").await.ok();
    let (mut room, mut new) = (app.at("new tablet", clinic()).await, Authenticator::new(1));
    room.accept(code, &mut new).await.ok();
    doctor.get("/api/v1/me").await.problem(401, "session.unknown");
    app.at("room", clinic()).await.sign_in(&mut lost).await.problem(401, "passkey.unknown");
    app.at("room", clinic()).await.sign_in(&mut new).await.ok();
    room.accept(code, &mut Authenticator::new(2)).await.problem(422, "invitation.unknown");
    let list = admin.get(RECOVERIES).await.ok();
    assert_eq!(
        (&list["items"][0]["state"], &list["items"][0]["approved_by"]),
        (&json!("used"), &json!("島田 徹"))
    );
}

#[tokio::test]
async fn nobody_recovers_alone_or_oneself() {
    let app = TestApp::new().await;
    let (_, _) = person(&app, DOCTOR, "room").await;
    let (clerk, mut clerks) = person(&app, CLERK, "desk").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (other, mut others) = person(&app, HOSPITAL_ADMIN, "hospital").await;
    let (operator, mut operators) = person(&app, OPERATOR, "operator").await;
    let (second, mut seconds) = person(&app, OPERATOR_2, "operator 2").await;
    clerk.proved(&mut clerks, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.problem(403, "access.role");
    admin.proved(&mut admins, ("POST", RECOVERIES), &post(ADMIN), &[]).await.problem(403, "recovery.myself");
    other.proved(&mut others, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.problem(404, "user.unknown");
    // The administrator's own: two operators, and not the administrator.
    let begun = operator.proved(&mut operators, ("POST", RECOVERIES), &post(ADMIN), &[]).await.ok();
    let approve = format!("{RECOVERIES}/{}/approve", begun["id"].as_str().unwrap());
    admin.proved(&mut admins, ("POST", &approve), &Value::Null, &[]).await.problem(403, "recovery.myself");
    other.proved(&mut others, ("POST", &approve), &Value::Null, &[]).await.problem(404, "recovery.unknown");
    clerk.proved(&mut clerks, ("POST", &approve), &Value::Null, &[]).await.problem(403, "access.role");
    admin.proved(&mut admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.ok();
    admin.proved(&mut admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.problem(409, "recovery.open");
    second.proved(&mut seconds, ("POST", &approve), &Value::Null, &[]).await.ok();
    let unknown = format!("{RECOVERIES}/{}/approve", key());
    second.proved(&mut seconds, ("POST", &unknown), &Value::Null, &[]).await.problem(404, "recovery.unknown");
    for reason in ["", "  ", &"あ".repeat(201)] {
        let body = crate::tests::sample::with(&post(CLERK), json!({ "reason": reason }));
        admin.proved(&mut admins, ("POST", RECOVERIES), &body, &[]).await.problem(422, "recovery.reason");
    }
    let never = post(super::VISITOR);
    admin.proved(&mut admins, ("POST", RECOVERIES), &never, &[]).await.problem(409, "recovery.needless");
}

#[tokio::test]
async fn a_recovery_is_called_off_by_the_person_and_by_time() {
    let app = TestApp::new().await;
    let (doctor, mut doctors) = person(&app, DOCTOR, "room").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (operator, mut operators) = person(&app, OPERATOR, "operator").await;
    let (clerk, _) = person(&app, CLERK, "desk").await;
    let begin = async |admins: &mut Authenticator| {
        let begun = admin.proved(admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.ok();
        format!("{RECOVERIES}/{}", begun["id"].as_str().unwrap())
    };
    let path = begin(&mut admins).await;
    let (approve, cancel) = (format!("{path}/approve"), format!("{path}/cancel"));
    let approved = operator.proved(&mut operators, ("POST", &approve), &Value::Null, &[]).await.ok();
    clerk.post(&cancel, &Value::Null).await.problem(404, "recovery.unknown");
    assert_eq!(doctor.post(&cancel, &Value::Null).await.ok()["state"], "cancelled");
    doctor.post(&cancel, &Value::Null).await.problem(409, "recovery.over");
    let code = approved["code"].as_str().unwrap();
    let mut room = app.at("thief", clinic()).await;
    room.accept(code, &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    assert!(doctor.get("/api/v1/me").await.ok()["session"].get("recovery_id").is_none());
    // Three days for the second one.
    let approve = format!("{}/approve", begin(&mut admins).await);
    app.later(3 * 24 * 60);
    let (mut operator, mut admin) = (operator, admin);
    operator.sign_in(&mut operators).await.ok();
    operator
        .proved(&mut operators, ("POST", &approve), &Value::Null, &[])
        .await
        .problem(409, "recovery.over");
    // A day for the code.
    admin.sign_in(&mut admins).await.ok();
    let begun = admin.proved(&mut admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.ok();
    let approve = format!("{RECOVERIES}/{}/approve", begun["id"].as_str().unwrap());
    let approved = operator.proved(&mut operators, ("POST", &approve), &Value::Null, &[]).await.ok();
    app.later(24 * 60);
    let code = approved["code"].as_str().unwrap();
    room.accept(code, &mut Authenticator::new(1)).await.problem(422, "invitation.unknown");
    app.at("room", clinic()).await.sign_in(&mut doctors).await.ok();
}

#[tokio::test]
async fn the_first_of_the_two_still_has_to_be_one() {
    let app = TestApp::new().await;
    let (_, _) = person(&app, DOCTOR, "room").await;
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let (operator, mut operators) = person(&app, OPERATOR, "operator").await;
    let begun = admin.proved(&mut admins, ("POST", RECOVERIES), &post(DOCTOR), &[]).await.ok();
    let user = format!("/api/v1/users/{}", id(ADMIN));
    let suspend = json!({ "state": "suspended" });
    operator.proved(&mut operators, ("PATCH", &user), &suspend, &[("if-match", "\"1\"")]).await.ok();
    let approve = format!("{RECOVERIES}/{}/approve", begun["id"].as_str().unwrap());
    operator
        .proved(&mut operators, ("POST", &approve), &Value::Null, &[])
        .await
        .problem(409, "recovery.first");
}
