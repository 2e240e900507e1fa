//! The real program, asked over the network.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "whatever fails here ends the test, and says why"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use letters::{hash, json};
use serde_json::{Value, json};

/// The demonstration as a process of its own.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
}

impl Server {
    /// Starts `command demo` on a free port with this data folder, dated 2026-10-14, and waits until it is ready.
    pub(crate) fn start(mut command: Command, data: &std::path::Path) -> Server {
        command.args(["demo", "--port", "0", "--today", "2026-10-14", "--data"]).arg(data);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let ready =
            lines.map_while(Result::ok).find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
        let port = ready.as_deref().and_then(|address| address.rsplit(':').next()?.parse().ok());
        Server { child, port: port.expect("`ready http://localhost:PORT`") }
    }

    /// SIGKILL, and wait until it is gone.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

/// A test that fails leaves no server behind.
impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One kept-alive connection of a person.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Connection {
    pub(crate) fn open(port: u16, name: &str) -> std::io::Result<Connection> {
        Connection::open_at(port, &format!("{name}.localhost"))
    }

    /// A connection to this host.
    pub(crate) fn open_at(port: u16, host: &str) -> std::io::Result<Connection> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream: BufReader::new(stream), host: format!("{host}:{port}") })
    }

    pub(crate) fn get(&mut self, path: &str) -> std::io::Result<(u16, String)> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.host);
        self.exchange(head.as_bytes())
    }

    pub(crate) fn post(&mut self, path: &str, key: &str, body: &str) -> std::io::Result<(u16, String)> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\n\
             content-length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        );
        self.exchange(request.as_bytes())
    }

    fn exchange(&mut self, request: &[u8]) -> std::io::Result<(u16, String)> {
        self.stream.get_mut().write_all(request)?;
        let (mut status, mut length, mut line) = (0, 0, String::new());
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let text = line.trim_end();
            if let Some(rest) = text.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().and_then(|code| code.parse().ok()).unwrap_or(0);
            } else if let Some(rest) = text.strip_prefix("content-length: ") {
                length = rest.parse().unwrap_or(0);
            } else if text.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

/// The id of the person at this host.
pub(crate) fn user(port: u16, name: &str) -> String {
    let (_, me) = Connection::open(port, name).and_then(|mut c| c.get("/api/v1/me")).expect("an answer");
    let me: Value = serde_json::from_str(&me).expect("JSON");
    me["user"]["id"].as_str().expect("an id").to_owned()
}

/// A post of a letter for the `n`th insured person, and its id.
pub(crate) fn post(n: u64, doctor: &str) -> (String, String) {
    let base = include_str!("../../../core/letters/tests/rules/base-R8.json");
    let mut letter: Value = serde_json::from_str(base).expect("a letter");
    letter["answers"]["insured_no"] = format!("{n:010}").into();
    let letter = json::to_value(&json::from_value(&letter).expect("a letter"));
    let id = uuid::Uuid::now_v7().to_string();
    let post = json!({
        "id": id,
        "sha256": hash::text(&json::canonical(&letter)),
        "letter": letter,
        "approved": { "by": doctor, "name": "佐々木 健一", "at": "2026-10-14T03:00:00.000Z" },
        "rules_version": "1",
        "judged_on": "2026-10-14",
        "confirmations": [],
    });
    (id, post.to_string())
}
