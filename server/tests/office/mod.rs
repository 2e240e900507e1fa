//! The certified server as its operator runs it, and terminals that ask it over TLS.

#![expect(clippy::unwrap_used, reason = "whatever fails here ends the test")]

pub(crate) mod people;

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::Value;

/// `ikensho serve` in a folder of its own.
pub(crate) struct Office {
    pub(crate) data: PathBuf,
    pub(crate) port: u16,
    child: Child,
}

/// `ikensho admin …`; what it prints.
pub(crate) fn admin(data: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ikensho"));
    let output = command.arg("admin").args(words).arg("--data").arg(data).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

impl Office {
    /// Everything the server says of itself goes into `log`.
    pub(crate) fn start(data: PathBuf, log: &Path) -> Office {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ikensho"));
        command.args(["serve", "--name", "localhost", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
        command.stdout(Stdio::piped()).stderr(File::create(log).unwrap());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready =
            lines.map_while(Result::ok).find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
        let port = ready.unwrap().rsplit_once(':').unwrap().1.parse().unwrap();
        Office { data, port, child }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks the server to end, and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success() && self.child.wait().unwrap().success());
    }

    /// Somebody without a certificate.
    pub(crate) fn stranger(&self) -> Terminal {
        Terminal::new(self, |config| config.with_no_client_auth())
    }

    /// A terminal with the certificate of its file, and the key in it.
    pub(crate) fn terminal(&self, file: &[u8], passphrase: &str) -> (Terminal, Vec<u8>) {
        let store = KeyStore::from_pkcs12(file, passphrase, Pkcs12ImportPolicy::Strict).unwrap();
        let (_, chain) = store.private_key_chain().unwrap();
        let certificates: Vec<CertificateDer<'static>> =
            chain.certs().iter().map(|certificate| certificate.as_der().to_vec().into()).collect();
        let key = chain.key().as_der().to_vec();
        let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.clone()));
        let terminal = Terminal::new(self, |config| config.with_client_auth_cert(certificates, der).unwrap());
        (terminal, key)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// A browser or a program at a terminal.
pub(crate) struct Terminal {
    config: Arc<ClientConfig>,
    port: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) token: Option<String>,
    /// Every answer that was none of success, head and body.
    pub(crate) refusals: Vec<String>,
}

/// What the server said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    pub(crate) fn ok(&self) -> Value {
        assert!(self.status < 300, "{} {}", self.status, self.body);
        self.json()
    }
}

pub(crate) type Stream = StreamOwned<ClientConnection, TcpStream>;
type Unauthenticated = rustls::ConfigBuilder<ClientConfig, rustls::client::WantsClientCert>;

impl Terminal {
    fn new(office: &Office, identify: impl FnOnce(Unauthenticated) -> ClientConfig) -> Terminal {
        let mut roots = RootCertStore::empty();
        let pem = std::fs::read(office.data.join("ca/https.pem")).unwrap();
        roots.add(CertificateDer::from_pem_slice(&pem).unwrap()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_root_certificates(roots);
        let config = Arc::new(identify(config));
        Terminal { config, port: office.port, cookie: None, token: None, refusals: Vec::new() }
    }

    /// The same terminal with nobody signed in.
    pub(crate) fn another(&self) -> Terminal {
        let config = Arc::clone(&self.config);
        Terminal { config, port: self.port, cookie: None, token: None, refusals: Vec::new() }
    }

    /// One request on a connection of its own.
    pub(crate) fn ask(&mut self, method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let (mut stream, mut head) = self.opened(method, path);
        let own = |name: &str| headers.iter().any(|(other, _)| *other == name);
        if method != "GET" && !own("idempotency-key") {
            head.push_str(&format!("idempotency-key: {}\r\n", uuid::Uuid::now_v7()));
        }
        if !own("content-type") {
            head.push_str("content-type: application/json\r\n");
        }
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).unwrap();
        let mut answer = Vec::new();
        // A server that ends a connection at once has still said what it had to say.
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        if status >= 300 {
            self.refusals.push(text.clone());
        }
        if let Some((_, rest)) = head.split_once("__Host-ikensho=") {
            let value = rest.split(';').next().unwrap_or_default();
            self.cookie = Some(value.to_owned()).filter(|value| !value.is_empty());
        }
        Answer { status, body: body.to_owned() }
    }

    /// A request whose head has not ended, on a connection that stays open.
    pub(crate) fn begin(&self, method: &str, path: &str) -> Stream {
        let (mut stream, head) = self.opened(method, path);
        stream.write_all(head.as_bytes()).and_then(|()| stream.flush()).unwrap();
        stream
    }

    fn opened(&self, method: &str, path: &str) -> (Stream, String) {
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(Arc::clone(&self.config), name).unwrap();
        let tcp = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let (stream, port) = (StreamOwned::new(connection, tcp), self.port);
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n");
        if let Some(cookie) = &self.cookie {
            head.push_str(&format!("cookie: __Host-ikensho={cookie}\r\n"));
        }
        if let Some(token) = &self.token {
            head.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        (stream, head)
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "", &[])
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.ask("POST", path, &body, &[])
    }
}
