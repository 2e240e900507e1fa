//! Records written and read without serde say the same as the derived code that the server uses.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wire::record::{Record, from_text, from_value, to_text};

/// A record's own JSON is read by both, and what both write is read as the same.
fn agree<T: Record + Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(json: Value) {
    let derived: T = serde_json::from_value(json.clone()).unwrap();
    let own: T = from_value(json).unwrap();
    assert_eq!(own, derived);
    let (by_serde, by_record) = (serde_json::to_string(&derived).unwrap(), to_text(&own));
    assert_eq!(from_text::<T>(&by_serde).unwrap(), own);
    assert_eq!(serde_json::from_str::<T>(&by_record).unwrap(), own);
}

/// Whatever a derived reader refuses for its shape, the record's refuses too.
fn refuses<T: Record + DeserializeOwned>(json: Value) {
    assert!(serde_json::from_value::<T>(json.clone()).is_err(), "{json}");
    assert!(from_value::<T>(json.clone()).is_none(), "{json}");
}

fn request() -> Value {
    json!({
        "id": "r1", "origin": "paper", "state": "sent_on_paper", "insurer_name": "架空市", "facility_id": "f1",
        "arrived_at": "2026-10-14T00:00:00Z", "previous_date": "2026-04-01",
        "request": {
            "insurer_no": "990010", "insured_no": "0000000001", "apply_date": "2026-10-01",
            "request_date": "2026-10-02", "due_date": "2026-10-16",
            "person": {"pt_name": "見本\"花子\\\n", "nested": {"y": ["1", true, null]}}, "clinic": {}
        }
    })
}

fn line() -> Value {
    json!({
        "id": "l1", "state": "superseded", "etag": "\"3\"", "version": 2, "receipt_no": "01-990010-20261014-0012",
        "received_at": "t", "pt_name": "髙﨑", "pt_kana": "", "pt_birth": "", "pt_sex": "", "insurer_no": "990010",
        "insured_no": "1", "apply_date": "2026-10-01", "clinic_name": "", "dr_name": "", "withdrawn": true,
        "returned": {"code": "date", "text": "日付"}
    })
}

#[test]
fn lists_and_people() {
    agree::<wire::requests::RequestView>(request());
    agree::<wire::page::Page<wire::letters::LetterLine>>(json!({"items": [line()], "next": "abc"}));
    agree::<wire::page::Page<wire::letters::LetterLine>>(json!({"items": []}));
    agree::<wire::people::MeView>(json!({
        "user": {"id": "u", "name": "医師", "roles": ["doctor", "insurer_officer"]},
        "facility": {"id": "f", "office_no": "1", "name": "n", "zip": "z", "addr": "a", "tel": "t", "fax": "f",
            "doctors": [{"id": "u", "name": "医師", "roles": []}]},
        "insurer": {"insurer_no": "990010", "name": "n", "electronic_from": "2026-04-01", "exam_days": 90},
        "server_time": "t", "epoch": 4_294_967_295_u32, "build": "b", "demo": false
    }));
    agree::<wire::prints::PrintPost>(json!({"way": "saved", "letters": ["l"], "drafts": ["d"]}));
    agree::<wire::phrases::Phrase>(json!({"id": "p", "scope": "clinic", "key": "", "text": "t"}));
    agree::<wire::Problem>(json!({"code": "a.b", "title": "t", "status": 409, "letter_id": "l"}));
}

#[test]
fn terminals() {
    let terminal = json!({
        "id": "t", "name": "診察室1", "kind": "external", "fingerprint": "00", "not_before": "a", "not_after": "b",
        "renew_from": "c", "revoked_at": "d", "current": true
    });
    agree::<wire::terminals::ConnectionView>(json!({
        "terminal": terminal, "place": "ひばり内科", "server_time": "t", "demo": false
    }));
    agree::<wire::terminals::ConnectionView>(json!({
        "refusal": {"code": "terminal.missing", "title": "t", "status": 403}, "server_time": "t", "demo": true
    }));
    agree::<wire::terminals::Enrolled>(
        json!({"terminal": terminal, "certificate": "pem", "p12": "", "passphrase": "p"}),
    );
    agree::<wire::terminals::EnrolmentCodeView>(
        json!({"id": "c", "name": "n", "code": "x", "expires_at": "t"}),
    );
    agree::<wire::terminals::EnrolPost>(json!({"code": "x", "csr": "pem"}));
    agree::<wire::terminals::EnrolmentCodePost>(json!({"name": "n"}));
    agree::<wire::terminals::RenewPost>(json!({}));
}

#[test]
fn letters() {
    agree::<wire::letters::LetterView>(json!({
        "line": line(), "letter": {"form": "R8", "answers": {"adl_level": "B2"}}, "sha256": "00",
        "receipt": {"body": "{}", "signature": "s", "key_id": "k"}, "approved": {"by": "u", "name": "n", "at": "t"},
        "confirmations": [{"rule": "X54", "field": "f", "values": "v", "by": "b", "name": "n", "at": "t"}],
        "warnings": [{"rule": "X1", "severity": "W", "field": "f", "message": "m"}],
        "previous": {"id": "l0", "dr_name": "d", "entry_date": "e", "letter": null}, "beside": [line()]
    }));
    agree::<wire::letters::LetterPosted>(json!({
        "outcome": "received", "receipt": {"body": "{}", "signature": "s", "key_id": "k"}, "warnings": []
    }));
    agree::<wire::letters::LetterPosted>(json!({
        "outcome": "refused", "findings": [{"rule": "R1", "severity": "E", "field": "f", "message": "m"}]
    }));
    agree::<wire::letters::LetterPost>(json!({
        "id": "l", "letter": {"form": "R8", "answers": {}}, "sha256": "0", "rules_version": "1", "judged_on": "d",
        "approved": {"by": "u", "name": "n", "at": "t"}, "confirmations": []
    }));
    refuses::<wire::letters::LetterPosted>(json!({"outcome": "lost"}));
    refuses::<wire::letters::LetterPosted>(json!({"receipt": {}}));
}

#[test]
fn drafts() {
    for action in [
        json!({"do": "set", "field": "adl_level", "before": null, "after": "B2", "copied": true}),
        json!({"do": "set", "field": "adl_level", "before": "B1", "after": null}),
        json!({"do": "form", "before": "R3", "after": "R8"}),
        json!({"do": "confirm", "rule": "X54", "field": "f", "values": "v", "by": "b", "name": "n", "at": "t"}),
        json!({"do": "handover", "waiting": true}),
        json!({"do": "resolve", "field": "f", "seen": ["a", {"era": "令和"}], "after": false}),
    ] {
        agree::<wire::drafts::DraftPatch>(json!({"base_version": 9_007_199_254_740_993_u64, "operations": [
            {"id": "o", "at": "t", "author": "u", "device": "d", "action": action}
        ]}));
    }
    refuses::<wire::drafts::Action>(json!({"do": "undo"}));
    agree::<wire::drafts::DraftView>(json!({
        "id": "d", "version": 3, "letter": {"form": "R8", "answers": {}}, "not_asked": {"consent": "同意する"},
        "copied": ["adl_level"], "confirmations": [], "editions": ["R3"], "waiting": true, "finished": false,
        "conflicts": [{"field": "f", "before": null, "standing": {"value": 1, "name": "n", "device": "d", "at": "t"},
            "others": [{"value": "x", "name": "n", "device": "d", "at": "t"}]}],
        "held": ["o"], "changed_at": "t", "changed_by": "n"
    }));
    agree::<wire::drafts::DraftPost>(json!({"id": "d", "letter": {}, "copied": ["a"]}));
}

#[test]
fn events() {
    for event in [
        json!({"kind": "request", "request_id": "r"}),
        json!({"kind": "draft", "draft_id": "d", "version": 4}),
        json!({"kind": "letter", "letter_id": "l"}),
        json!({"kind": "phrases"}),
        json!({"kind": "reload"}),
    ] {
        agree::<wire::events::Event>(event);
    }
    refuses::<wire::events::Event>(json!({"kind": "weather"}));
}

#[test]
fn a_wrong_shape_is_no_record() {
    for (name, wrong) in [
        ("id", json!(1)),
        ("origin", json!("fax")),
        ("state", json!(null)),
        ("request", json!("text")),
        ("draft_id", json!(["d"])),
    ] {
        let mut json = request();
        json[name] = wrong;
        refuses::<wire::requests::RequestView>(json);
    }
    for name in ["id", "origin", "state", "request", "insurer_name", "arrived_at"] {
        let mut json = request();
        json.as_object_mut().unwrap().remove(name);
        refuses::<wire::requests::RequestView>(json);
    }
    refuses::<wire::letters::ReceiptBody>(json!([]));
    refuses::<wire::page::Page<wire::phrases::Phrase>>(json!({"items": {}}));
    let too_big = json!({"insurer_no": "1", "name": "n", "exam_days": 70_000});
    refuses::<wire::people::InsurerView>(too_big);
}

#[test]
fn accounts_sessions_and_passkeys() {
    agree::<wire::people::MeView>(json!({
        "user": {"id": "u", "name": "n", "roles": ["visitor", "facility_admin", "care_provider", "operator"]},
        "server_time": "t", "epoch": 1, "build": "b", "demo": false,
        "session": {"id": "s", "expires_at": "t", "idle_minutes": 60, "passkeys": 1, "recovery_id": "r"}
    }));
    agree::<wire::ceremonies::CeremonyBegun>(json!({
        "id": "c", "options": {"publicKey": {"challenge": "AA"}}, "expires_at": "t"
    }));
    agree::<wire::ceremonies::CeremonyPost>(json!({"id": "c", "credential": {"id": "x"}}));
    agree::<wire::sessions::SessionView>(json!({
        "id": "s", "terminal_id": "t", "terminal_name": "診察室", "begun_at": "t", "seen_at": "t", "expires_at": "t",
        "current": true
    }));
    agree::<wire::sessions::StepUpPost>(json!({"method": "GET", "path": "/p", "operation": ""}));
    agree::<wire::sessions::StepUpView>(json!({"id": "u", "expires_at": "t"}));
    agree::<wire::passkeys::PasskeyView>(json!({
        "id": "p", "credential_id": "AA", "name": "n", "made_at": "t", "used_at": "t", "synced": true, "blocked": false
    }));
    agree::<wire::passkeys::PasskeyPost>(json!({"id": "c", "credential": {}, "name": "n"}));
    agree::<wire::passkeys::PasskeyPatch>(json!({"name": "n"}));
    agree::<wire::passkeys::InvitationUse>(json!({"code": "0123-4567-89AB"}));
    agree::<wire::passkeys::InvitationBegun>(json!({
        "id": "c", "options": {}, "expires_at": "t", "name": "n", "place_name": "p", "replaces": true
    }));
    let account = json!({
        "id": "u", "etag": "\"1\"", "name": "n", "profession": "dental_hygienist", "roles": ["visitor"],
        "state": "suspended", "passkeys": 2, "signed_in_at": "t", "invited_until": "t"
    });
    agree::<wire::users::AccountView>(account.clone());
    agree::<wire::users::AccountPost>(json!({
        "id": "u", "name": "n", "profession": "care_manager", "roles": ["care_provider"], "place": "990010"
    }));
    agree::<wire::users::AccountPatch>(json!({"state": "active"}));
    agree::<wire::users::AccountPatch>(json!({"name": "n", "profession": "office", "roles": []}));
    agree::<wire::users::Invited>(json!({"account": account, "code": "c", "expires_at": "t"}));
    let recovery = json!({
        "id": "r", "user_id": "u", "name": "n", "state": "waiting", "begun_by": "a", "begun_at": "t", "reason": "w",
        "approved_by": "b", "expires_at": "t"
    });
    agree::<wire::recoveries::RecoveryView>(recovery.clone());
    agree::<wire::recoveries::RecoveryPost>(json!({"id": "r", "user_id": "u", "reason": "w"}));
    agree::<wire::recoveries::RecoveryApproved>(
        json!({"recovery": recovery, "code": "c", "expires_at": "t"}),
    );
    let program = json!({
        "id": "p", "name": "n", "terminal_id": "t", "cnf": {"x5t#S256": "AA"}, "made_at": "t", "expires_at": "t",
        "used_at": "t", "revoked_at": "t"
    });
    agree::<wire::tokens::ProgramView>(program.clone());
    agree::<wire::tokens::ProgramPost>(json!({"id": "p", "name": "n", "terminal_id": "t"}));
    agree::<wire::tokens::ProgramAdded>(json!({"program": program, "token": "t"}));
    agree::<wire::letters::Approval>(json!({
        "by": "u", "name": "n", "at": "t", "proof": {"id": "x", "response": {}}, "program": "p"
    }));
    refuses::<wire::people::MeView>(json!({"user": {"id": "u", "name": "n", "roles": ["king"]}}));
    refuses::<wire::users::AccountPatch>(json!({"state": "gone"}));
    refuses::<wire::tokens::TokenBinding>(json!({"x5t": "AA"}));
}

#[test]
fn what_the_doctor_signs_names_letter_content_and_doctor() {
    // SHA-256 of `ikensho.approval.1`, the three, joined by line feeds, as openssl gives it.
    let challenge = wire::letters::approval_challenge("l", "s", "d");
    assert_eq!(challenge, "f7b6cb889c590a7f508d287998ea12f262f80f1b45a099d87bb29cf014cb3b28");
    for other in [("l2", "s", "d"), ("l", "s2", "d"), ("l", "s", "d2"), ("l\ns", "d", ""), ("", "l\ns", "d")]
    {
        assert_ne!(wire::letters::approval_challenge(other.0, other.1, other.2), challenge);
    }
}
