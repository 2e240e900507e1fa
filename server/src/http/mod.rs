//! HTTP: routes, problems, events, pages.

mod assets;
mod attempt;
mod audit;
mod call;
mod codes;
mod connection;
mod drafts;
mod events;
mod gate;
mod headers;
mod hosts;
mod identity;
mod invitations;
mod letter_files;
mod letters;
mod listen;
mod me;
mod meters;
mod openapi;
mod operator;
mod passkeys;
mod people;
mod phrases;
mod prints;
mod problem;
mod programs;
mod proof;
mod rates;
mod receipts;
mod recoveries;
mod recovery_key;
mod requests;
mod reset;
mod room;
mod route;
mod router;
mod routes;
mod sessions;
mod sign_in;
mod step_ups;
mod terminals;
mod users;
mod visit;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use tokio::sync::{Notify, watch};

pub(crate) use assets::{Site, SiteFiles};
pub(crate) use attempt::Refusals;
pub(crate) use gate::Entrance;
pub(crate) use hosts::Hosts;
#[cfg(test)]
pub(crate) use listen::Remote;
pub(crate) use listen::{Listener, listen};
pub(crate) use meters::Meters;
pub(crate) use rates::Rates;
pub(crate) use room::Limits;
pub(crate) use router::router;

use crate::act::Ids;
use crate::moment::Clock;
use crate::receipt::Signer;
use crate::store::Store;
use crate::terminals::Attempts;
use crate::tls::Door;

/// Method and path of every route of the API.
#[cfg(test)]
pub(crate) fn contract_routes() -> Vec<(&'static str, &'static str)> {
    routes::all().map(|route| (route.method.name(), route.path)).collect()
}

/// docs/ERRORS.md: every code.
#[cfg(test)]
pub(crate) fn errors_page() -> String {
    let mut page = String::from(
        "# Problem codes\n\nEvery refusal is `application/problem+json` with one of these codes. A code never changes its \
         meaning. This page is generated.\n\n| code | status | what happened | what to do |\n|---|---|---|---|\n",
    );
    for code in codes::Code::ALL {
        let (title, action) = (code.title(), code.action());
        page.push_str(&format!("| `{}` | {} | {title} | {action} |\n", code.text(), code.status()));
    }
    page
}

/// Everything a request needs.
pub(crate) struct App {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) signer: Signer,
    pub(crate) hosts: Hosts,
    pub(crate) site: Site,
    /// How often each address tried a wrong enrolment code.
    pub(crate) attempts: Attempts,
    /// The certified listener, where there is one.
    pub(crate) door: Option<Arc<Door>>,
    /// Whether everything here is fictional.
    pub(crate) demo: bool,
    /// Who may do what.
    pub(crate) matrix: access::Matrix,
    pub(crate) passkeys: crate::passkeys::Passkeys,
    /// Tells what is open that its session has ended.
    pub(crate) sessions: crate::sessions::Watch,
    /// What the app writes, as this server understands it: [`wire::headers::SCHEMA`].
    pub(crate) schema: u16,
    /// The epoch of the server's numbers; a reset raises it.
    pub(crate) epoch: AtomicU32,
    /// What is counted for the operator.
    pub(crate) meters: Meters,
    /// How often each may ask.
    pub(crate) rates: Rates,
    /// Which refused attempts are written down.
    pub(crate) refusals: Refusals,
    /// Wakes the relay.
    pub(crate) relay: Arc<Notify>,
    /// Becomes true when the server is to end: open event streams end with it.
    pub(crate) stop: watch::Receiver<bool>,
}
