//! How a request came in. The gate finds it out once; everything behind goes by it.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header;

use super::App;
use super::gate::{Entrance, text};
use super::hosts::is_this_machine;
use super::listen::Remote;
use super::rates::Asker;
use crate::act::{Actor, Place};
use crate::terminals::{Refusal, Standing, Terminal};

/// Where a request came in, and from which terminal.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) at: At,
    /// The terminal, and whether it still is one.
    pub(super) standing: Standing,
    /// The address it came from.
    pub(super) remote: Option<IpAddr>,
}

/// Which pages it came to.
#[derive(Clone)]
pub(super) enum At {
    /// Those of a person of the demonstration.
    Person(Actor),
    /// The demonstration's start page, where nobody lives.
    Start,
    /// The certified listener's.
    Certified,
    /// The operator's own, on this machine alone.
    Operator,
    /// Somewhere this server is not.
    Elsewhere,
}

impl Visit {
    pub(super) fn of(app: &App, entrance: Entrance, request: &Request) -> Visit {
        let host = text(request.headers(), &header::HOST).unwrap_or_default();
        let at = match entrance {
            Entrance::Demo => match app.hosts.find(host) {
                Some(Some(actor)) => At::Person(actor),
                Some(None) => At::Start,
                None => At::Elsewhere,
            },
            Entrance::Certified if app.hosts.is_certified(host) => At::Certified,
            Entrance::Operator if is_this_machine(host) => At::Operator,
            Entrance::Certified | Entrance::Operator => At::Elsewhere,
        };
        let standing = match &at {
            // The page of a person in the demonstration is the person's terminal.
            At::Person(actor) => Standing::lasting(Terminal::demo(actor.place.clone())),
            At::Start | At::Certified | At::Operator | At::Elsewhere => {
                let shown = request.extensions().get::<Standing>().cloned();
                shown.unwrap_or_else(|| Standing::refused(Refusal::Missing))
            }
        };
        let remote = request.extensions().get::<Remote>().map(|remote| remote.0);
        Visit { at, standing, remote }
    }

    /// Whose share of the server is taken from.
    pub(super) fn asker(&self) -> Asker {
        match self.standing.terminal() {
            Ok(terminal) => Asker::Terminal(terminal.fingerprint.hex()),
            Err(_) => Asker::stranger(self.remote),
        }
    }

    /// The place of the terminal that holds.
    pub(super) fn place(&self) -> Option<&Place> {
        self.standing.terminal().ok().map(|terminal| &terminal.place)
    }
}
