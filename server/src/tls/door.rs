use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::config;
use crate::act::Ids;
use crate::ca::{Authority, CaError, Https};
use crate::moment::{self, Clock, Moment};
use crate::store::Store;
use crate::terminals::{self, Registry, Standing, Trust};

/// How long a handshake may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(5);
/// How often the operator's files are looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Where the server's own certificate comes from.
pub(crate) enum Source {
    /// The data folder's own authority, for this host.
    Own(String),
    /// Files of the operator: certificates and key.
    Files(PathBuf, PathBuf),
}

/// Why the listener cannot open.
#[derive(Debug)]
pub(crate) enum DoorError {
    Ca(CaError),
    Tls(rustls::Error),
}

impl fmt::Display for DoorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DoorError::Ca(error) => error.fmt(f),
            DoorError::Tls(error) => write!(f, "the server's certificate cannot be used: {error}"),
        }
    }
}

impl From<CaError> for DoorError {
    fn from(error: CaError) -> DoorError {
        DoorError::Ca(error)
    }
}

/// Takes connections in. What it goes by is read again when the operator's files change.
pub(crate) struct Door {
    data: PathBuf,
    source: Source,
    store: Arc<dyn Store>,
    registry: Arc<Registry>,
    clock: Clock,
    ids: Ids,
    rules: RwLock<Arc<Rules>>,
}

/// What is read from the operator's files.
struct Rules {
    acceptor: TlsAcceptor,
    trust: Trust,
    authority: Arc<Authority>,
    signature: terminals::Signature,
    renew_at: Option<Moment>,
}

impl Door {
    /// Reads the operator's files.
    pub(crate) fn new(
        data: &Path,
        source: Source,
        store: Arc<dyn Store>,
        clock: Clock,
        ids: Ids,
    ) -> Result<Door, DoorError> {
        let rules = RwLock::new(Arc::new(read(data, &source)?));
        let registry = Arc::new(Registry::new(Arc::clone(&store), clock.clone()));
        Ok(Door { data: data.to_owned(), source, store, registry, clock, ids, rules })
    }

    /// The authority that issues terminals' certificates.
    pub(crate) fn authority(&self) -> Arc<Authority> {
        Arc::clone(&self.rules().authority)
    }

    /// Shakes hands, and says as what the client came; none when it is gone or speaks no TLS 1.3.
    pub(crate) async fn enter(&self, stream: TcpStream) -> Option<(TlsStream<TcpStream>, Standing)> {
        let rules = self.rules();
        let shaken = tokio::time::timeout(HANDSHAKE_TIME, rules.acceptor.accept(stream)).await;
        let stream = match shaken {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                tracing::debug!(%error, "a handshake failed");
                return None;
            }
            Err(_) => {
                tracing::debug!("a handshake took too long");
                return None;
            }
        };
        let shown = stream.get_ref().1.peer_certificates().unwrap_or_default();
        let now = (self.clock)();
        let standing = match terminals::judge(shown, &rules.trust, now) {
            Ok(certified) => terminals::admit(&self.store, &self.registry, certified, now, &self.ids).await,
            Err(refusal) => Err(refusal),
        };
        let standing = standing.unwrap_or_else(Standing::refused);
        Some((stream, standing))
    }

    /// Watches terminals and the operator's files until the task is dropped.
    pub(crate) async fn watch(self: Arc<Door>) {
        tokio::join!(Arc::clone(&self.registry).run(), self.reread());
    }

    fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn reread(&self) {
        loop {
            tokio::time::sleep(PAUSE).await;
            let rules = self.rules();
            let is_old = rules.renew_at.is_some_and(|at| moment::machine() >= at);
            if !is_old && terminals::signature(&self.data) == rules.signature {
                continue;
            }
            match read(&self.data, &self.source) {
                Ok(rules) => {
                    *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
                    tracing::info!("the operator's certificates were read again");
                }
                // Half-written files, most likely: what was good a second ago still is.
                Err(error) => tracing::warn!(%error, "the operator's certificates could not be read again"),
            }
        }
    }
}

fn read(data: &Path, source: &Source) -> Result<Rules, DoorError> {
    // Before the files themselves: a change in between is seen the next time.
    let signature = terminals::signature(data);
    let (trust, authority) = Trust::load(data)?;
    let https = match source {
        Source::Own(host) => Https::issue(&data.join(terminals::CA), host, moment::machine())?,
        Source::Files(chain, key) => Https::bring(chain, key)?,
    };
    let renew_at = https.renew_at;
    let config = config::server(https, &trust).map_err(DoorError::Tls)?;
    Ok(Rules {
        acceptor: TlsAcceptor::from(Arc::new(config)),
        trust,
        authority: Arc::new(authority),
        signature,
        renew_at,
    })
}
