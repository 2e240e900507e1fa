//! Too many connections, slow ones, and requests that are too large: whoever has a certificate is answered all the same.

use std::net::Ipv4Addr;
use std::time::Duration;

use rustls::version::TLS13;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use super::Certified;
use super::client::{Identity, connect};
use crate::http::Limits;
use crate::tests::key;

/// Long enough for whatever comes at once; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection from another address of this machine.
async fn from(source: Ipv4Addr, server: &Certified) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((source, 0).into()).unwrap();
    socket.connect((Ipv4Addr::LOCALHOST, server.port).into()).await.unwrap()
}

/// Waits until the server closes, and gives what it said before.
async fn rest(mut stream: impl AsyncRead + Unpin) -> String {
    let mut said = Vec::new();
    // Closed with bytes of ours unread, it is a reset.
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut said)).await.expect("still open");
    String::from_utf8_lossy(&said).into_owned()
}

/// The answer to these bytes on a connection of its own.
async fn answer(server: &Certified, identity: &Identity, request: &[u8]) -> String {
    let mut stream = connect(server, identity, &[&TLS13]).await.unwrap();
    stream.write_all(request).await.unwrap();
    rest(stream).await
}

#[tokio::test]
async fn slow_strangers_make_room_for_a_terminal() {
    let head = Duration::from_secs(600);
    let limits = Limits { all: 16, strangers: 12, network: 8, head, ..Limits::default() };
    let server = Certified::limited(limits, |_| ()).await;
    let (identity, _) = server.terminal().await;
    let mut open = connect(&server, &identity, &[&TLS13]).await.unwrap();
    let head = format!("GET /api/v1/connection HTTP/1.1\r\nhost: localhost:{}\r\n\r\n", server.port);
    // Answered once, it has proved itself.
    let mut asked = async || {
        open.write_all(head.as_bytes()).await.unwrap();
        let mut answer = vec![0; 4096];
        let read = open.read(&mut answer).await.unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200") && read > 12);
    };
    asked().await;
    let mut silent = Vec::new();
    for n in 0..40_u8 {
        let mut stream = from(Ipv4Addr::new(127, 0, 0, 2 + n % 5), &server).await;
        if n.is_multiple_of(2) {
            // The beginning of a handshake.
            stream.write_all(&[0x16]).await.unwrap();
        }
        silent.push(stream);
    }
    let mut half = Vec::new();
    for _ in 0..20 {
        let mut stream = connect(&server, &Identity::none(), &[&TLS13]).await.unwrap();
        stream.write_all(b"GET /api/v1/connection HTTP/1.1\r\nhost: loc").await.unwrap();
        half.push(stream);
        assert_eq!(server.get(&identity, wire::paths::CONNECTION).await.0, 200);
    }
    // Whoever came first went first, and who has proved itself is not among them.
    for stream in silent.drain(..20) {
        assert_eq!(rest(stream).await, "");
    }
    assert_eq!(rest(half.remove(0)).await, "");
    asked().await;
}

#[tokio::test]
async fn handshakes_that_come_to_nothing_are_counted_by_their_network() {
    let limits = Limits { handshakes: (5, Duration::from_secs(3600)), ..Limits::default() };
    let server = Certified::limited(limits, |_| ()).await;
    let (identity, _) = server.terminal().await;
    for _ in 0..8 {
        assert_eq!(server.get(&identity, wire::paths::CONNECTION).await.0, 200, "a terminal's are not");
    }
    for _ in 0..5 {
        assert_eq!(server.get(&Identity::none(), wire::paths::CONNECTION).await.0, 200);
    }
    for _ in 0..3 {
        assert!(
            connect(&server, &Identity::none(), &[&TLS13]).await.is_err(),
            "closed before it costs anything"
        );
    }
    // Another network still shakes hands: its first bytes are answered.
    let mut other = from(Ipv4Addr::new(127, 0, 0, 9), &server).await;
    other.write_all(b"no handshake").await.unwrap();
    assert_ne!(rest(other).await, "", "the alert");
}

#[tokio::test]
async fn one_terminal_has_so_many_connections_and_no_more() {
    let server = Certified::limited(Limits { terminal: 2, ..Limits::default() }, |_| ()).await;
    let ((busy, _), (other, _)) = (server.terminal().await, server.terminal().await);
    let _open = [
        connect(&server, &busy, &[&TLS13]).await.unwrap(),
        connect(&server, &busy, &[&TLS13]).await.unwrap(),
    ];
    // A round trip of another terminal, so that both have been counted.
    let head = format!(
        "GET /api/v1/connection HTTP/1.1\r\nhost: localhost:{}\r\nconnection: close\r\n\r\n",
        server.port
    );
    let third = connect(&server, &busy, &[&TLS13]).await.unwrap();
    assert_eq!(rest(third).await, "");
    assert!(answer(&server, &other, head.as_bytes()).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_stranger_does_not_stay_and_a_slow_head_is_not_waited_for() {
    let short = Duration::from_millis(200);
    let server = Certified::limited(Limits { stranger: short, ..Limits::default() }, |_| ()).await;
    let stream = connect(&server, &Identity::none(), &[&TLS13]).await.unwrap();
    assert_eq!(rest(stream).await, "");
    let server = Certified::limited(Limits { head: short, ..Limits::default() }, |_| ()).await;
    let (identity, _) = server.terminal().await;
    for identity in [identity, Identity::none()] {
        assert!(!answer(&server, &identity, b"GET / HTTP/1.1\r\nhost: l").await.contains("HTTP/1.1 2"));
    }
}

#[tokio::test]
async fn heads_and_bodies_that_are_too_large_are_refused_and_the_next_request_is_answered() {
    let server = Certified::new().await;
    let (identity, _) = server.terminal().await;
    let begin = format!("GET /api/v1/connection HTTP/1.1\r\nhost: localhost:{}\r\n", server.port);
    let many: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
    let long = format!("x: {}\r\n", "a".repeat(300_000));
    for more in [many, long] {
        let said = answer(&server, &identity, format!("{begin}{more}\r\n").as_bytes()).await;
        assert!(said.starts_with("HTTP/1.1 431"), "{}: {said}", more.len());
    }
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(300_000));
    let said = answer(&server, &identity, long.as_bytes()).await;
    assert!(said.starts_with("HTTP/1.1 414") || said.starts_with("HTTP/1.1 431"), "{said}");
    // A body that says it is too large is refused before it comes.
    let head = format!(
        "POST /api/v1/terminals/enrol HTTP/1.1\r\nhost: localhost:{}\r\ncontent-type: application/json\r\n\
         idempotency-key: {}\r\ncontent-length: 99999999\r\nconnection: close\r\n\r\n",
        server.port,
        key()
    );
    let said = answer(&server, &Identity::none(), head.as_bytes()).await;
    assert!(said.starts_with("HTTP/1.1 413") && said.contains("body.too_large"), "{said}");
    let large = json!({ "code": "a".repeat(1024 * 1024) });
    let (status, text) =
        super::ask(&server, &Identity::none(), "POST", wire::paths::ENROL, &large).await.unwrap();
    assert_eq!((status, text.contains("body.too_large")), (413, true), "{text}");
    let (status, _) =
        super::ask(&server, &identity, "GET", wire::paths::CONNECTION, &Value::Null).await.unwrap();
    assert_eq!(status, 200);
}
