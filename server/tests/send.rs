//! `ikensho send`: files to a real server, and killed a hundred times.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "whatever fails ends the test")]

#[expect(dead_code, reason = "other tests use the rest")]
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use letters::orca::{self, Charset, Options, Timestamp};
use letters::{fhir, json};
use serde_json::Value;
use server::{Connection, Server};
use tempfile::TempDir;

const SENT: &str = "送信済み";
const WRONG: &str = "エラー";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ikensho"))
}

struct World {
    server: Server,
    folder: TempDir,
    /// The server's own.
    data: TempDir,
}

/// A process that watches the folder; it ends with this value.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl World {
    fn new() -> World {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start(program(), data.path());
        World { server, folder: tempfile::tempdir().unwrap(), data }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(path.with_extension("tmp"), bytes).unwrap();
        fs::rename(path.with_extension("tmp"), &path).unwrap();
        path
    }

    fn address(&self) -> String {
        format!("http://ishi.localhost:{}", self.server.port)
    }

    fn send(&self, files: &[&Path]) -> Output {
        let mut command = program();
        command.arg("send").args(files).args(["--settle", "0.02", "--server", &self.address()]);
        command.output().unwrap()
    }

    fn watch(&self, settle: &str) -> Watching {
        let mut command = program();
        command.args(["send", "--settle", settle, "--server", &self.address(), "--watch"]);
        command.arg(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        Watching(command.spawn().unwrap())
    }

    /// Names and contents of the files in a folder; there are none when it is not there.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return BTreeMap::new() };
        let entries =
            entries.map(|entry| entry.unwrap()).filter(|entry| entry.file_type().unwrap().is_file());
        let content = |path: PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        entries.map(|entry| (entry.file_name().into_string().unwrap(), content(entry.path()))).collect()
    }

    /// Whether no file is left to be sent.
    fn is_empty(&self) -> bool {
        fs::read_dir(self.folder.path()).unwrap().all(|entry| !entry.unwrap().path().is_file())
    }

    /// Waits until no file is left to be sent.
    fn wait_until_empty(&self) {
        let begun = Instant::now();
        while !self.is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", self.files("").keys());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// How often the desk of みどり野市 holds a letter of each person; the demonstration's own are not counted.
    fn held(&self) -> BTreeMap<String, usize> {
        let mut connection = Connection::open(self.server.port, "hokensha").unwrap();
        let (mut held, mut cursor) = (BTreeMap::new(), String::new());
        loop {
            let (status, text) = connection.get(&format!("/api/v1/letters?limit=500{cursor}")).unwrap();
            assert_eq!(status, 200, "{text}");
            let page: Value = serde_json::from_str(&text).unwrap();
            for line in page["items"].as_array().unwrap() {
                let number = line["insured_no"].as_str().unwrap();
                if number.starts_with("0009") {
                    *held.entry(number.to_owned()).or_default() += 1;
                }
            }
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return held,
            }
        }
    }
}

fn number(n: u32) -> String {
    format!("0009{n:06}")
}

fn letter(n: u32, answers: &[(&str, &str)]) -> letters::Letter {
    let base = include_str!("../../core/letters/tests/rules/base-R8.json");
    let mut letter: Value = serde_json::from_str(base).unwrap();
    letter["answers"]["insured_no"] = number(n).into();
    for (key, answer) in answers {
        letter["answers"][*key] = (*answer).into();
    }
    json::from_value(&letter).unwrap()
}

fn csv(letters: &[letters::Letter], charset: Charset) -> Vec<u8> {
    let timestamp = Timestamp { day: 14, hour: 9, minute: 30, second: 5 };
    let options = Options { charset, software: "医見書".to_owned(), timestamp };
    orca::write(&letters.iter().collect::<Vec<_>>(), &options).unwrap().bytes
}

#[test]
fn a_file_is_sent_and_moved_with_its_report_in_every_format() {
    let world = World::new();
    let files = [
        world.put("a.csv", csv(&[letter(1, &[]), letter(2, &[])], Charset::Cp932)),
        world.put("b.CSV", csv(&[letter(3, &[])], Charset::Utf8)),
        world.put("c.json", json::write(&letter(4, &[]))),
        world.put("d.json", fhir::write(&letter(5, &[])).text),
    ];
    let output = world.send(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let expected: BTreeMap<String, usize> = (1..=5).map(|n| (number(n), 1)).collect();
    assert_eq!((world.held(), world.files("").len()), (expected, 0));
    let sent = world.files(SENT);
    assert_eq!(sent.len(), 8, "{:?}", sent.keys());
    let report = &sent["a.csv.txt"];
    assert!(report.contains("2件すべて受け付けられました。"), "{report}");
    assert!(
        report.contains("1件目　髙橋 千代子 さん：受け付けられました。受付番号 01-990010-20261014-0001"),
        "{report}"
    );
    // The same again, under another name: nothing is sent, and the report says where the numbers are.
    let again = world.put("z.csv", csv(&[letter(1, &[]), letter(2, &[])], Charset::Cp932));
    assert_eq!(world.send(&[&again]).status.code(), Some(0));
    assert!(world.files(SENT)["z.csv.txt"].contains("受付番号は「a.csv.txt」にあります。"));
    assert_eq!(world.held().values().sum::<usize>(), 5);
}

#[test]
fn what_has_to_be_put_right_comes_back_with_the_reason() {
    let world = World::new();
    let good = String::from_utf8(csv(&[letter(1, &[])], Charset::Utf8)).unwrap();
    let short = good.trim_end().rsplit_once(',').unwrap().0.to_owned() + "\n";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        // By the rules, before anything leaves.
        (
            "rules.csv",
            csv(&[letter(2, &[]), letter(3, &[("entry_date", "2026-10-15")])], Charset::Utf8),
            "D02",
        ),
        ("short.csv", short.into_bytes(), "項目が120個あります"),
        ("long.csv", (good.trim_end().to_owned() + ",\"\"\n").into_bytes(), "項目が122個あります"),
        ("open.csv", (good.clone() + "\"1.2").into_bytes(), "引用符"),
        ("charset.csv", b"\"1.2\",\"\x81\xff\"\n".to_vec(), "文字コード"),
        ("new.csv", good.replacen("1.2", "1.4", 1).into_bytes(), "読めるのは1.2です"),
        ("broken.json", b"{".to_vec(), "JSONとして読めません"),
        ("empty.json", b"[]".to_vec(), "意見書がありません"),
        ("other.json", br#"{"resourceType":"Patient"}"#.to_vec(), "QuestionnaireResponse"),
        // By the server, which knows more.
        ("insurer.json", json::write(&letter(4, &[("insurer_no", "990036")])).into_bytes(), "V06"),
        (
            "doctor.json",
            json::write(&letter(5, &[("dr_name", "山田 太郎")])).into_bytes(),
            "医師による完成の確認",
        ),
    ];
    for (name, bytes, reason) in &cases {
        let path = world.put(name, bytes);
        let output = world.send(&[&path]);
        assert_eq!(output.status.code(), Some(1), "{name} {output:?}");
        let report = &world.files(WRONG)[&format!("{name}.txt")];
        assert!(report.contains(reason), "{name}: {report}");
        assert_eq!(&fs::read(world.path(WRONG).join(name)).unwrap(), bytes, "the file comes back as it was");
    }
    assert_eq!((world.held(), world.files(SENT).len()), (BTreeMap::new(), 0), "nothing of them was received");
    // One of two is received; put right, the file may hold both again.
    let both = |name: &str| [letter(6, &[]), letter(7, &[("dr_name", name)])];
    let path = world.put("both.csv", csv(&both("山田 太郎"), Charset::Utf8));
    assert_eq!(world.send(&[&path]).status.code(), Some(1));
    assert!(world.files(WRONG)["both.csv.txt"].contains("2件のうち1件が受け付けられました。"));
    let path = world.put("both.csv", csv(&both("佐々木 健一"), Charset::Utf8));
    assert_eq!(world.send(&[&path]).status.code(), Some(0));
    assert_eq!(world.held(), [(number(6), 1), (number(7), 1)].into());
}

#[test]
fn without_a_server_the_file_stays_where_it_is() {
    let world = World::new();
    let path = world.put("a.csv", csv(&[letter(1, &[])], Charset::Utf8));
    let send = |server: &str| {
        let mut command = program();
        command.arg("send").arg(&path).args(["--settle", "0", "--server", server]).output().unwrap()
    };
    // A port that nobody listens on: bound, and let go again.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let output = send(&format!("http://127.0.0.1:{free}"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("サーバーにつながりません") && path.exists(), "{said}");
    // A server that does not know this terminal is not the file's fault either.
    let output = send(&format!("http://127.0.0.1:{}", world.server.port));
    assert!(output.status.code() == Some(2) && path.exists(), "{output:?}");
    assert_eq!(world.send(&[&path]).status.code(), Some(0));
}

#[test]
fn a_file_that_is_still_being_written_is_waited_for() {
    let world = World::new();
    let watching = world.watch("0.4");
    let bytes = csv(&[letter(1, &[]), letter(2, &[])], Charset::Utf8);
    let row = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let path = world.path("slow.csv");
    // The first row alone would be a whole file.
    fs::write(&path, &bytes[..row]).unwrap();
    for end in [row + 100, row + 900, bytes.len()] {
        std::thread::sleep(Duration::from_millis(100));
        let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
        let from = usize::try_from(file.metadata().unwrap().len()).unwrap();
        std::io::Write::write_all(&mut file, &bytes[from..end]).unwrap();
    }
    // Never taken under this name, however long it stands.
    fs::write(world.path("other.csv.part"), &bytes).unwrap();
    let begun = Instant::now();
    while path.exists() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(watching);
    assert_eq!(world.held(), [(number(1), 1), (number(2), 1)].into());
    assert!(world.files(SENT)["slow.csv.txt"].contains("2件すべて"), "{:?}", world.files(SENT));
    assert_eq!(world.files("").into_keys().collect::<Vec<_>>(), ["other.csv.part"]);
}

#[test]
fn one_folder_is_watched_by_one_process() {
    let world = World::new();
    let watching = world.watch("0.02");
    world.put("a.csv", csv(&[letter(1, &[])], Charset::Utf8));
    world.wait_until_empty();
    let second = world.send(&[&world.put("b.csv", csv(&[letter(2, &[])], Charset::Utf8))]);
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(second.status.code() == Some(2) && said.contains("もう1つのikensho send"), "{said}");
    world.wait_until_empty();
    drop(watching);
}

/// The same moments on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// What the journal says that a process was in the middle of when it died.
fn middle(world: &World) -> &'static str {
    let text = fs::read_to_string(world.path(".ikensho/journal")).unwrap_or_default();
    let did = |line: &str| {
        serde_json::from_str::<Value>(line).ok().and_then(|v| v["did"].as_str().map(str::to_owned))
    };
    match text.lines().last().and_then(did).as_deref() {
        Some("begun") => "sending",
        Some("answered") => "moving",
        _ => "between",
    }
}

/// Waits until the process is in the middle of this, or has nothing left to do.
fn wait_for(world: &World, wanted: &str) {
    while middle(world) != wanted && !world.is_empty() {
        std::hint::spin_loop();
    }
}

#[test]
fn killed_a_hundred_times_while_files_arrive_every_letter_is_received_once() {
    let world = World::new();
    let mut random = Random(20_261_014);
    let mut deaths: BTreeMap<&str, usize> = BTreeMap::new();
    let mut expected = BTreeMap::new();
    // A hundred random moments, and then the two that a crash must not come between.
    let moments = std::iter::repeat_n("", 100).chain(["sending", "moving"].into_iter().cycle().take(40));
    let mut files = 0;
    for (n, moment) in (0_u32..).zip(moments) {
        // Two letters in a file; every ninth file is the one before once more, under another name.
        let of = if n % 9 == 8 { n - 1 } else { n };
        let letters = [2 * of, 2 * of + 1];
        expected.extend(letters.map(|n| (number(n), 1)));
        let charset = if of % 2 == 0 { Charset::Cp932 } else { Charset::Utf8 };
        world.put(&format!("{n:03}.csv"), csv(&letters.map(|n| letter(n, &[])), charset));
        files += 1;
        let watching = world.watch("0.01");
        match moment {
            "" => {
                let half = Duration::from_micros(random.below(45_000));
                std::thread::sleep(half);
                // Files keep arriving while the process is alive, and under the very kill.
                if n % 3 == 0 {
                    let late = 1_000 + n;
                    expected.insert(number(late), 1);
                    world.put(&format!("{n:03}-late.csv"), csv(&[letter(late, &[])], Charset::Utf8));
                    files += 1;
                }
                std::thread::sleep(half);
            }
            moment => wait_for(&world, moment),
        }
        drop(watching);
        *deaths.entry(middle(&world)).or_default() += 1;
    }
    println!("died while {deaths:?}");
    assert!(deaths.contains_key("sending") && deaths.contains_key("moving"), "{deaths:?}");
    let watching = world.watch("0.01");
    world.wait_until_empty();
    drop(watching);
    assert_eq!(world.held(), expected);
    assert_eq!(world.files(WRONG), BTreeMap::new());
    let sent = world.files(SENT);
    assert_eq!(sent.len(), 2 * files);
    for (name, text) in sent.iter().filter(|(name, _)| name.ends_with(".txt")) {
        assert!(text.contains("受付番号"), "{name}: {text}");
    }
    let verified = program().args(["audit", "verify"]).arg(world.data.path()).output().unwrap();
    assert!(verified.status.success(), "{verified:?}");
}
