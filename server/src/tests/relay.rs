//! How many letters a second come in over certificates, a session, every rule, the audit log and its copy, each durable
//! before its answer: `cargo xtask bench relay`. Beside it, in turn, the disk's own limit, and with `--peers` PouchDB-server,
//! which answers before its data is synchronised.

use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::version::TLS13;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use wire::letters::approval_challenge;

use super::certified::{Certified, Identity, connect};
use super::key;
use super::people::authenticator::Authenticator;
use super::people::{DOCTOR, id};
use super::sample::{numbered, post, with};
use crate::audit::{Copy, FOLDER};
use crate::http::Limits;
use crate::store::sqlite::Sqlite;

const CONNECTIONS: usize = 32;
/// Terminals whose connections these are: what one may send in a second is limited.
const TERMINALS: usize = 4;
/// More letters a second than can come in.
const MOST: usize = 4000;
const POUCH: u16 = 7802;
/// A letter as the nation's load is reckoned with: sealed and signed, with what comes along. The rounds in which the peers
/// were chosen stored records of this size.
const RECKONED: usize = 20 << 10;

/// A kept-alive connection.
struct Connection<S> {
    stream: BufReader<S>,
    host: String,
    /// The header of whoever has signed in, with its line end.
    cookie: String,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// Status, head and body of the answer.
    async fn send(&mut self, method: &str, path: &str, more: &str, body: &str) -> (u16, String, String) {
        let Connection { stream, host, cookie } = self;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{cookie}{more}\r\n",
            body.len()
        );
        stream.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice()).await.unwrap();
        stream.flush().await.unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut head).await.unwrap(), 0, "closed: {head}");
        }
        let length = header(&head, "content-length").and_then(|length| length.parse().ok());
        let mut said = vec![0; length.unwrap_or(0)];
        match length {
            Some(_) => drop(stream.read_exact(&mut said).await.unwrap()),
            None => {
                while !said.ends_with(b"0\r\n\r\n") {
                    stream.read_until(b'\n', &mut said).await.unwrap();
                }
            }
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        (status, head, String::from_utf8(said).unwrap())
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.filter(|(its, _)| its.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
}

/// What a client sends: further headers, and the body.
type Parcel = (String, String);

/// Sends what is there over so many connections at once; how many came in a second.
async fn rate<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    connections: Vec<Connection<S>>,
    path: &'static str,
    parcels: Vec<Parcel>,
    time: Duration,
) -> f64 {
    let (parcels, sent) = (Arc::new(Mutex::new(parcels)), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let clients = connections.into_iter().map(|mut connection| {
        let (parcels, sent) = (Arc::clone(&parcels), Arc::clone(&sent));
        tokio::spawn(async move {
            while begun.elapsed() < time {
                let Some((more, body)) = parcels.lock().unwrap().pop() else { break };
                let (status, _, said) = connection.send("POST", path, &more, &body).await;
                assert!([200, 201].contains(&status), "{status}: {said}");
                sent.fetch_add(1, Ordering::Relaxed);
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    sent.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

/// The server with a copy of its audit log, and a doctor who has signed in at terminals.
struct Ours {
    server: Certified,
    /// Each with the header of its session.
    terminals: Vec<(Identity, String)>,
    passkey: Authenticator,
    letters: u32,
}

impl Ours {
    async fn start() -> Ours {
        let dir = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).unwrap();
        let copy = Copy::open(&dir.path().join(FOLDER)).unwrap();
        let store = Sqlite::open_with_copy(&dir.path().join("ikensho.db"), copy).unwrap();
        let server = Certified::over(dir, store, Limits::default(), |_| ()).await;
        let mut passkey = Authenticator::new(1);
        passkey.origin = format!("https://localhost:{}", server.port);
        let mut ours = Ours { server, terminals: Vec::new(), passkey, letters: 0 };
        let code = super::people::client::invited(&*ours.server.store, &id(DOCTOR)).await;
        let begin = ("/api/v1/invitations/begin", json!({ "code": code }));
        let finish = (wire::paths::INVITATIONS, json!({ "name": "計測" }));
        ours.sit_down(begin, finish, Authenticator::create).await;
        while ours.terminals.len() < TERMINALS {
            let begin = (wire::paths::SIGN_IN_BEGIN, Value::Null);
            ours.sit_down(begin, (wire::paths::SIGN_IN, json!({})), Authenticator::get).await;
        }
        ours
    }

    /// The doctor signs in at one more terminal.
    async fn sit_down(
        &mut self,
        (begin, body): (&str, Value),
        (finish, more): (&str, Value),
        answer: impl FnOnce(&mut Authenticator, &Value) -> Value,
    ) {
        let (terminal, _) = self.server.terminal().await;
        let mut connection = self.connection(&terminal, String::new()).await;
        let operation = || format!("idempotency-key: {}\r\n", key());
        let (_, _, begun) = connection.send("POST", begin, &operation(), &body.to_string()).await;
        let begun: Value = serde_json::from_str(&begun).unwrap();
        let credential = answer(&mut self.passkey, &begun["options"]);
        let body = with(&json!({ "id": begun["id"], "credential": credential }), more).to_string();
        let (status, head, said) = connection.send("POST", finish, &operation(), &body).await;
        assert_eq!(status, 200, "{said}");
        let cookie = header(&head, "set-cookie").and_then(|line| line.split(';').next()).unwrap();
        self.terminals.push((terminal, format!("cookie: {cookie}\r\n")));
    }

    async fn connection(
        &self,
        terminal: &Identity,
        cookie: String,
    ) -> Connection<impl AsyncRead + AsyncWrite + Unpin + Send + 'static> {
        let stream = connect(&self.server, terminal, &[&TLS13]).await.unwrap();
        let host = format!("localhost:{}", self.server.port);
        Connection { stream: BufReader::new(stream), host, cookie }
    }

    /// Letters finished by the doctor, each of a person of its own.
    fn finished(&mut self, count: usize) -> Vec<Parcel> {
        let parcel = |_| {
            self.letters += 1;
            let post = post(&numbered(self.letters), &id(DOCTOR));
            let text = |name: &str| post[name].as_str().unwrap();
            let proof = self.passkey.sign(&approval_challenge(text("id"), text("sha256"), &id(DOCTOR)));
            let approved = json!({ "by": id(DOCTOR), "name": "佐々木 健一", "at": "t", "proof": proof });
            (
                format!("idempotency-key: {}\r\n", key()),
                with(&post, json!({ "approved": approved })).to_string(),
            )
        };
        (0..count).map(parcel).collect()
    }

    async fn measure(&mut self, time: Duration) -> f64 {
        let parcels = self.finished(MOST * usize::try_from(time.as_secs()).unwrap());
        let mut connections = Vec::new();
        for (terminal, cookie) in self.terminals.iter().cycle().take(CONNECTIONS) {
            connections.push(self.connection(terminal, cookie.clone()).await);
        }
        rate(connections, wire::paths::LETTERS, parcels, time).await
    }
}

/// PouchDB-server from the folder of the peers harness, where `npm i` was run in `relay`.
struct Pouch {
    node: Child,
    _data: tempfile::TempDir,
}

impl Drop for Pouch {
    fn drop(&mut self) {
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

impl Pouch {
    async fn start(peers: &Path) -> Pouch {
        let dir = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).unwrap();
        let mut node = Command::new("node");
        node.arg("pouchdb-server.js").arg(dir.path()).current_dir(peers.join("relay"));
        let mut pouch = Pouch { node: node.stdout(Stdio::null()).spawn().unwrap(), _data: dir };
        let made = loop {
            assert_eq!(pouch.node.try_wait().unwrap(), None, "it ended");
            match TcpStream::connect(("127.0.0.1", POUCH)).await {
                Ok(stream) => break Pouch::over(stream).send("PUT", "/letters", "", "").await,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        assert_eq!(made.0, 201, "{}", made.2);
        pouch
    }

    fn over(stream: TcpStream) -> Connection<TcpStream> {
        stream.set_nodelay(true).unwrap();
        Connection {
            stream: BufReader::new(stream),
            host: format!("127.0.0.1:{POUCH}"),
            cookie: String::new(),
        }
    }

    /// The same letters, as documents of at least this size.
    async fn measure(&self, letters: Vec<Parcel>, size: usize, time: Duration) -> f64 {
        let document = |(_, body): Parcel| {
            let rest = "x".repeat(size.saturating_sub(body.len()));
            let body: Value = serde_json::from_str(&body).unwrap();
            (String::new(), json!({ "_id": body["id"], "body": body, "rest": rest }).to_string())
        };
        let documents = letters.into_iter().map(document).collect();
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            connections.push(Pouch::over(TcpStream::connect(("127.0.0.1", POUCH)).await.unwrap()));
        }
        rate(connections, "/letters", documents, time).await
    }
}

/// What the disk does when nothing else is to be done: so many records of this size, one synchronisation, again and again.
fn floor(size: usize, time: Duration) -> f64 {
    const ROOM: u64 = 64 << 20;
    let mut file = tempfile::tempfile_in(env!("CARGO_MANIFEST_DIR")).unwrap();
    for _ in 0..ROOM >> 20 {
        file.write_all(&[0; 1 << 20]).unwrap();
    }
    file.sync_all().unwrap();
    let records = vec![b'x'; size * CONNECTIONS];
    let (mut written, begun) = (0, Instant::now());
    while begun.elapsed() < time {
        if file.stream_position().unwrap() + records.len() as u64 > ROOM {
            file.seek(SeekFrom::Start(0)).unwrap();
        }
        file.write_all(&records).unwrap();
        file.sync_data().unwrap();
        written += CONNECTIONS;
    }
    written as f64 / begun.elapsed().as_secs_f64()
}

/// Everything in a folder.
fn size_of(folder: &Path) -> u64 {
    let size = |entry: std::fs::DirEntry| match entry.metadata().unwrap() {
        folder if folder.is_dir() => size_of(&entry.path()),
        file => file.len(),
    };
    std::fs::read_dir(folder).unwrap().map(|entry| size(entry.unwrap())).sum()
}

/// What is measured in turn with ours, for records of one size.
struct Beside {
    size: usize,
    disk: Vec<f64>,
    pouch: Vec<f64>,
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, not a test"]
async fn cost() {
    let is_short = std::env::var_os("IKENSHO_BENCH_SHORT").is_some();
    let (rounds, time) = if is_short { (1, Duration::from_secs(1)) } else { (3, Duration::from_secs(5)) };
    let mut ours = Ours::start().await;
    let peers = std::env::var_os("IKENSHO_PEERS").map(PathBuf::from);
    let pouch = match &peers {
        Some(peers) => Some(Pouch::start(peers).await),
        None => None,
    };
    let size = ours.finished(1)[0].1.len();
    let mut beside = [size, RECKONED].map(|size| Beside { size, disk: Vec::new(), pouch: Vec::new() });
    let mut own = Vec::new();
    for _ in 0..rounds {
        for Beside { size, disk, pouch: theirs } in &mut beside {
            let size = *size;
            disk.push(tokio::task::spawn_blocking(move || floor(size, time)).await.unwrap());
            if let Some(pouch) = &pouch {
                let letters = ours.finished(MOST / 4 * usize::try_from(time.as_secs()).unwrap());
                theirs.push(pouch.measure(letters, size, time).await);
            }
        }
        own.push(ours.measure(time).await);
    }
    println!();
    let line = |name: &str, value: f64, unit: &str| {
        let name = format!("relay, {CONNECTIONS} connections, {name}");
        println!("{}", json!({ "name": name, "value": value, "unit": unit }));
    };
    let ratio = |of: &[f64]| median(own.iter().zip(of).map(|(own, of)| own / of).collect());
    line("ours: certificate, session, rules, audit and its copy, durable", median(own.clone()), "letters/s");
    line("a letter", size as f64, "bytes");
    let letters = own.iter().sum::<f64>() * time.as_secs_f64();
    line("ours on disk, a letter", size_of(ours.server.dir.path()) as f64 / letters, "bytes");
    for Beside { size, disk, pouch: theirs } in beside {
        line(&format!("ours to the disk's limit, records of {size} bytes"), ratio(&disk), "ratio");
        line(&format!("the disk's limit, records of {size} bytes"), median(disk), "letters/s");
        if pouch.is_some() {
            line(&format!("ours to PouchDB-server, documents of {size} bytes"), ratio(&theirs), "ratio");
            let name =
                format!("PouchDB-server, which answers before it synchronises, documents of {size} bytes");
            line(&name, median(theirs), "letters/s");
        }
    }
}
