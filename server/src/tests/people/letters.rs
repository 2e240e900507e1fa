//! 「完成」 by the doctor's own passkey, and who may send what was finished.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use wire::letters::approval_challenge;

use super::authenticator::Authenticator;
use super::{ADMIN, CLERK, DOCTOR, HOSPITAL_DOCTOR, clinic, id, person};
use crate::http::Site;
use crate::store::{self, Command, Feed, Rows, Store, Stored};
use crate::tests::sample::{letter, numbered, post, with};
use crate::tests::{TestApp, key};

const LETTERS: &str = "/api/v1/letters";

/// The letter as a doctor's terminal froze it, without the server.
fn finished(letter: &Value, passkey: &mut Authenticator) -> Value {
    let post = post(letter, &id(DOCTOR));
    let text = |name: &str| post[name].as_str().unwrap();
    let proof = passkey.sign(&approval_challenge(text("id"), text("sha256"), &id(DOCTOR)));
    with(&post, json!({ "approved": { "by": id(DOCTOR), "name": "佐々木 健一", "at": "t", "proof": proof } }))
}

#[tokio::test]
async fn a_letter_finished_offline_goes_with_the_doctors_signature() {
    let app = TestApp::new().await;
    let (mut doctor, mut passkey) = person(&app, DOCTOR, "tablet").await;
    let frozen = finished(&letter(), &mut passkey);
    // The evening's sign-in uses the passkey again; the letter of the day is no copy for that.
    doctor.cookie = None;
    let key = key();
    let send = async |client: &super::Client<'_>| {
        client.send("POST", LETTERS, &frozen, &[("idempotency-key", &key)]).await
    };
    send(&doctor).await.problem(401, "session.missing");
    doctor.sign_in(&mut passkey).await.ok();
    let first = send(&doctor).await.ok();
    assert_eq!(first["outcome"], "received");
    assert_eq!(send(&doctor).await.ok(), first);
    let path = format!("{LETTERS}/{}", frozen["id"].as_str().unwrap());
    let seen = doctor.get(&path).await.ok();
    assert_eq!((&seen["approved"]["by"], seen["approved"].get("proof")), (&json!(id(DOCTOR)), None));
}

/// A store in which a passkey is removed right before the next write, after everything was looked at for it.
struct Meanwhile(Arc<dyn Store>, Arc<Mutex<Option<String>>>);

impl Store for Meanwhile {
    fn submit(&self, command: Command) {
        if let Some(passkey) = self.1.lock().unwrap().take() {
            store::write_now(&*self.0, move |tx| tx.remove_passkey(&passkey)).unwrap();
        }
        self.0.submit(command);
    }

    fn look(&self, reader: &mut dyn FnMut(&dyn Rows)) -> Stored<()> {
        self.0.look(reader)
    }

    fn is_failed(&self) -> bool {
        self.0.is_failed()
    }

    fn writer(&self) -> &str {
        self.0.writer()
    }

    fn feed(&self) -> &Feed {
        self.0.feed()
    }
}

#[tokio::test]
async fn a_passkey_removed_while_the_letter_waits_signs_nothing() {
    let removed = Arc::default();
    let (dir, removing) = (tempfile::tempdir().unwrap(), Arc::clone(&removed));
    let app = TestApp::wrapped(dir, Site::default(), |store| Arc::new(Meanwhile(store, removing))).await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "tablet").await;
    let mut rows = Vec::new();
    app.store.look(&mut |store| rows = store.passkeys(&id(DOCTOR)).unwrap()).unwrap();
    removed.lock().unwrap().replace(rows[0].id.clone());
    let problem = doctor.post(LETTERS, &finished(&letter(), &mut passkey)).await;
    problem.problem(422, "letter.proof_invalid");
}

#[tokio::test]
async fn a_letter_without_the_doctors_own_signature_is_not_finished() {
    let app = TestApp::new().await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "tablet").await;
    let (_, mut clerks) = person(&app, CLERK, "desk").await;
    let good = finished(&letter(), &mut passkey);
    let approved = |proof: Value| {
        with(
            &good,
            json!({ "approved": { "by": id(DOCTOR), "name": "佐々木 健一", "at": "t", "proof": proof } }),
        )
    };
    let refused = async |post: Value, why: &str| {
        let problem = doctor.post(LETTERS, &post).await.problem(422, "letter.proof_invalid");
        assert!(problem["detail"].as_str().unwrap().contains(why), "{problem}");
    };
    let bare = with(&good, json!({ "approved": { "by": id(DOCTOR), "name": "佐々木 健一", "at": "t" } }));
    doctor.post(LETTERS, &bare).await.problem(422, "letter.proof_missing");
    // Another letter, another content, another doctor, somebody else's passkey.
    refused(with(&good, json!({ "id": key() })), "いまの確認のものではありません").await;
    let other = finished(&numbered(3), &mut passkey);
    refused(approved(other["approved"]["proof"].clone()), "いまの確認のものではありません").await;
    let challenge =
        approval_challenge(good["id"].as_str().unwrap(), good["sha256"].as_str().unwrap(), &id(DOCTOR));
    refused(approved(clerks.sign(&challenge)), "別の方のパスキー").await;
    let wrong = |change: fn(&mut Authenticator)| {
        let mut key = passkey.clone();
        change(&mut key);
        approved(key.sign(&challenge))
    };
    refused(wrong(|key| key.verified = false), "PIN・指紋・顔").await;
    refused(wrong(|key| key.present = false), "触れた確認").await;
    refused(wrong(|key| key.origin = "https://evil.example".to_owned()), "別のアドレス").await;
    refused(wrong(|key| key.cross_origin = true), "別のアドレス").await;
    refused(wrong(|key| key.rp = "evil.example".to_owned()), "別のサイト").await;
    refused(wrong(|key| key.forged = true), "署名が合いません").await;
    refused(approved(json!({})), "読めません").await;
    let list = doctor.get(LETTERS).await.ok();
    assert!(
        list["items"].as_array().unwrap().iter().all(|line| line["id"] != good["id"]),
        "nothing was recorded"
    );
    assert_eq!(doctor.post(LETTERS, &good).await.ok()["outcome"], "received");
    // The same signature for a second time, under a new operation.
    doctor.post(LETTERS, &good).await.problem(409, "letter.id_taken");
}

#[tokio::test]
async fn a_letter_is_sent_by_its_doctor_or_a_clerk_and_waits_for_one_of_them() {
    let app = TestApp::new().await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "tablet").await;
    let (clerk, _) = person(&app, CLERK, "tablet").await;
    let (admin, mut admins) = person(&app, ADMIN, "tablet").await;
    let (hospital, _) = person(&app, HOSPITAL_DOCTOR, "hospital").await;
    // A second doctor of the clinic.
    let body = json!({ "id": key(), "name": "副島 環", "profession": "physician", "roles": ["doctor"] });
    let made = admin.proved(&mut admins, ("POST", "/api/v1/users"), &body, &[]).await.ok();
    let mut second = app.at("tablet", clinic()).await;
    second.accept(made["code"].as_str().unwrap(), &mut Authenticator::new(1)).await.ok();
    let (one, two) = (finished(&letter(), &mut passkey), finished(&numbered(2), &mut passkey));
    // 401: the outbox waits, and nothing is given up.
    second.post(LETTERS, &one).await.problem(401, "letter.sender");
    admin.post(LETTERS, &one).await.problem(403, "access.role");
    hospital.post(LETTERS, &one).await.problem(422, "letter.not_approved");
    assert_eq!(clerk.post(LETTERS, &one).await.ok()["outcome"], "received");
    assert_eq!(doctor.post(LETTERS, &two).await.ok()["outcome"], "received");
    // Nobody who is no doctor finishes a letter.
    let by_clerk = with(&post(&numbered(4), &id(CLERK)), json!({}));
    clerk.post(LETTERS, &by_clerk).await.problem(422, "letter.not_approved");
}

#[tokio::test]
async fn a_removed_passkey_finishes_nothing_any_more() {
    let app = TestApp::new().await;
    let (doctor, mut passkey) = person(&app, DOCTOR, "tablet").await;
    let frozen = finished(&letter(), &mut passkey);
    let (admin, mut admins) = person(&app, ADMIN, "office").await;
    let list = doctor.get("/api/v1/passkeys").await.ok();
    let path = format!("/api/v1/passkeys/{}", list["items"][0]["id"].as_str().unwrap());
    admin.proved(&mut admins, ("DELETE", &path), &Value::Null, &[]).await;
    let (clerk, _) = person(&app, CLERK, "desk").await;
    clerk.post(LETTERS, &frozen).await.problem(422, "letter.proof_invalid");
}
