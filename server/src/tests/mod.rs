//! The server in this process, asked by its URLs.

mod assets;
mod audit;
mod builds;
mod certified;
mod demo;
mod drafts;
mod events;
mod headers;
mod letters;
mod letters_rules;
mod matrix;
mod mutations;
mod openapi;
mod people;
mod phrases;
mod prints;
mod problems;
mod programs;
mod programs_files;
mod relay;
mod requests;
pub(crate) mod sample;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use ja::Date;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

use crate::act::Ids;
use crate::demo::{admins, hosts, seed_once};
use crate::http::{App, Entrance, Hosts, Meters, Rates, Refusals, Site, router};
use crate::moment::{Clock, Moment};
use crate::receipt::Signer;
use crate::store::sqlite::Sqlite;
use crate::store::{self, Store, StoreError};
use crate::terminals::Attempts;
use crate::tls::{Door, Source};

pub(crate) const ISHI: &str = "ishi.localhost:8080";
pub(crate) const JIMU: &str = "jimu.localhost:8080";
pub(crate) const ISHI2: &str = "ishi2.localhost:8080";
pub(crate) const HOKENSHA: &str = "hokensha.localhost:8080";
/// 管理者 of the clinic, of the hospital and of みどり野市, and an operator: they have no page, but a host in tests.
pub(crate) const KANRI: &str = "kanri.localhost:8080";
pub(crate) const KANRI2: &str = "kanri2.localhost:8080";
pub(crate) const KANRI3: &str = "kanri3.localhost:8080";
pub(crate) const UNYO: &str = "unyo.localhost:8080";
pub(crate) const START: &str = "localhost:8080";
/// Where the pages of the certified listener are.
pub(crate) const ORIGIN: &str = "https://localhost:8443";
pub(crate) const CERTIFIED: &str = "localhost:8443";

/// The schema of this server: high enough for builds that are too old.
pub(crate) const SCHEMA: u16 = 8;

/// Days the demonstration is dated to.
pub(crate) fn today() -> Date {
    Date::new(2026, 10, 14).unwrap()
}

/// A clock that stands at noon of [`today`] and moves a millisecond with every look.
pub(crate) fn clock() -> Clock {
    let ms = AtomicI64::new(Moment::of_day(today(), 12 * 60).0);
    Arc::new(move || Moment(ms.fetch_add(1, Ordering::Relaxed)))
}

/// A new operation id.
pub(crate) fn key() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The demonstration, seeded, in a folder of its own.
pub(crate) struct TestApp {
    pub(crate) router: Router,
    /// The same server's certified listener, behind its handshake.
    pub(crate) certified: Router,
    /// Milliseconds that the clock was moved.
    pub(crate) moved: Arc<AtomicI64>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) dir: TempDir,
    pub(crate) stop: watch::Sender<bool>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The JSON of an answer that must be a success.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        self.json()
    }

    /// Asserts a problem of this status and code.
    #[track_caller]
    pub(crate) fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), &*self.code()), (status, code), "{self:?}");
        assert_eq!(self.headers["content-type"], wire::problem::MEDIA_TYPE);
        self.json()
    }
}

impl TestApp {
    pub(crate) async fn new() -> TestApp {
        TestApp::open(tempfile::tempdir().unwrap()).await
    }

    /// The server as it starts in this folder.
    pub(crate) async fn open(dir: TempDir) -> TestApp {
        TestApp::with_site(dir, Site::default()).await
    }

    pub(crate) async fn with_site(dir: TempDir, site: Site) -> TestApp {
        TestApp::wrapped(dir, site, |store| store).await
    }

    /// The server over something that stands before its store.
    pub(crate) async fn wrapped(
        dir: TempDir,
        site: Site,
        wrap: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>,
    ) -> TestApp {
        let moved = Arc::new(AtomicI64::new(0));
        let (standing, by) = (clock(), Arc::clone(&moved));
        let clock: Clock = Arc::new(move || Moment(standing().0 + by.load(Ordering::Relaxed)));
        let (app, stop) = app(dir.path(), site, None, ORIGIN, clock).await;
        let app = App { store: wrap(Arc::clone(&app.store)), ..app };
        let (store, app) = (Arc::clone(&app.store), Arc::new(app));
        let certified = router(Arc::clone(&app), Entrance::Certified);
        TestApp { router: router(app, Entrance::Demo), certified, moved, store, dir, stop }
    }

    /// The same folder, opened again as after a restart.
    pub(crate) async fn restarted(self) -> TestApp {
        let TestApp { router, certified, store, dir, stop, .. } = self;
        drop((router, certified, store, stop));
        TestApp::open(dir).await
    }

    /// Lets minutes pass.
    pub(crate) fn later(&self, minutes: i64) {
        self.moved.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub(crate) async fn get(&self, host: &str, path: &str) -> Answer {
        self.send(Request::get(path).header("host", host).body(Body::empty()).unwrap()).await
    }

    /// A write with a new operation id.
    pub(crate) async fn write(&self, host: &str, method: &str, path: &str, body: &Value) -> Answer {
        self.write_as(host, method, path, body, &[("idempotency-key", &key())]).await
    }

    /// A write with these headers beside host and media type.
    pub(crate) async fn write_as(
        &self,
        host: &str,
        method: &str,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", host);
        request = request.header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn post(&self, host: &str, path: &str, body: &Value) -> Answer {
        self.write(host, "POST", path, body).await
    }

    /// Every event number and event of a recipient, oldest first.
    pub(crate) fn events(&self, recipient: &str) -> Vec<(u64, wire::events::Event)> {
        let mut events = Vec::new();
        self.store
            .look(&mut |rows| {
                let rows = rows.events(recipient, 0, 10_000).unwrap();
                events = rows.into_iter().map(|row| (row.number, row.event)).collect();
            })
            .unwrap();
        events
    }

    /// Number of the last event of the audit log.
    pub(crate) fn written(&self) -> u64 {
        let mut number = 0;
        self.store.look(&mut |rows| number = rows.audit_end().unwrap().0).unwrap();
        number
    }

    /// How many events the audit log has; it must be whole.
    pub(crate) fn audit(&self) -> u64 {
        let mut links = 0;
        self.store
            .look(&mut |rows| {
                let key = Signer::new(&[7; 32]).public_key();
                let verified = crate::audit::verify(rows, &key, None).unwrap();
                assert_eq!(verified.broken, None);
                links = verified.events;
            })
            .unwrap();
        links
    }
}

/// The demonstration in this folder, with a certified listener where its certificate comes from somewhere.
async fn app(
    dir: &Path,
    site: Site,
    source: Option<Source>,
    origin: &str,
    clock: Clock,
) -> (App, watch::Sender<bool>) {
    over(Sqlite::open(&dir.join("ikensho.db")).unwrap(), dir, site, source, origin, clock).await
}

/// The same over this store.
async fn over(
    store: Sqlite,
    dir: &Path,
    site: Site,
    source: Option<Source>,
    origin: &str,
    clock: Clock,
) -> (App, watch::Sender<bool>) {
    let store: Arc<dyn Store> = Arc::new(store);
    let signer = Signer::new(&[7; 32]);
    let (seeding, seal) = (clock.clone(), signer.clone());
    let epoch = store::write(&*store, move |tx| {
        seed_once(tx, seeding(), &seal)?;
        tx.epoch()
    });
    let epoch = epoch.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
    let (stop, stopped) = watch::channel(false);
    let count = AtomicU64::new(0);
    let ids: Ids = Arc::new(move || {
        let number = u128::from(count.fetch_add(1, Ordering::Relaxed));
        uuid::Uuid::from_u128(0x0199_e0a0_0000_7000_8000_0000_0000_0000 + number).to_string()
    });
    let door = source.map(|source| Door::new(dir, source, Arc::clone(&store), clock.clone(), ids.clone()));
    let host = origin.trim_start_matches("https://").split(':').next().unwrap();
    let app = App {
        store,
        clock,
        ids,
        signer,
        hosts: with_admins(hosts()),
        site,
        attempts: Attempts::default(),
        door: door.map(|door| Arc::new(door.unwrap_or_else(|error| panic!("{error}")))),
        demo: true,
        matrix: access::Matrix::built_in(),
        passkeys: crate::passkeys::Passkeys::new(host, origin).unwrap(),
        sessions: crate::sessions::Watch::default(),
        schema: SCHEMA,
        epoch: AtomicU32::new(epoch),
        meters: Meters::default(),
        rates: Rates::of_requests(),
        refusals: Refusals::default(),
        relay: Arc::new(Notify::new()),
        stop: stopped,
    };
    (app, stop)
}

fn with_admins(mut hosts: Hosts) -> Hosts {
    for (name, admin) in ["kanri", "kanri2", "kanri3", "unyo"].iter().zip(admins()) {
        hosts.add(&format!("{name}.localhost"), Some(admin));
    }
    hosts
}
