//! Live events with resume: rows of the store, so that neither a reconnect nor a restart loses one.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use access::Action;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;
use wire::events::Event;

use super::App;
use super::call::Call;
use super::identity::identify;
use super::problem::Problem;
use super::visit::Visit;
use crate::act;
use crate::store::{self, StoreError};

/// A comment is sent after this many looks without an event, so that both ends notice a dead connection.
const HEARTBEAT: u32 = 3;
/// How often a stream looks whether whoever opened it may still listen. Its own server's doings it hears of at once.
const CHECK: Duration = Duration::from_secs(5);
/// Events read at a time.
const CHUNK: usize = 200;
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// `GET /events`.
pub(super) async fn stream(call: Call) -> Result<Response, Problem> {
    let recipient = act::recipient(&call.actor()?.place);
    // Listening begins before the first read: what is committed in between is seen by one of them.
    let listen = call.app.store.feed().listen(&recipient);
    let stop = call.app.stop.clone();
    let wanted = call.header(&LAST_EVENT_ID).map(str::to_owned);
    let app = Arc::clone(&call.app);
    let session = call.actor()?.session().map(|id| call.app.sessions.listen(id));
    let listener = Listener { visit: call.visit.clone(), headers: call.headers.clone(), session };
    let mut reader =
        Reader { app, recipient, listen, stop, listener, epoch: 0, at: 0, queue: VecDeque::new(), silent: 0 };
    reader.start(wanted.as_deref()).await?;
    let body = Body::from_stream(stream::unfold(reader, |mut reader| async {
        let frame = reader.next().await?;
        Some((Ok::<_, Infallible>(frame), reader))
    }));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}

/// Who opened the stream, to be asked again and again.
struct Listener {
    visit: Visit,
    headers: HeaderMap,
    /// Becomes true when the session ends.
    session: Option<watch::Receiver<bool>>,
}

impl Listener {
    /// Waits until the session ends, or the terminal is one no more.
    async fn ended(&mut self) {
        let session = async {
            match &mut self.session {
                // A closed channel is a server that ends.
                Some(session) => drop(session.wait_for(|ended| *ended).await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = session => {}
            () = self.visit.standing.ended() => {}
        }
    }
}

struct Reader {
    app: Arc<App>,
    recipient: String,
    listen: watch::Receiver<u64>,
    stop: watch::Receiver<bool>,
    listener: Listener,
    epoch: u32,
    /// Number of the last event read.
    at: u64,
    queue: VecDeque<Bytes>,
    /// Looks without an event.
    silent: u32,
}

impl Reader {
    /// Whether whoever opened the stream may still listen. Listening alone keeps no session alive.
    async fn may_listen(&self) -> bool {
        let Listener { visit, headers, .. } = &self.listener;
        let found = identify(&self.app, visit, headers, false).await;
        let now = (self.app.clock)().0;
        found.is_ok_and(|identity| {
            self.app.matrix.may_any(&identity.as_party(), Action::EventsListen, now).allowed
        })
    }

    /// Goes on after the event the caller names, or says that the lists are to be loaded again.
    async fn start(&mut self, wanted: Option<&str>) -> Result<(), StoreError> {
        let (epoch, (first, last)) = self.range().await?;
        (self.epoch, self.at) = (epoch, last);
        let Some(wanted) = wanted else {
            // An id without data: a reader that reconnects before the first event still names its place.
            self.queue.push_back(format!("retry: 2000\nid: {epoch}-{last}\n\n").into());
            return Ok(());
        };
        let wanted = wanted
            .split_once('-')
            .and_then(|(epoch, number)| Some((epoch.parse::<u32>().ok()?, number.parse::<u64>().ok()?)));
        match wanted {
            Some((its, number)) if its == epoch && number + 1 >= first && number <= last => self.at = number,
            _ => self.push(last, &Event::Reload)?,
        }
        Ok(())
    }

    /// The next bytes of the stream; none when the server ends, the terminal is one no more or
    /// the store fails, and the caller comes again.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(frame) = self.queue.pop_front() {
                return Some(frame);
            }
            if *self.stop.borrow() || self.listener.visit.standing.terminal().is_err() {
                return None;
            }
            if let Err(error) = self.fill().await {
                tracing::warn!(%error, "an event stream ends");
                return None;
            }
            if !self.queue.is_empty() {
                continue;
            }
            tokio::select! {
                changed = self.listen.changed() => changed.ok()?,
                _ = self.stop.changed() => return None,
                () = self.listener.ended() => return None,
                () = tokio::time::sleep(CHECK) => {
                    if !self.may_listen().await {
                        return None;
                    }
                    self.silent += 1;
                    if self.silent.is_multiple_of(HEARTBEAT) {
                        self.queue.push_back(Bytes::from_static(b":\n\n"));
                    }
                }
            }
        }
    }

    async fn fill(&mut self) -> Result<(), StoreError> {
        let (epoch, (_, last)) = self.range().await?;
        if epoch != self.epoch {
            (self.epoch, self.at) = (epoch, last);
            return self.push(last, &Event::Reload);
        }
        let (recipient, at) = (self.recipient.clone(), self.at);
        let store = Arc::clone(&self.app.store);
        let rows = store::read(store, move |rows| rows.events(&recipient, at, CHUNK)).await?;
        for row in rows {
            self.push(row.number, &row.event)?;
            self.at = row.number;
        }
        Ok(())
    }

    async fn range(&self) -> Result<(u32, (u64, u64)), StoreError> {
        let recipient = self.recipient.clone();
        let store = Arc::clone(&self.app.store);
        store::read(store, move |rows| Ok((rows.epoch()?, rows.event_range(&recipient)?))).await
    }

    fn push(&mut self, number: u64, event: &Event) -> Result<(), StoreError> {
        let data = serde_json::to_string(event)?;
        self.queue.push_back(format!("id: {}-{number}\ndata: {data}\n\n", self.epoch).into());
        Ok(())
    }
}
