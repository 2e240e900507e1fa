//! Letters, requests and drafts for tests.

use letters::{hash, json};
use serde_json::{Map, Value, json};

use super::{ISHI, TestApp, key, today};

/// A complete letter of the clinic for 髙橋 千代子's application, free of errors.
pub(crate) fn letter() -> Value {
    let base: Value =
        serde_json::from_str(include_str!("../../../core/letters/tests/rules/base-R8.json")).unwrap();
    // The request of the demonstration: due in 6 days, asked 14 days before, applied for 4 days earlier.
    changed(&base, json!({ "apply_date": "2026-10-02", "request_date": "2026-10-06" }))
}

/// The same letter with other answers; null takes one out.
pub(crate) fn changed(letter: &Value, answers: Value) -> Value {
    let mut letter = letter.clone();
    let Value::Object(answers) = answers else { panic!("answers") };
    for (key, value) in answers {
        let target = letter["answers"].as_object_mut().unwrap();
        match value {
            Value::Null => drop(target.remove(&key)),
            value => drop(target.insert(key, value)),
        }
    }
    json::to_value(&json::from_value(&letter).unwrap())
}

/// The same letter for the `n`th application of a person of its own.
pub(crate) fn numbered(n: u32) -> Value {
    changed(&letter(), json!({ "insured_no": format!("{n:010}") }))
}

/// The post of a letter by the doctor of this host's clinic.
pub(crate) fn post(letter: &Value, doctor: &str) -> Value {
    json!({
        "id": key(),
        "letter": letter,
        "sha256": hash::text(&json::canonical(letter)),
        "approved": { "by": doctor, "name": "佐々木 健一", "at": "2026-10-14T03:00:00.000Z" },
        "rules_version": "1",
        "judged_on": today().to_string(),
        "confirmations": [],
    })
}

/// The post with other members; null takes one out.
pub(crate) fn with(post: &Value, members: Value) -> Value {
    let mut all: Map<String, Value> = post.as_object().unwrap().clone();
    all.extend(members.as_object().unwrap().clone());
    all.retain(|_, value| !value.is_null());
    Value::Object(all)
}

/// A request of みどり野市 to the clinic.
pub(crate) fn request(insured_no: &str) -> Value {
    json!({
        "insurer_no": "990010",
        "insured_no": insured_no,
        "apply_date": "2026-10-10",
        "request_date": "2026-10-13",
        "due_date": "2026-10-27",
        "person": { "pt_name": "青山 ちか", "pt_kana": "あおやま ちか", "pt_birth": "1940-02-29", "pt_sex": "女" },
        "clinic": { "office_no": "9910123455", "clinic_name": "ひばり内科クリニック", "dr_name": "佐々木 健一" },
    })
}

impl TestApp {
    /// The id of the person at this host.
    pub(crate) async fn user(&self, host: &str) -> String {
        self.get(host, "/api/v1/me").await.ok()["user"]["id"].as_str().unwrap().to_owned()
    }

    /// Sends a letter from this host's clinic and gives its post and the outcome.
    pub(crate) async fn send_letter(&self, letter: &Value) -> (Value, Value) {
        let post = post(letter, &self.user(ISHI).await);
        let outcome = self.post(ISHI, "/api/v1/letters", &post).await.ok();
        (post, outcome)
    }

    /// The request of the demonstration for this person at this host.
    pub(crate) async fn request_of(&self, host: &str, name: &str) -> Value {
        let list = self.get(host, "/api/v1/requests").await.ok();
        let items = list["items"].as_array().unwrap();
        let mine = items.iter().find(|row| row["request"]["person"]["pt_name"] == name);
        mine.unwrap_or_else(|| panic!("{name} has no request")).clone()
    }
}
