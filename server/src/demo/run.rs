use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::certified;
use super::organisations::{HOSTS, actor};
use super::seed::seed_once;
use crate::arguments::DemoOptions;
use crate::ca::Https;
use crate::failure::{Failure, say};
use crate::http::{App, Entrance, Hosts, Listener, router};
use crate::moment::{self, Clock};
use crate::running::{self, Plan};
use crate::store::{self, Store};
use crate::terminals::CA;
use crate::tls::Source;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The host of the certified listener, as the demonstration's terminals know it.
const HOST: &str = "localhost";

/// The port of the certified listener, when no other is named.
const TLS_PORT: u16 = 8443;

/// Runs the demonstration until it is told to end.
pub(crate) fn run(options: &DemoOptions) -> Result<ExitCode, Failure> {
    running::log();
    let data = options.data.clone().unwrap_or_else(own_folder);
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let served = runtime.block_on(serve(options, &data));
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

fn app(options: &DemoOptions, data: &Path, tls_port: u16) -> Result<(App, watch::Sender<bool>), Failure> {
    running::folder(data)?;
    let clock: Clock = options.today.map_or_else(|| Arc::new(moment::machine) as Clock, moment::as_if);
    let ca = data.join(CA);
    if !ca.exists() {
        crate::ca::Authority::create(&ca, moment::machine()).map_err(Failure::new)?;
    }
    Https::prepare(&ca, HOST, moment::machine()).map_err(Failure::new)?;
    running::app(Plan {
        data,
        site: options.site.as_deref(),
        clock,
        audit_copy: options.audit_copy.as_deref(),
        hosts: hosts(),
        source: Source::Own(HOST.to_owned()),
        origin: (HOST, tls_port),
        demo: true,
    })
}

/// The demonstration's hosts: its people, and the start page.
pub(crate) fn hosts() -> Hosts {
    let mut hosts = Hosts::certified(HOST);
    hosts.add("localhost", None);
    for (name, user) in HOSTS {
        hosts.add(name, actor(user));
    }
    hosts
}

/// The certified listener's own port: the same each time if it can be, for the pages that a browser keeps name it.
async fn certified_port(options: &DemoOptions) -> Result<TcpListener, Failure> {
    let wanted = options.tls_port.unwrap_or(if options.port == 0 { 0 } else { TLS_PORT });
    let bound = running::bind(&format!("127.0.0.1:{wanted}")).await;
    if bound.is_err() && options.tls_port.is_none() {
        return running::bind("127.0.0.1:0").await;
    }
    bound
}

async fn serve(options: &DemoOptions, data: &Path) -> Result<(), Failure> {
    let tls = certified_port(options).await?;
    let tls_port = tls.local_addr().map_err(Failure::new)?.port();
    let (app, stop) = app(options, data, tls_port)?;
    let (clock, signer) = (app.clock.clone(), app.signer.clone());
    let store: Arc<dyn Store> = Arc::clone(&app.store);
    let epoch = store::write(&*store, move |tx| {
        seed_once(tx, clock(), &signer)?;
        tx.epoch()
    });
    app.epoch.store(epoch.await.map_err(Failure::new)?, Ordering::Release);
    let v4 = running::bind(&format!("127.0.0.1:{}", options.port)).await?;
    let port = v4.local_addr().map_err(Failure::new)?.port();
    let app = Arc::new(app);
    let pages = router(Arc::clone(&app), Entrance::Demo);
    let mut listeners = vec![Listener { tcp: v4, router: pages.clone(), door: None }];
    match running::bind(&format!("[::1]:{port}")).await {
        Ok(tcp) => listeners.push(Listener { tcp, router: pages, door: None }),
        // A machine without IPv6 is served by the other address.
        Err(_) => tracing::info!("::1 is not there"),
    }
    let certified_pages = router(Arc::clone(&app), Entrance::Certified);
    listeners.push(Listener { tcp: tls, router: certified_pages, door: app.door.clone() });
    let begun = match options.bench {
        true => store::read(Arc::clone(&store), super::story::begun).await.map_err(Failure::new)?,
        false => None,
    };
    let terminals = certified::prepare(&app, data).await?;
    let ready = || {
        if options.bench {
            say(&format!("bench http://ishi.localhost:{port}/letters/{}", begun.unwrap_or_default()));
        }
        say(&format!("certified https://{HOST}:{tls_port} ({})", terminals.display()));
        say(&format!(
            "端末の証明書の入れ方は {} にあります。",
            terminals.join(certified::GUIDE_FILE).display()
        ));
        say(&format!("ready http://localhost:{port}"));
    };
    running::serve(app, stop, listeners, ready).await
}
