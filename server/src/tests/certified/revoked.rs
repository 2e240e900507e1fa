use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wire::people::Role;

use super::client::{Identity, connect};
use super::{Certified, now};
use crate::moment::{Clock, Moment};
use crate::sessions::{self, Token};
use crate::store::rows::TerminalRow;
use crate::store::sqlite::Sqlite;
use crate::store::{self, StoreError};
use crate::terminals::{self, Certified as Certificate, Claim, Doer, Fingerprint, Kind, Refusal, Registry};
use crate::terminals::{Standing, Terminal};

/// The rule: revocation takes hold within ten seconds.
const LIMIT: Duration = Duration::from_secs(10);

/// Takes a terminal back as another process does: through a store of its own on the same file.
async fn revoke_from_outside(server: &Certified, row: TerminalRow) -> Instant {
    let outside = Sqlite::open(&server.dir.path().join("ikensho.db")).unwrap();
    let revoked = store::write(&outside, |tx| terminals::revoke(tx, now(), &Doer::operator(), row)).await;
    revoked.unwrap_or_else(|error: StoreError| panic!("{error}"));
    Instant::now()
}

#[tokio::test]
async fn an_open_connection_ends_with_its_terminal_and_the_next_one_is_told() {
    let server = Certified::new().await;
    let (identity, row) = server.terminal().await;
    let mut stream = connect(&server, &identity, &[&rustls::version::TLS13]).await.unwrap();
    let head = format!("GET /api/v1/connection HTTP/1.1\r\nhost: localhost:{}\r\n\r\n", server.port);
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = stream.read(&mut answer).await.unwrap();
    assert!(String::from_utf8_lossy(&answer[..read]).contains(&row.id));
    let id = row.id.clone();
    let begun = revoke_from_outside(&server, row).await;
    let rest = tokio::time::timeout(LIMIT, stream.read_to_end(&mut answer)).await;
    rest.expect("the connection is still open").ok();
    println!("an open connection ended {:?} after the revocation", begun.elapsed());
    assert_eq!(server.refusal(&identity).await, "terminal.revoked");
    let told = server.last_event();
    assert_eq!(
        (told.action, told.refused, told.terminal),
        ("requests.look".into(), "terminal.revoked".into(), id)
    );
}

/// The standing of a registered terminal, as the listener gives it to a connection.
async fn standing(server: &Certified, registry: &Registry, row: &TerminalRow, end: Moment) -> Standing {
    let certificate = Certificate {
        der: Vec::new(),
        fingerprint: Fingerprint::of(b"a certificate"),
        serial: String::new(),
        not_before: now(),
        not_after: end,
        claim: Claim::Own(super::place_uri(&row.place)),
    };
    let ids = server.app.ids.clone();
    terminals::admit(&server.store, registry, certificate, now(), &ids).await.unwrap()
}

fn row(server_row: TerminalRow) -> TerminalRow {
    TerminalRow {
        id: uuid::Uuid::now_v7().to_string(),
        fingerprint: Fingerprint::of(b"a certificate").hex(),
        kind: Kind::Own,
        ..server_row
    }
}

/// The cookie of a doctor who has signed in at this terminal.
async fn cookie(server: &Certified, row: &TerminalRow) -> String {
    let der = CertificateDer::from_pem_slice(row.certificate.as_bytes()).unwrap();
    let terminal = Terminal {
        id: row.id.clone(),
        place: row.place.clone(),
        fingerprint: Fingerprint::of(&der),
        not_after: now().days_ago(-365),
        kind: Kind::Own,
    };
    let (token, id) = (Token::generate().unwrap(), uuid::Uuid::now_v7().to_string());
    let text = token.text().to_owned();
    let begun = store::write(&*server.store, move |tx| {
        let users = tx.users_at(&terminal.place)?;
        let doctor = users.iter().find(|user| user.roles.contains(&Role::Doctor)).unwrap();
        sessions::begin(tx, (doctor, &terminal), (id, &token), now())
    });
    begun.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
    format!("__Host-ikensho={text}")
}

#[tokio::test]
async fn an_open_event_stream_is_cut_off() {
    let server = Certified::new().await;
    let (identity, row) = server.terminal().await;
    let cookie = cookie(&server, &row).await;
    let ask = async |identity: &Identity| {
        let mut stream = connect(&server, identity, &[&rustls::version::TLS13]).await.unwrap();
        let port = server.port;
        let head =
            format!("GET /api/v1/events HTTP/1.1\r\nhost: localhost:{port}\r\ncookie: {cookie}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let (mut answer, mut seen) = (vec![0; 4096], String::new());
        // Until the stream says where the reader is, or that it is refused.
        while !seen.contains("retry: 2000") && !seen.contains("\"code\"") {
            let read = stream.read(&mut answer).await.unwrap();
            assert_ne!(read, 0, "{seen}");
            seen.push_str(&String::from_utf8_lossy(&answer[..read]));
        }
        (stream, seen)
    };
    let (mut stream, seen) = ask(&identity).await;
    assert!(seen.starts_with("HTTP/1.1 200 ") && seen.contains("text/event-stream"), "{seen}");
    let begun = revoke_from_outside(&server, row).await;
    let rest = tokio::time::timeout(LIMIT, stream.read_to_end(&mut Vec::new())).await;
    rest.expect("the stream is still open").ok();
    println!("an event stream was cut off {:?} after the revocation", begun.elapsed());
    let (_, seen) = ask(&identity).await;
    assert!(seen.contains("terminal.revoked"), "{seen}");
    // The cookie is worth nothing at another terminal.
    let (other, _) = server.terminal().await;
    let (_, seen) = ask(&other).await;
    assert!(seen.contains("session.other_terminal"), "{seen}");
}

#[tokio::test]
async fn a_terminal_ends_with_its_certificate() {
    let server = Certified::new().await;
    let row = row(server.terminal().await.1);
    server.put(row.clone()).await;
    let clock: Clock = Arc::new(|| now().days_ago(-1));
    let registry = Arc::new(Registry::new(Arc::clone(&server.store), clock));
    let watching = tokio::spawn(Arc::clone(&registry).run());
    let mut standing = standing(&server, &registry, &row, now().days_ago(-1)).await;
    tokio::time::timeout(LIMIT, standing.ended()).await.expect("the terminal goes on");
    assert_eq!(standing.terminal().err(), Some(Refusal::Expired));
    watching.abort();
}
