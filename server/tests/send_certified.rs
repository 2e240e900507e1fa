//! `ikensho send` at a certified terminal: with its certificate and the program's token, and with what is not enough.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "whatever fails ends the test, and says why"
)]

#[path = "../src/tests/people/authenticator.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod authenticator;
#[expect(dead_code, reason = "another test uses the rest")]
mod office;

/// What the authenticator finds where it is at home.
mod tests {
    pub(crate) const ORIGIN: &str = "https://localhost";
}

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use authenticator::Authenticator;
use office::people::{accept, between, proved};
use office::{Office, admin};
use serde_json::{Value, json};

const CLINIC: &str = "9910123455";

fn day(days: i64) -> String {
    (time::OffsetDateTime::now_utc() + time::Duration::hours(9 + 24 * days)).date().to_string()
}

fn letter() -> Value {
    let base = include_str!("../../core/letters/tests/rules/base-R8.json");
    let mut letter: Value = serde_json::from_str(base).unwrap();
    for (field, days) in
        [("apply_date", -12), ("request_date", -8), ("entry_date", 0), ("last_exam_date", -1)]
    {
        letter["answers"][field] = day(days).into();
    }
    letter["answers"]["dr_name"] = "佐々木 健一".into();
    letter
}

/// A file that nobody else may read.
fn secret(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

#[test]
fn a_terminal_sends_with_its_certificate_and_the_programs_token() {
    let dir = tempfile::tempdir().unwrap();
    let [data, log, inbox] = ["data", "server.log", "in"].map(|name| dir.path().join(name));
    fs::create_dir(&inbox).unwrap();
    admin(&data, &["ca", "create"]);
    admin(&data, &["facility", "add", "--office-no", CLINIC, "--name", "ひばり内科クリニック"]);
    let insurer = ["insurer", "add", "--insurer-no", "990010", "--name", "みどり野市"];
    admin(&data, &[&insurer[..], &["--electronic-from", "2026-04-01"]].concat());
    let office = Office::start(data.clone(), &log);
    let p12 = dir.path().join("terminal.p12");
    let issue = ["terminal", "issue", "--facility", CLINIC, "--name", "電子カルテ", "--out"];
    let said = admin(&data, &[&issue[..], &[p12.to_str().unwrap()]].concat());
    let passphrase = between(&said, "パスワード ", "\n");
    let (mut room, _) = office.terminal(&fs::read(&p12).unwrap(), passphrase);
    let doctor = ["--profession", "physician", "--role", "doctor,facility_admin", "--name", "佐々木 健一"];
    let said = admin(&data, &[&["user", "add", "--facility", CLINIC][..], &doctor].concat());
    let mut passkey = Authenticator::new(1);
    passkey.origin = format!("https://localhost:{}", office.port);
    accept(&mut room, between(&said, "招待コード ", "（"), &mut passkey);
    let terminals = room.get("/api/v1/terminals").ok();
    let program = json!({
        "id": uuid::Uuid::now_v7(), "name": "電子カルテ", "terminal_id": terminals["items"][0]["id"],
    });
    let added = proved(&mut room, &mut passkey, "/api/v1/programs", &program).ok();
    let passphrase = secret(dir.path(), "passphrase", &format!("{passphrase}\n"));
    let token = secret(dir.path(), "token", added["token"].as_str().unwrap());
    let wrong = secret(dir.path(), "wrong", "AAAA-AAAA");

    let file = inbox.join("a.json");
    let put = || fs::write(&file, letter().to_string()).unwrap();
    let (server, trust) = (format!("https://localhost:{}", office.port), data.join("ca/https.pem"));
    let send = |words: &[&Path]| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ikensho"));
        command.arg("send").arg(&file).args(["--settle", "0.02", "--server", &server]).args(words);
        command.output().unwrap()
    };
    let option = |name: &'static str| Path::new(name);
    let certificate = [option("--certificate"), &p12, option("--passphrase"), &passphrase];
    let (trusted, token) = ([option("--trust"), &trust], [option("--token"), &token]);
    put();
    // Not this machine's authority; no certificate; no token; another passphrase; a secret that others may read.
    for (words, said) in [
        (certificate.iter().chain(&token).copied().collect::<Vec<_>>(), "サーバーにつながりません"),
        (trusted.iter().chain(&token).copied().collect(), "証明書"),
        (trusted.iter().chain(&certificate).copied().collect(), "サインイン"),
        ([&trusted[..], &certificate[..3], &[&wrong]].concat(), "パスワードが合いません"),
    ] {
        let output = send(&words);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && text.contains(said), "{said}: {text}");
        assert!(file.exists(), "what was not sent stays: {said}");
    }
    let all = [&trusted[..], &certificate, &token].concat();
    fs::set_permissions(&p12, fs::Permissions::from_mode(0o644)).unwrap();
    let text = String::from_utf8(send(&all).stderr).unwrap();
    assert!(text.contains("must be 600"), "{text}");
    fs::set_permissions(&p12, fs::Permissions::from_mode(0o600)).unwrap();

    let output = send(&all);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = fs::read_to_string(inbox.join("送信済み/a.json.txt")).unwrap();
    assert!(report.contains("1件すべて受け付けられました。"), "{report}");
    let letters = room.get("/api/v1/letters").ok();
    let id = letters["items"][0]["id"].as_str().unwrap();
    let view = room.get(&format!("/api/v1/letters/{id}")).ok();
    assert_eq!((&view["line"]["state"], &view["approved"]["name"]), (&json!("sent"), &json!("佐々木 健一")));

    // The operator's own tools give a token, too, and take it away.
    let operators = dir.path().join("operators");
    let add =
        ["program", "add", "--name", "検査", "--terminal", terminals["items"][0]["id"].as_str().unwrap()];
    let said = admin(&data, &[&add[..], &["-o", operators.to_str().unwrap()]].concat());
    let given = [&trusted[..], &certificate, &[option("--token"), &operators]].concat();
    let put_other = |insured_no: &str| {
        let mut other = letter();
        other["answers"]["insured_no"] = insured_no.into();
        fs::write(&file, other.to_string()).unwrap();
    };
    put_other("0009000001");
    let output = send(&given);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    admin(&data, &["program", "revoke", "--id", said.lines().next().unwrap()]);
    put_other("0009000002");
    let output = send(&given);
    assert!(output.status.code() == Some(2) && file.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    office.stop();
}
