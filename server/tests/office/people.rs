//! People at terminals: invited, signed in, asked again.

use serde_json::{Value, json};

use super::{Answer, Terminal};
use crate::authenticator::Authenticator;

/// The words between two others, of what a command printed.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap().1.split(after).next().unwrap().trim()
}

/// The first sign-in, by an invitation code.
pub(crate) fn accept(terminal: &mut Terminal, code: &str, passkey: &mut Authenticator) {
    let begun = terminal.post("/api/v1/invitations/begin", &json!({ "code": code })).ok();
    let post =
        json!({ "id": begun["id"], "credential": passkey.create(&begun["options"]), "name": "この端末" });
    terminal.post("/api/v1/invitations", &post).ok();
}

/// A later one.
pub(crate) fn sign_in(terminal: &mut Terminal, passkey: &mut Authenticator) {
    let begun = terminal.post("/api/v1/sign-in/begin", &Value::Null).ok();
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    terminal.post("/api/v1/sign-in", &post).ok();
}

/// Writes with a fresh proof.
pub(crate) fn proved(
    terminal: &mut Terminal,
    passkey: &mut Authenticator,
    path: &str,
    body: &Value,
) -> Answer {
    let key = uuid::Uuid::now_v7().to_string();
    let asked = json!({ "method": "POST", "path": path, "operation": key });
    let begun = terminal.post("/api/v1/step-ups/begin", &asked).ok();
    let post = json!({ "id": begun["id"], "credential": passkey.get(&begun["options"]) });
    let proof = terminal.post("/api/v1/step-ups", &post).ok();
    let headers = [("idempotency-key", &*key), ("ikensho-step-up", proof["id"].as_str().unwrap())];
    terminal.ask("POST", path, &body.to_string(), &headers)
}
