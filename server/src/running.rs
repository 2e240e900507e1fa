//! What `serve` and `demo` have in common: a data folder, an application, listeners until they are told to end.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use access::Matrix;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

use crate::act::{Ids, uuid7};
use crate::failure::Failure;
use crate::http::{App, Hosts, Limits, Listener, Meters, Rates, Refusals, Site, SiteFiles, listen};
use crate::moment::Clock;
use crate::passkeys::Passkeys;
use crate::relay::{self, Desk};
use crate::store::Store;
use crate::store::sqlite::Sqlite;
use crate::terminals::Attempts;
use crate::tls::{Door, Source};
use crate::{audit, housekeeping, receipt, sessions};

/// The database's name in the data folder.
pub(crate) const DATABASE: &str = "ikensho.db";

/// Files that may be open: every connection, and the server's own.
const FILES: u64 = 4096;

/// The operator's own table of who may do what, in the data folder.
const MATRIX: &str = "access.tsv";

/// What the server is to be.
pub(crate) struct Plan<'a> {
    pub(crate) data: &'a Path,
    pub(crate) site: Option<&'a Path>,
    pub(crate) clock: Clock,
    pub(crate) hosts: Hosts,
    /// The folder of the audit log's copy; one in the data folder when none is named.
    pub(crate) audit_copy: Option<&'a Path>,
    /// Where the certified listener's own certificate comes from.
    pub(crate) source: Source,
    /// Host and port of the certified listener's pages: people's passkeys belong to them.
    pub(crate) origin: (&'a str, u16),
    pub(crate) demo: bool,
}

/// Writes what happens to standard error.
pub(crate) fn log() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
}

/// Makes the data folder; the server's user alone may look inside.
pub(crate) fn folder(data: &Path) -> Result<(), Failure> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(data);
    made.map_err(|error| Failure::file(data, &error))
}

/// Opens everything in the data folder. The sender ends the server.
pub(crate) fn app(plan: Plan<'_>) -> Result<(App, watch::Sender<bool>), Failure> {
    let files = match plan.site {
        Some(dir) => Some(SiteFiles::Folder(dir.to_owned())),
        None => SiteFiles::inside().map_err(Failure::new)?,
    };
    let site = files.map_or_else(|| Ok(Site::default()), |files| Site::load(&files, &plan.data.join("site")));
    let mut site = site.map_err(Failure::new)?;
    let (stop, stopped) = watch::channel(false);
    let copy = plan.audit_copy.map_or_else(|| plan.data.join(audit::FOLDER), Path::to_owned);
    let copy = audit::Copy::open(&copy).map_err(Failure::new)?;
    let store = Sqlite::open_with_copy(&plan.data.join(DATABASE), copy).map_err(Failure::new)?;
    let store: Arc<dyn Store> = Arc::new(store);
    let ids: Ids = Arc::new(uuid7);
    let (host, port) = plan.origin;
    let origin = if port == 443 { format!("https://{host}") } else { format!("https://{host}:{port}") };
    if plan.demo {
        site.announce(&origin);
    }
    let passkeys = Passkeys::new(host, &origin);
    let door = Door::new(plan.data, plan.source, Arc::clone(&store), plan.clock.clone(), ids.clone());
    let app = App {
        store,
        clock: plan.clock,
        ids,
        signer: receipt::load(&plan.data.join(receipt::FILE)).map_err(Failure::new)?,
        hosts: plan.hosts,
        site,
        attempts: Attempts::default(),
        door: Some(Arc::new(door.map_err(Failure::new)?)),
        demo: plan.demo,
        matrix: matrix(plan.data)?,
        passkeys: passkeys.map_err(Failure::new)?,
        sessions: sessions::Watch::default(),
        schema: wire::headers::SCHEMA,
        epoch: AtomicU32::new(0),
        meters: Meters::default(),
        rates: Rates::of_requests(),
        refusals: Refusals::default(),
        relay: Arc::new(Notify::new()),
        stop: stopped,
    };
    Ok((app, stop))
}

/// Who may do what: the operator's own table where there is one, or the built-in one. A table that is not understood
/// starts no server, for nobody could say what it would allow.
fn matrix(data: &Path) -> Result<Matrix, Failure> {
    let path = data.join(MATRIX);
    match std::fs::read_to_string(&path) {
        Ok(text) => {
            Matrix::parse(&text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Matrix::built_in()),
        Err(error) => Err(Failure::file(&path, &error)),
    }
}

/// Serves the listeners until Ctrl-C or the system's polite request to end.
pub(crate) async fn serve(
    app: Arc<App>,
    stop: watch::Sender<bool>,
    listeners: Vec<Listener>,
    ready: impl FnOnce(),
) -> Result<(), Failure> {
    open_files();
    let store = Arc::clone(&app.store);
    let relay = relay::run(Arc::clone(&store), app.clock.clone(), Arc::new(Desk), Arc::clone(&app.relay));
    let mut tasks =
        vec![tokio::spawn(relay), tokio::spawn(housekeeping::run(Arc::clone(&store), app.clock.clone()))];
    let (clock, signer) = (app.clock.clone(), app.signer.clone());
    let signing = audit::checkpoints(Arc::clone(&store), clock.clone(), signer.clone());
    tasks.push(tokio::spawn(signing));
    tasks.extend(app.door.clone().map(|door| tokio::spawn(door.watch())));
    let serving = tokio::spawn(listen(listeners, Limits::default(), app.stop.clone()));
    drop(app);
    ready();
    end_asked_for().await?;
    stop.send_replace(true);
    for task in tasks {
        task.abort();
    }
    serving.await.map_err(Failure::new)?;
    // The last word of this process.
    audit::checkpoint(&store, &clock, &signer).await.map(drop).map_err(Failure::new)
}

/// Lets the process open as many files as there may be connections, as far as the system allows.
fn open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(FILES, |most| most.min(FILES));
    let raised = Rlimit { current: Some(wanted), maximum };
    if current.is_some_and(|now| now < wanted) && setrlimit(Resource::Nofile, raised).is_err() {
        tracing::warn!("few files may be open; many connections at a time will be refused");
    }
}

/// Listens to an address.
pub(crate) async fn bind(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::new(format!("{address}: このアドレスとポートで待ち受けられません（{error}）。"))
    })
}

async fn end_asked_for() -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate()).map_err(Failure::new)?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed.map_err(Failure::new),
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_table_takes_the_place_of_the_built_in_one_or_nothing_starts() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(matrix(dir.path()).unwrap(), Matrix::built_in());
        let path = dir.path().join(MATRIX);
        let row = "me.look\tclinic\tperson\t*\town\t-\t-\t-\tours\n";
        std::fs::write(&path, row).unwrap();
        assert_eq!(matrix(dir.path()).unwrap(), Matrix::parse(row).unwrap());
        std::fs::write(&path, "me.look\tclinics\n").unwrap();
        assert!(matrix(dir.path()).is_err());
        std::fs::write(&path, [0xff]).unwrap();
        assert!(matrix(dir.path()).is_err());
    }
}
