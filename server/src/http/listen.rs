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
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::room::{Limits, Place, Room};
use crate::terminals::Standing;
use crate::tls::Door;

/// The most headers of a request, and the most bytes of its head.
const HEADERS: usize = 64;
const HEAD: usize = 64 * 1024;
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
pub(crate) async fn listen(listeners: Vec<Listener>, limits: Limits, stop: watch::Receiver<bool>) {
    let room = Room::new(limits);
    let mut accepting = JoinSet::new();
    for listener in listeners {
        accepting.spawn(accept(listener, Arc::clone(&room), stop.clone()));
    }
    while accepting.join_next().await.is_some() {}
}

async fn accept(listener: Listener, room: Arc<Room>, mut stop: watch::Receiver<bool>) {
    let mut open = JoinSet::new();
    while !*stop.borrow_and_update() {
        let stream = tokio::select! {
            accepted = listener.tcp.accept() => accepted,
            _ = stop.changed() => break,
        };
        match stream {
            Ok((stream, address)) => {
                // Without a place the connection is closed at once: it costs nothing more.
                if let Some((place, dismissal)) = room.enter(address.ip(), listener.door.is_none()) {
                    let connection = connect(stream, Remote(address.ip()), &listener, place, stop.clone());
                    open.spawn(async move {
                        tokio::select! {
                            () = connection => {}
                            () = dismissal => tracing::debug!("a stranger's connection made room"),
                        }
                    });
                }
            }
            // Out of file descriptors, most likely: others must close first.
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                room.make_room();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        while open.try_join_next().is_some() {}
    }
    let _ = tokio::time::timeout(FAREWELL, async { while open.join_next().await.is_some() {} }).await;
}

/// A connection from its handshake to its end.
fn connect(
    stream: TcpStream,
    remote: Remote,
    listener: &Listener,
    place: Place,
    stop: watch::Receiver<bool>,
) -> impl Future<Output = ()> + Send + use<> {
    let (router, door, limits) = (listener.router.clone(), listener.door.clone(), place.limits());
    async move {
        if stream.set_nodelay(true).is_err() {
            return;
        }
        match door {
            None => serve(stream, remote, router, None, limits, stop).await,
            Some(door) => {
                let Some((stream, standing)) = door.enter(stream).await else { return };
                let is_welcome = match standing.terminal() {
                    Ok(terminal) => place.prove(terminal.fingerprint.hex()),
                    Err(_) => true,
                };
                if is_welcome {
                    serve(stream, remote, router, Some(standing), limits, stop).await;
                }
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

/// Ends when the connection's terminal is one no more, or, where it shows none, after a while.
async fn dismissed(standing: &mut Option<Standing>, stranger: Duration) {
    match standing {
        Some(standing) if standing.terminal().is_ok() => standing.ended().await,
        Some(_) => tokio::time::sleep(stranger).await,
        None => std::future::pending().await,
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    remote: Remote,
    router: Router,
    mut standing: Option<Standing>,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head);
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
        () = dismissed(&mut standing, limits.stranger) => {
            connection.as_mut().graceful_shutdown();
            tokio::time::timeout(LAST_REQUEST, connection).await.unwrap_or(Ok(()))
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}
