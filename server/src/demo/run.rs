use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

use super::organisations::{HOSTS, actor};
use super::seed::seed_once;
use crate::act::uuid7;
use crate::arguments::DemoOptions;
use crate::failure::{Failure, say};
use crate::http::{App, Hosts, Meters, Rates, Site, Source, Strangers, listen, router};
use crate::moment::{self, Clock};
use crate::relay::{self, Desk};
use crate::store::sqlite::Sqlite;
use crate::store::{self, Store};
use crate::{audit, housekeeping, receipt};

/// The database's name in the data folder.
pub(crate) const DATABASE: &str = "ikensho.db";

/// Runs the demonstration until it is told to end.
pub(crate) fn run(options: &DemoOptions) -> Result<ExitCode, Failure> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
    let data = options.data.clone().unwrap_or_else(own_folder);
    let app = app(options, &data);
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let served = app.and_then(|(app, stop)| runtime.block_on(serve(options, app, stop)));
    drop(runtime);
    if options.data.is_none() && std::fs::remove_dir_all(&data).is_err() {
        tracing::warn!("the demonstration's own folder could not be removed");
    }
    served.map(|()| ExitCode::SUCCESS)
}

/// A folder of this process alone.
fn own_folder() -> PathBuf {
    std::env::temp_dir().join(format!("ikensho-demo-{}", std::process::id()))
}

fn app(options: &DemoOptions, data: &Path) -> Result<(App, watch::Sender<bool>), Failure> {
    // The server's user alone may look inside.
    let made = DirBuilder::new().recursive(true).mode(0o700).create(data);
    made.map_err(|error| Failure::new(format!("{}: {error}", data.display())))?;
    let source = match &options.site {
        Some(dir) => Some(Source::Folder(dir.clone())),
        None => Source::inside().map_err(Failure::new)?,
    };
    let site = source.map_or_else(|| Ok(Site::default()), |source| Site::load(&source, &data.join("site")));
    let site = site.map_err(Failure::new)?;
    let copy = options.audit_copy.clone().unwrap_or_else(|| data.join(audit::FOLDER));
    let copy = audit::Copy::open(&copy).map_err(Failure::new)?;
    let store = Sqlite::open_with_copy(&data.join(DATABASE), copy).map_err(Failure::new)?;
    let (stop, stopped) = watch::channel(false);
    let app = App {
        store: Arc::new(store),
        clock: options.today.map_or_else(|| Arc::new(moment::machine) as Clock, moment::as_if),
        ids: Arc::new(uuid7),
        signer: receipt::load(&data.join(receipt::FILE)).map_err(Failure::new)?,
        hosts: hosts(),
        site,
        demo: true,
        matrix: access::Matrix::built_in(),
        passkeys: crate::passkeys::Passkeys::new("localhost", "https://localhost").map_err(Failure::new)?,
        sessions: crate::sessions::Watch::default(),
        epoch: AtomicU32::new(0),
        meters: Meters::default(),
        rates: Rates::default(),
        strangers: Strangers::default(),
        relay: Arc::new(Notify::new()),
        stop: stopped,
    };
    Ok((app, stop))
}

/// The demonstration's hosts: its people, and the start page.
pub(crate) fn hosts() -> Hosts {
    let mut hosts = Hosts::default();
    hosts.add("localhost", None);
    for (name, user) in HOSTS {
        hosts.add(name, actor(user));
    }
    hosts
}

async fn serve(options: &DemoOptions, app: App, stop: watch::Sender<bool>) -> Result<(), Failure> {
    let (clock, signer) = (app.clock.clone(), app.signer.clone());
    let store: Arc<dyn Store> = Arc::clone(&app.store);
    let epoch = store::write(&*store, move |tx| {
        seed_once(tx, clock(), &signer)?;
        tx.epoch()
    });
    app.epoch.store(epoch.await.map_err(Failure::new)?, Ordering::Release);
    let v4 = bind(&format!("127.0.0.1:{}", options.port)).await?;
    let port = v4.local_addr().map_err(Failure::new)?.port();
    let mut listeners = vec![v4];
    match bind(&format!("[::1]:{port}")).await {
        Ok(v6) => listeners.push(v6),
        // A machine without IPv6 is served by the other address.
        Err(_) => tracing::info!("::1 is not there"),
    }
    let relay = relay::run(Arc::clone(&store), app.clock.clone(), Arc::new(Desk), Arc::clone(&app.relay));
    let tidying = housekeeping::run(Arc::clone(&store), app.clock.clone());
    let (clock, signer) = (app.clock.clone(), app.signer.clone());
    let signing = audit::checkpoints(Arc::clone(&store), clock.clone(), signer.clone());
    let tasks = [tokio::spawn(relay), tokio::spawn(tidying), tokio::spawn(signing)];
    let stopped = app.stop.clone();
    let serving = tokio::spawn(listen(listeners, router(Arc::new(app)), stopped));
    if options.bench {
        let begun = store::read(Arc::clone(&store), super::story::begun).await.map_err(Failure::new)?;
        say(&format!("bench http://ishi.localhost:{port}/letters/{}", begun.unwrap_or_default()));
    }
    say(&format!("ready http://localhost:{port}"));
    end_asked_for().await?;
    stop.send_replace(true);
    for task in tasks {
        task.abort();
    }
    serving.await.map_err(Failure::new)?;
    // The last word of this process.
    audit::checkpoint(&store, &clock, &signer).await.map(drop).map_err(Failure::new)
}

async fn bind(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| Failure::new(format!("{address}: {error}")))
}

/// Waits for Ctrl-C or the system's polite request to end.
async fn end_asked_for() -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate()).map_err(Failure::new)?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed.map_err(Failure::new),
        _ = terminated.recv() => Ok(()),
    }
}
