//! The certified listener over the network, asked by clients with good certificates and bad ones.

mod client;
mod crowd;
mod enrolment;
mod external;
mod forge;
mod refused;
mod revoked;

use std::sync::Arc;

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use rcgen::{KeyUsagePurpose, SanType};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{over, today};
use crate::act::Place;
use crate::audit::AuditEvent;
use crate::ca::{self, Https, place_uri};
use crate::http::{App, Entrance, Limits, Listener, Site, listen, router};
use crate::moment::{self, Moment};
use crate::store::rows::TerminalRow;
use crate::store::sqlite::Sqlite;
use crate::store::{self, Store, StoreError};
use crate::terminals::{CA, Fingerprint, Kind};
use crate::tls::Source;
use client::ask;
pub(super) use client::{Identity, connect};

/// The server with its certified listener on a port of this machine.
pub(super) struct Certified {
    pub(super) app: Arc<App>,
    pub(super) store: Arc<dyn Store>,
    pub(super) dir: TempDir,
    pub(super) port: u16,
    stop: watch::Sender<bool>,
}

impl Certified {
    async fn new() -> Certified {
        Certified::with(|_| ()).await
    }

    /// With the operator's files that `prepare` puts into the data folder.
    async fn with(prepare: impl FnOnce(&std::path::Path)) -> Certified {
        Certified::limited(Limits::default(), prepare).await
    }

    /// With other limits of connections.
    async fn limited(limits: Limits, prepare: impl FnOnce(&std::path::Path)) -> Certified {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&dir.path().join("ikensho.db")).unwrap();
        Certified::over(dir, store, limits, prepare).await
    }

    /// In this folder, over this store.
    pub(super) async fn over(
        dir: TempDir,
        store: Sqlite,
        limits: Limits,
        prepare: impl FnOnce(&std::path::Path),
    ) -> Certified {
        let folder = dir.path().join(CA);
        ca::Authority::create(&folder, now()).unwrap();
        Https::prepare(&folder, "localhost", moment::machine()).unwrap();
        prepare(dir.path());
        let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = tcp.local_addr().unwrap().port();
        let (source, origin) = (Source::Own("localhost".to_owned()), format!("https://localhost:{port}"));
        let (clock, site) = (super::clock(), Site::default());
        let (app, stop) = over(store, dir.path(), site, Some(source), &origin, clock).await;
        let app = Arc::new(app);
        let (router, door) = (router(Arc::clone(&app), Entrance::Certified), app.door.clone());
        tokio::spawn(listen(vec![Listener { tcp, router, door: door.clone() }], limits, app.stop.clone()));
        tokio::spawn(door.unwrap().watch());
        Certified { store: Arc::clone(&app.store), app, dir, port, stop }
    }

    /// The certificate browsers trust the server by.
    fn server_ca(&self) -> CertificateDer<'static> {
        let pem = std::fs::read(self.dir.path().join(CA).join("https.pem")).unwrap();
        CertificateDer::from_pem_slice(&pem).unwrap()
    }

    /// The key and certificate of a generation of the authority, as somebody who stole them has them.
    fn issuer(&self, generation: u32) -> (Issuer<'static, KeyPair>, CertificateDer<'static>) {
        let read = |end: &str| {
            let name = format!("terminals-{generation}.{end}");
            std::fs::read_to_string(self.dir.path().join(CA).join(name)).unwrap()
        };
        let (pem, key) = (read("pem"), KeyPair::from_pem(&read("key")).unwrap());
        let der = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        (Issuer::from_ca_cert_pem(&pem, key).unwrap(), der)
    }

    /// Keeps a terminal as if it had been enrolled.
    async fn register(&self, der: &[u8], place: Place) -> TerminalRow {
        let row = TerminalRow {
            id: uuid::Uuid::now_v7().to_string(),
            place,
            name: "診察室1".to_owned(),
            kind: Kind::Own,
            fingerprint: Fingerprint::of(der).hex(),
            certificate: ca::pem(der),
            serial: "40".to_owned(),
            not_before: now().text(),
            not_after: now().days_ago(-365).text(),
            issued_at: now().text(),
            issued_by: "operator".to_owned(),
            revoked_at: None,
            renews: None,
        };
        self.put(row.clone()).await;
        row
    }

    async fn put(&self, row: TerminalRow) {
        let put = store::write(&*self.store, move |tx| tx.put_terminal(&row)).await;
        put.unwrap_or_else(|error: StoreError| panic!("{error}"));
    }

    /// A good certificate of a terminal of the first facility, registered.
    pub(super) async fn terminal(&self) -> (Identity, TerminalRow) {
        let key = KeyPair::generate().unwrap();
        let der = params(&clinic()).signed_by(&key, &self.issuer(1).0).unwrap().der().clone();
        let row = self.register(&der, clinic()).await;
        (Identity::of(vec![der], &key), row)
    }

    /// The newest event of the audit log.
    fn last_event(&self) -> AuditEvent {
        let mut last = None;
        self.store
            .look(&mut |rows| {
                let (number, _) = rows.audit_end().unwrap();
                let rows = rows.audit(number - 1, 1).unwrap();
                last = rows.first().map(|row| serde_json::from_str(&row.doc).unwrap());
            })
            .unwrap();
        last.unwrap()
    }

    /// What the API says, and the page's status, to who shows this.
    async fn get(&self, identity: &Identity, path: &str) -> (u16, String) {
        ask(self, identity, "GET", path, &Value::Null).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The code by which the connection is refused: the API's and the connection check's, which agree.
    async fn refusal(&self, identity: &Identity) -> String {
        let (status, text) = self.get(identity, "/api/v1/requests").await;
        let problem: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(status, 403, "{text}");
        let (status, text) = self.get(identity, wire::paths::CONNECTION).await;
        let connection: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(status, 200, "{text}");
        assert_eq!((&connection["refusal"]["code"], connection.get("terminal")), (&problem["code"], None));
        problem["code"].as_str().unwrap().to_owned()
    }
}

impl Drop for Certified {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Noon of the day the tests are dated to.
fn now() -> Moment {
    Moment::of_day(today(), 12 * 60)
}

/// The first facility of the demonstration.
fn clinic() -> Place {
    Place::Facility("019d4664-bba1-7000-8000-0000000dbba1".to_owned())
}

fn time(moment: Moment) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp(moment.0 / 1000).unwrap()
}

/// A good terminal certificate of this place; tests spoil one thing each.
fn params(place: &Place) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "診察室1");
    params.subject_alt_names = vec![SanType::URI(place_uri(place).try_into().unwrap())];
    (params.not_before, params.not_after) = (time(now().days_ago(1)), time(now().days_ago(-365)));
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params
}
