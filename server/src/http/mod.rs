//! HTTP: routes, problems, events, pages.

mod assets;
mod call;
mod codes;
mod drafts;
mod events;
mod gate;
mod health;
mod hosts;
mod letters;
mod listen;
mod me;
mod openapi;
mod people;
mod phrases;
mod problem;
mod receipts;
mod requests;
mod reset;
mod route;
mod router;

use std::sync::Arc;

use tokio::sync::{Notify, watch};

pub(crate) use assets::Site;
pub(crate) use hosts::Hosts;
pub(crate) use listen::listen;
pub(crate) use router::router;

use crate::act::Ids;
use crate::moment::Clock;
use crate::receipt::Signer;
use crate::store::Store;

/// Everything a request needs.
pub(crate) struct App {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) signer: Signer,
    pub(crate) hosts: Hosts,
    pub(crate) site: Site,
    /// Wakes the relay.
    pub(crate) relay: Arc<Notify>,
    /// Becomes true when the server is to end: open event streams end with it.
    pub(crate) stop: watch::Receiver<bool>,
}
