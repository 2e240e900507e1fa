use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::terminals::Standing;
use crate::tls::Door;

/// How long the head of a request may take to arrive.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// The most headers of a request, and the most bytes of its head.
const HEADERS: usize = 64;
const HEAD: usize = 64 * 1024;
/// The most connections at a time; more wait in the system's queue.
const CONNECTIONS: usize = 2048;
/// How long open requests may go on when the server is to end.
const FAREWELL: Duration = Duration::from_secs(10);
/// How long an open request may go on whose terminal is one no more.
const LAST_REQUEST: Duration = Duration::from_secs(3);

/// Addresses that are listened to, and what is answered there.
pub(crate) struct Listener {
    pub(crate) tcp: TcpListener,
    pub(crate) router: Router,
    /// Certificates are asked for where there is a door.
    pub(crate) door: Option<Arc<Door>>,
}

/// The address a request comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Remote(pub(crate) IpAddr);

/// Serves every listener until `stop` becomes true and open requests have ended.
pub(crate) async fn listen(listeners: Vec<Listener>, stop: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut accepting = JoinSet::new();
    for listener in listeners {
        accepting.spawn(accept(listener, Arc::clone(&room), stop.clone()));
    }
    while accepting.join_next().await.is_some() {}
}

async fn accept(listener: Listener, room: Arc<Semaphore>, mut stop: watch::Receiver<bool>) {
    let Listener { tcp, router, door } = listener;
    let mut open = JoinSet::new();
    while !*stop.borrow_and_update() {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let stream = tokio::select! {
            accepted = tcp.accept() => accepted,
            _ = stop.changed() => break,
        };
        match stream {
            Ok((stream, address)) => {
                let remote = Remote(address.ip());
                let connection = connect(stream, remote, router.clone(), door.clone(), stop.clone());
                open.spawn(async move {
                    connection.await;
                    drop(place);
                });
            }
            // Out of file descriptors, most likely: others must close first.
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        while open.try_join_next().is_some() {}
    }
    let _ = tokio::time::timeout(FAREWELL, async { while open.join_next().await.is_some() {} }).await;
}

async fn connect(
    stream: TcpStream,
    remote: Remote,
    router: Router,
    door: Option<Arc<Door>>,
    stop: watch::Receiver<bool>,
) {
    if stream.set_nodelay(true).is_err() {
        return;
    }
    match door {
        None => serve(stream, remote, router, None, stop).await,
        Some(door) => {
            if let Some((stream, standing)) = door.enter(stream).await {
                serve(stream, remote, router, Some(standing), stop).await;
            }
        }
    }
}

/// Ends when `stop` becomes true, or nobody is left to say so.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    while !*stop.borrow_and_update() {
        if stop.changed().await.is_err() {
            return;
        }
    }
}

/// Ends when the connection's terminal is one no more.
async fn dismissed(standing: &mut Option<Standing>) {
    match standing {
        Some(standing) => standing.ended().await,
        None => std::future::pending().await,
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    remote: Remote,
    router: Router,
    mut standing: Option<Standing>,
    mut stop: watch::Receiver<bool>,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
    builder.max_headers(HEADERS).max_buf_size(HEAD);
    let (service, shown) = (TowerToHyperService::new(router), standing.clone());
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(remote);
        if let Some(standing) = &shown {
            request.extensions_mut().insert(standing.clone());
        }
        service.call(request)
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
        () = dismissed(&mut standing) => {
            connection.as_mut().graceful_shutdown();
            tokio::time::timeout(LAST_REQUEST, connection).await.unwrap_or(Ok(()))
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}
