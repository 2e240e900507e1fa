//! Who asks, by the name of the host: in the demonstration each person lives on an origin of its own.

use std::collections::HashMap;

use crate::act::Actor;

/// The host names this server answers to, each with the person who lives there.
#[derive(Default)]
pub(crate) struct Hosts {
    pages: HashMap<String, Option<Actor>>,
    certified: String,
}

impl Hosts {
    /// Names the host of the certified listener.
    pub(crate) fn certified(name: &str) -> Hosts {
        Hosts { pages: HashMap::new(), certified: name.to_ascii_lowercase() }
    }

    /// Adds a host name of the demonstration; without a person it shows the start page alone.
    pub(crate) fn add(&mut self, name: &str, actor: Option<Actor>) {
        self.pages.insert(name.to_owned(), actor);
    }

    /// The person of a `Host` header, any port; none when this server does not answer to the name.
    pub(crate) fn find(&self, host: &str) -> Option<Option<Actor>> {
        self.pages.get(&name(host)).cloned()
    }

    /// Whether a `Host` header names the certified listener, any port.
    pub(crate) fn is_certified(&self, host: &str) -> bool {
        !self.certified.is_empty() && name(host) == self.certified
    }
}

/// Whether a `Host` header names this machine itself, any port.
pub(super) fn is_this_machine(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].contains(&&*name(host))
}

/// A `Host` header without its port.
fn name(host: &str) -> String {
    let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    port.map_or(host, |(name, _)| name).to_ascii_lowercase()
}
