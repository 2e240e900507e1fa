//! A browser or a program at a certified terminal.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use wire::terminals::TerminalKind;

use super::authenticator::Authenticator;
use crate::act::Place;
use crate::moment::Moment;
use crate::store::accounts::InvitationRow;
use crate::store::rows::TerminalRow;
use crate::store::{self, Store, StoreError};
use crate::terminals::{Code, Fingerprint, Standing, Terminal};
use crate::tests::{Answer, CERTIFIED, TestApp, key};

/// Whoever sits at a terminal.
#[derive(Clone)]
pub(crate) struct Client<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) terminal: Terminal,
    pub(crate) cookie: Option<String>,
    pub(crate) token: Option<String>,
}

impl TestApp {
    /// A terminal of a place, known to the server, with nobody signed in.
    pub(crate) async fn at(&self, name: &str, place: Place) -> Client<'_> {
        let fingerprint = Fingerprint::of(name.as_bytes());
        let (id, not_after) =
            (format!("terminal-{name}"), Moment::parse("2027-10-14T00:00:00.000Z").unwrap());
        let row = TerminalRow {
            id: id.clone(),
            place: place.clone(),
            name: name.to_owned(),
            kind: TerminalKind::Own,
            fingerprint: fingerprint.hex(),
            certificate: String::new(),
            serial: String::new(),
            not_before: "2026-10-01T00:00:00.000Z".to_owned(),
            not_after: not_after.text(),
            issued_at: String::new(),
            issued_by: String::new(),
            revoked_at: None,
            renews: None,
        };
        let kept = store::write(&*self.store, move |tx| tx.put_terminal(&row)).await;
        kept.unwrap_or_else(|error: StoreError| panic!("{error}"));
        let terminal = Terminal { id, place, fingerprint, not_after, kind: TerminalKind::Own };
        Client { app: self, terminal, cookie: None, token: None }
    }

    /// An invitation for this user, as its code.
    pub(crate) async fn invited(&self, user: &str) -> String {
        invited(&*self.store, user).await
    }
}

/// An invitation for this user, as its code.
pub(crate) async fn invited(store: &dyn Store, user: &str) -> String {
    let code = Code::generate().unwrap();
    let row = InvitationRow {
        hash: code.hash(),
        user_id: user.to_owned(),
        recovery_id: None,
        made_by: "test".to_owned(),
        made_at: String::new(),
        expires_at: "2026-10-20T00:00:00.000Z".to_owned(),
    };
    let kept = store::write(store, move |tx| tx.put_invitation(&row)).await;
    kept.unwrap_or_else(|error: StoreError| panic!("{error}"));
    code.text()
}

impl Client<'_> {
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", CERTIFIED);
        request = request.header("content-type", "application/json");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("__Host-ikensho={cookie}"));
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(Standing::lasting(self.terminal.clone()));
        let response = self.app.certified.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// The same terminal after its certificate was taken out.
    pub(crate) async fn without_certificate(&self, method: &str, path: &str) -> Answer {
        let request = Request::builder().method(method).uri(path).header("host", CERTIFIED);
        let request = request.header("idempotency-key", key()).body(Body::empty()).unwrap();
        let response = self.app.certified.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// The status alone, for answers without an end.
    pub(crate) async fn status(&self, method: &str, path: &str) -> u16 {
        let mut request = Request::builder().method(method).uri(path).header("host", CERTIFIED);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("__Host-ikensho={cookie}"));
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(Standing::lasting(self.terminal.clone()));
        self.app.certified.clone().oneshot(request).await.unwrap().status().as_u16()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &Value::Null, &[]).await
    }

    pub(crate) async fn write(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(method, path, body, &[("idempotency-key", &key())]).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.write("POST", path, body).await
    }

    /// The next browser gets the cookie of an answer.
    pub(crate) fn keep_cookie(&mut self, answer: &Answer) {
        let Some(line) = answer.headers.get("set-cookie") else { return };
        let value = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap().1;
        self.cookie = (!value.is_empty()).then(|| value.to_owned());
    }

    /// Uses an invitation code.
    pub(crate) async fn accept(&mut self, code: &str, with: &mut Authenticator) -> Answer {
        let begun = self.post("/api/v1/invitations/begin", &json!({ "code": code })).await;
        if !begun.status.is_success() {
            return begun;
        }
        let begun = begun.json();
        let credential = with.create(&begun["options"]);
        let post = json!({ "id": begun["id"], "credential": credential, "name": "この端末" });
        let answer = self.post("/api/v1/invitations", &post).await;
        self.keep_cookie(&answer);
        answer
    }

    /// Signs in.
    pub(crate) async fn sign_in(&mut self, with: &mut Authenticator) -> Answer {
        let begun = self.post("/api/v1/sign-in/begin", &Value::Null).await.ok();
        let post = json!({ "id": begun["id"], "credential": with.get(&begun["options"]) });
        let answer = self.post("/api/v1/sign-in", &post).await;
        self.keep_cookie(&answer);
        answer
    }

    /// Gives a fresh proof for an operation; its id.
    pub(crate) async fn prove(&self, with: &mut Authenticator, operation: (&str, &str, &str)) -> Answer {
        let (method, path, key) = operation;
        let asked = json!({ "method": method, "path": path, "operation": key });
        let begun = self.post("/api/v1/step-ups/begin", &asked).await.ok();
        let post = json!({ "id": begun["id"], "credential": with.get(&begun["options"]) });
        self.post("/api/v1/step-ups", &post).await
    }

    /// Writes with a fresh proof.
    pub(crate) async fn proved(
        &self,
        with: &mut Authenticator,
        (method, path): (&str, &str),
        body: &Value,
        more: &[(&str, &str)],
    ) -> Answer {
        let key = key();
        let proof = self.prove(with, (method, path, &key)).await.ok();
        let mut headers =
            vec![("idempotency-key", &*key), ("ikensho-step-up", proof["id"].as_str().unwrap())];
        headers.extend(more);
        self.send(method, path, body, &headers).await
    }
}
