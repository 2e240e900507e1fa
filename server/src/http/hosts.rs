//! Who asks, by the name of the host: in the demonstration each person lives on an origin of its own.

use std::collections::HashMap;

use crate::act::Actor;

/// The host names this server answers to, each with the person who lives there.
#[derive(Default)]
pub(crate) struct Hosts(HashMap<String, Option<Actor>>);

impl Hosts {
    /// Adds a host name; without a person it shows the start page alone.
    pub(crate) fn add(&mut self, name: &str, actor: Option<Actor>) {
        self.0.insert(name.to_owned(), actor);
    }

    /// The person of a `Host` header, any port; none when this server does not answer to the name.
    pub(crate) fn find(&self, host: &str) -> Option<Option<Actor>> {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        self.0.get(&name.to_ascii_lowercase()).cloned()
    }
}
