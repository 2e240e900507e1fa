//! What can be measured of the way to the server and of this terminal.

use std::rc::Rc;

use js_sys::Date;
use wire::paths;
use wire::terminals::ConnectionView;

use super::device::Device;
use super::net::Ask;
use super::{clock, js};

/// What was measured.
#[derive(Debug, Clone)]
pub struct Connection {
    /// When, RFC 3339 UTC.
    pub at: String,
    /// What the server says of the connection; `None` when it did not answer.
    pub view: Option<ConnectionView>,
    /// How long the answer took.
    pub took_ms: u64,
    /// Server time minus this terminal's, in seconds, as exactly as the answer's way allows.
    pub skew_seconds: Option<f64>,
    /// Whether the worker answers for this page, so that it opens without a net.
    pub works_offline: bool,
}

impl Device {
    /// Measures now.
    pub(super) async fn measure_connection(self: &Rc<Self>) -> Connection {
        let (begun, steady) = (Date::now(), js::steady_ms());
        let reply = self.ask(&Ask::get(paths::CONNECTION)).await;
        let took_ms = js::steady_ms() - steady;
        let view = reply.and_then(|reply| reply.read::<ConnectionView>()).ok();
        let skew = view.as_ref().map(|view| Date::parse(&view.server_time) - (begun + took_ms as f64 / 2.0));
        self.measure().await;
        Connection {
            at: clock::now(),
            took_ms,
            skew_seconds: skew.filter(|skew| skew.is_finite()).map(|skew| skew / 1000.0),
            works_offline: has_worker(),
            view,
        }
    }
}

fn has_worker() -> bool {
    let workers = js::property(&js::global("navigator"), "serviceWorker");
    workers.is_object() && js::property(&workers, "controller").is_object()
}
