//! A day's work at certified terminals, with words planted wherever a patient's text or a secret goes; then everything the
//! server leaves behind is searched byte by byte, and its memory after everybody has gone.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "whatever fails ends the test, and says why"
)]

#[path = "../src/tests/people/authenticator.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod authenticator;
mod office;
mod plant;

/// What the authenticator finds where it is at home.
mod tests {
    pub(crate) const ORIGIN: &str = "https://localhost";
}

use std::path::Path;

use authenticator::Authenticator;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use letters::{hash, json, orca};
use office::people::{self, between, proved};
use office::{Answer, Office, Terminal, admin};
use plant::{Search, files, is_database, percent};
use serde_json::{Value, json};
use wire::letters::approval_challenge;

const CLINIC: &str = "9910123455";
const INSURER: &str = "990010";
/// Fields of the letter that a patient's text goes into.
const FIELDS: [&str; 8] =
    ["pt_name", "pt_addr", "dx1_name", "dx2_name", "course_text", "nutrition_text", "risk_plan", "remarks"];
const ROUNDS: usize = 25;
/// How often the memory is looked at before what is still there counts as left behind: connections end by themselves.
const LOOKS: usize = 20;

/// Secrets that somebody without a certificate puts everywhere: the server soon hears no more from an address.
const STRANGERS: usize = 5;

/// The day in Japan, so many days from now.
fn day(days: i64) -> String {
    (time::OffsetDateTime::now_utc() + time::Duration::hours(9 + 24 * days)).date().to_string()
}

fn words(round: usize) -> Vec<String> {
    (0..FIELDS.len()).map(|n| format!("ヒミツ{round:02}{n}標識")).collect()
}

fn insured_no(round: usize) -> String {
    format!("98{:08}", 13_570_246 + 7_919 * round)
}

/// Everything that was planted.
struct Planted {
    patients: Search,
    secrets: Search,
    /// Texts of secrets that are put where they do not belong.
    texts: Vec<String>,
}

impl Planted {
    fn new() -> Planted {
        let mut patients = Search::new();
        for round in 0..ROUNDS {
            words(round).iter().for_each(|word| patients.word(word, word));
            patients.word("被保険者番号", &insured_no(round));
        }
        Planted { patients, secrets: Search::new(), texts: Vec::new() }
    }

    fn secret(&mut self, name: &str, text: &str) {
        assert!(text.len() >= 12, "{name}");
        self.secrets.word(name, text);
        if text.contains('-') {
            self.secrets.word(name, &text.replace('-', ""));
        }
        if let Ok(bytes) = URL_SAFE_NO_PAD.decode(text)
            && bytes.len() == 32
        {
            self.secrets.bytes(name, &bytes);
        }
        self.texts.push(text.to_owned());
    }

    fn cookie(&mut self, terminal: &Terminal) {
        self.secret("cookie", &terminal.cookie.clone().unwrap());
    }
}

/// A terminal whose file the operator made.
fn issued(office: &Office, place: &[&str], planted: &mut Planted, folder: &Path) -> Terminal {
    let file = folder.join(format!("{}.p12", uuid::Uuid::now_v7()));
    let words = [&["terminal", "issue", "--name", "端末", "--out", file.to_str().unwrap()], place].concat();
    let said = admin(&office.data, &words);
    let passphrase = between(&said, "パスワード ", "\n");
    planted.secret("passphrase of a certificate", passphrase);
    office.terminal(&std::fs::read(file).unwrap(), passphrase).0
}

/// A user's first sign-in: the id.
fn invited(
    office: &Office,
    words: &[&str],
    terminal: &mut Terminal,
    passkey: &mut Authenticator,
    planted: &mut Planted,
) -> String {
    let said = admin(&office.data, &[&["user", "add"], words].concat());
    let code = between(&said, "招待コード ", "（");
    planted.secret("invitation code", code);
    accept(terminal, code, passkey, planted);
    said.lines().next().unwrap().to_owned()
}

fn accept(terminal: &mut Terminal, code: &str, passkey: &mut Authenticator, planted: &mut Planted) {
    let begun = terminal.post("/api/v1/invitations/begin", &json!({ "code": code })).ok();
    let credential = passkey.create(&begun["options"]);
    let mut post = json!({ "id": begun["id"], "credential": credential, "name": "この端末" });
    // What a page sends by mistake that gives the browser's whole answer on: refused, and kept nowhere.
    let mut prf = [0; 32];
    getrandom::fill(&mut prf).unwrap();
    let prf = URL_SAFE_NO_PAD.encode(prf);
    planted.secret("PRF output", &prf);
    post["credential"]["clientExtensionResults"]["prf"] = json!({ "results": { "first": prf } });
    assert_eq!(terminal.post("/api/v1/invitations", &post).json()["code"], "passkey.secret");
    people::accept(terminal, code, passkey);
    planted.cookie(terminal);
}

fn sign_in(terminal: &mut Terminal, passkey: &mut Authenticator, planted: &mut Planted) {
    people::sign_in(terminal, passkey);
    planted.cookie(terminal);
}

fn request(round: usize) -> Value {
    let words = words(round);
    json!({
        "insurer_no": INSURER, "insured_no": insured_no(round), "apply_date": day(-12), "request_date": day(-8),
        "due_date": day(6),
        "person": { "pt_name": words[0], "pt_kana": "しけん", "pt_birth": "1939-03-08", "pt_sex": "女", "pt_addr": words[1] },
        "clinic": { "office_no": CLINIC, "clinic_name": "ひばり内科クリニック", "dr_name": "佐々木 健一" },
    })
}

fn letter(round: usize) -> Value {
    let base = include_str!("../../core/letters/tests/rules/base-R8.json");
    let mut letter: Value = serde_json::from_str(base).unwrap();
    let answers = &mut letter["answers"];
    for (field, word) in FIELDS.iter().zip(words(round)) {
        answers[field] = word.into();
    }
    for (field, days) in
        [("apply_date", -12), ("request_date", -8), ("entry_date", 0), ("last_exam_date", -1)]
    {
        answers[field] = day(days).into();
    }
    answers["insured_no"] = insured_no(round).into();
    answers["dr_name"] = "佐々木 健一".into();
    json::to_value(&json::from_value(&letter).unwrap())
}

/// The letter as the doctor finished it.
fn finished(letter: &Value, doctor: &str, passkey: &mut Authenticator) -> Value {
    let (id, sha256) = (uuid::Uuid::now_v7().to_string(), hash::text(&json::canonical(letter)));
    let proof = passkey.sign(&approval_challenge(&id, &sha256, doctor));
    json!({
        "id": id, "letter": letter, "sha256": sha256,
        "approved": { "by": doctor, "name": "佐々木 健一", "at": "2026-10-14T03:00:00.000Z", "proof": proof },
        "rules_version": "1", "judged_on": day(0), "confirmations": [],
    })
}

/// Puts a text where it does not belong: addresses, headers, names of fields, broken bodies.
fn misplace(terminal: &mut Terminal, text: &str) {
    let sealed = percent(text);
    terminal.get(&format!("/api/v1/letters/{sealed}?cursor={sealed}"));
    terminal.get(&format!("/{sealed}?{sealed}"));
    terminal.ask("GET", "/api/v1/letters?cursor=x", "", &[("user-agent", text), ("referer", &sealed)]);
    terminal.ask("GET", "/api/v1/drafts/x", "", &[("if-match", text), ("ikensho-build", text)]);
    let operation = [("idempotency-key", text)];
    terminal.ask(
        "POST",
        "/api/v1/prints",
        &json!({ "way": text, "letters": [text] }).to_string(),
        &operation,
    );
    for path in ["/api/v1/letters", "/api/v1/drafts", "/api/v1/requests/paper", "/api/v1/phrases"] {
        let method = if path.ends_with("phrases") { "PUT" } else { "POST" };
        for body in [
            json!({ text: 1, "letter": text }).to_string(),
            json!({ "form": text, "answers": { text: text } }).to_string(),
            json!({ "form": "R8", "answers": { text: text, "hand": text } }).to_string(),
            json!({ "resourceType": text, "item": [{ "linkId": text }] }).to_string(),
            format!("{{\"{text}"),
            format!("{{\"{text}\":1,\"{text}\":2}}"),
        ] {
            terminal.ask(method, path, &body, &[]);
        }
    }
    let csv = format!("\"1.2\",\"{text}\"\n\"{text}\n");
    terminal.ask("POST", "/api/v1/letters", &csv, &[("content-type", "text/csv; charset=utf-8")]);
    terminal.ask("POST", "/api/v1/letters", text, &[("content-type", "text/plain")]);
}

#[test]
fn patients_are_in_the_database_alone_and_secrets_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let [data, log, identity, backup] =
        ["data", "server.log", "backup.key", "a.backup"].map(|name| dir.path().join(name));
    let mut planted = Planted::new();
    admin(&data, &["ca", "create"]);
    admin(&data, &["facility", "add", "--office-no", CLINIC, "--name", "ひばり内科クリニック"]);
    let insurer = ["insurer", "add", "--insurer-no", INSURER, "--name", "みどり野市"];
    admin(&data, &[&insurer[..], &["--electronic-from", "2026-04-01"]].concat());
    let office = Office::start(data.clone(), &log);

    // Certificates: one by a code, the others as files.
    let said = admin(&data, &["terminal", "code", "--facility", CLINIC, "--name", "診察室1"]);
    let code = said.lines().next().unwrap();
    planted.secret("enrolment code", code);
    let mut stranger = office.stranger();
    let enrolled = stranger.post("/api/v1/terminals/enrol", &json!({ "code": code })).ok();
    let passphrase = enrolled["passphrase"].as_str().unwrap();
    planted.secret("passphrase of a certificate", passphrase);
    let file = STANDARD.decode(enrolled["p12"].as_str().unwrap()).unwrap();
    let (mut room, key) = office.terminal(&file, passphrase);
    // The scalar of the P-256 key in its PKCS#8.
    planted.secrets.bytes("key of a certificate", &key[36..68]);
    let mut desk = issued(&office, &["--insurer", INSURER], &mut planted, dir.path());
    let mut operator = issued(&office, &["--operator"], &mut planted, dir.path());

    // People: a doctor who is the administrator, an officer, a clerk whom the doctor invites.
    let (mut doctors, mut officers, mut clerks) =
        (Authenticator::new(1), Authenticator::new(2), Authenticator::new(3));
    for passkey in [&mut doctors, &mut officers, &mut clerks] {
        passkey.origin = format!("https://localhost:{}", office.port);
    }
    let words_of = |place: [&'static str; 2], profession, role, name| {
        [place[0], place[1], "--profession", profession, "--role", role, "--name", name]
    };
    let doctor = invited(
        &office,
        &words_of(["--facility", CLINIC], "physician", "doctor,facility_admin", "佐々木 健一"),
        &mut room,
        &mut doctors,
        &mut planted,
    );
    let officer = words_of(["--insurer", INSURER], "official", "insurer_officer", "大野 恵");
    invited(&office, &officer, &mut desk, &mut officers, &mut planted);
    room.ask("DELETE", "/api/v1/sessions/current", "", &[]);
    assert_eq!(room.cookie, None);
    sign_in(&mut room, &mut doctors, &mut planted);
    let account =
        json!({ "id": uuid::Uuid::now_v7(), "name": "森 美咲", "profession": "office", "roles": ["clerk"] });
    let made = proved(&mut room, &mut doctors, "/api/v1/users", &account).ok();
    let code = made["code"].as_str().unwrap();
    planted.secret("invitation code", code);
    let mut second = room.another();
    accept(&mut second, code, &mut clerks, &mut planted);

    // A program's token.
    let terminals = room.get("/api/v1/terminals").ok();
    let program = json!({ "id": uuid::Uuid::now_v7(), "name": "電子カルテ", "terminal_id": terminals["items"][0]["id"] });
    let added = proved(&mut room, &mut doctors, "/api/v1/programs", &program).ok();
    let mut machine = room.another();
    machine.token = added["token"].as_str().map(str::to_owned);
    planted.secret("token", machine.token.as_deref().unwrap());

    // The work.
    let mut received = 0;
    for round in 0..ROUNDS {
        let asked = desk.post("/api/v1/requests", &request(round)).ok();
        let request_id = &asked["rows"][0]["id"];
        room.get(&format!("/api/v1/requests/{}", request_id.as_str().unwrap())).ok();
        let words = words(round);
        let phrase =
            json!({ "id": uuid::Uuid::now_v7(), "scope": "clinic", "key": "remarks", "text": words[7] });
        room.ask("PUT", "/api/v1/phrases", &phrase.to_string(), &[]).ok();
        let letter = letter(round);
        let id = match round % 3 {
            0 => {
                let draft = json!({ "id": uuid::Uuid::now_v7(), "request_id": request_id, "letter": letter });
                second.post("/api/v1/drafts", &draft).ok();
                let post = finished(&letter, &doctor, &mut doctors);
                let answer = room.post("/api/v1/letters", &post);
                assert_eq!(answer.ok()["outcome"], "received", "{}", answer.body);
                post["id"].as_str().unwrap().to_owned()
            }
            1 => posted(&machine.post("/api/v1/letters", &letter)),
            _ => {
                let letter = json::from_value(&letter).unwrap();
                let timestamp = orca::Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
                let (charset, software) = (orca::Charset::Utf8, "医見書".to_owned());
                let options = orca::Options { charset, software, timestamp };
                let csv = String::from_utf8(orca::write(&[&letter], &options).unwrap().bytes).unwrap();
                let headers = [("content-type", "text/csv; charset=utf-8")];
                let answer = machine.ask("POST", "/api/v1/letters", &csv, &headers);
                let id = answer.body.split("\"letter_id\":\"").nth(1).and_then(|id| id.split('"').next());
                id.unwrap_or_else(|| panic!("{}", answer.body)).to_owned()
            }
        };
        received += 1;
        let path = format!("/api/v1/letters/{id}");
        room.get(&path).ok();
        desk.get(&path).ok();
        room.post("/api/v1/prints", &json!({ "way": "printed", "letters": [id] }));
        let decided = if round % 2 == 0 { "accept" } else { "return" };
        let reason = json!({ "code": "other", "text": format!("{}をご確認ください。", words[6]), "field": "risk_plan" });
        let body = if decided == "return" { reason.to_string() } else { String::new() };
        desk.ask("POST", &format!("{path}/{decided}"), &body, &[("if-match", "\"1\"")]).ok();
    }
    assert_eq!(received, ROUNDS);
    room.get("/api/v1/audit").ok();

    // Where it does not belong.
    for round in 0..ROUNDS {
        misplace(if round % 2 == 0 { &mut room } else { &mut desk }, &words(round)[round % FIELDS.len()]);
        misplace(&mut machine, &insured_no(round));
    }
    for (n, text) in planted.texts.clone().into_iter().enumerate() {
        misplace(&mut room, &text);
        if n < STRANGERS {
            misplace(&mut stranger, &text);
        }
        // Secrets in each other's places, and over another certificate.
        let mut thief = desk.another();
        (thief.cookie, thief.token) = (Some(text.clone()), None);
        thief.get("/api/v1/me");
        (thief.cookie, thief.token) = (None, Some(text.clone()));
        thief.get("/api/v1/me");
        stranger.refusals.append(&mut thief.refusals);
    }
    // A cookie on another terminal ended its session.
    sign_in(&mut room, &mut doctors, &mut planted);
    let metrics = operator.get("/metrics");
    assert!(metrics.status == 200 && metrics.body.contains("ikensho_audit_events"), "{}", metrics.body);
    admin(&data, &["backup-key", "create", identity.to_str().unwrap()]);
    admin(&data, &["backup", "--to", backup.to_str().unwrap()]);

    // The search finds what is there: the cookie of a request that has not ended.
    let half = room.begin("GET", "/api/v1/me");
    let process = office.process();
    assert!(
        (0..LOOKS).any(|_| planted.secrets.in_memory(process).iter().any(|found| found.contains("cookie")))
    );
    drop(half);
    for terminal in [&mut room, &mut desk, &mut second] {
        terminal.ask("DELETE", "/api/v1/sessions/current", "", &[]);
    }
    let mut left = Vec::new();
    for _ in 0..LOOKS {
        left = planted.secrets.in_memory(process);
        if left.is_empty() {
            break;
        }
    }
    assert_eq!(left, [] as [String; 0], "in the server's memory after everybody has signed out");

    // What was said to those who were refused, and what stays on the disk.
    let refusals: Vec<String> = [&room, &desk, &second, &machine, &stranger]
        .iter()
        .flat_map(|terminal| terminal.refusals.clone())
        .collect();
    assert!(refusals.len() > 1000, "{}", refusals.len());
    for text in refusals.iter().chain([&metrics.body]) {
        let found = [planted.patients.in_bytes(text.as_bytes()), planted.secrets.in_bytes(text.as_bytes())];
        assert!(found.concat().is_empty(), "{found:?} in\n{text}");
    }
    office.stop();
    let mut found = Vec::new();
    let mut kept = 0;
    for path in files(&data).iter().chain([&log, &backup]) {
        found.extend(planted.secrets.in_file(path));
        match is_database(path) {
            true => kept += planted.patients.in_file(path).len(),
            false => found.extend(planted.patients.in_file(path)),
        }
    }
    assert_eq!(found, [] as [String; 0], "on the disk");
    // The database holds what was sent: the search finds words that are there.
    assert!(kept >= 200, "{kept}");
}

/// The id of a letter that a program's post was received as.
fn posted(answer: &Answer) -> String {
    let result = &answer.ok()["letters"][0];
    assert_eq!(result["outcome"], "received", "{}", answer.body);
    result["letter_id"].as_str().unwrap().to_owned()
}
