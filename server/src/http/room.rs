//! How many connections are open, and whose turn it is to go when there are too many.
//!
//! A connection is a stranger's until it has shown a certificate that holds. When strangers are too many, the oldest of
//! them goes: whoever is slow on purpose makes room for a terminal, whose handshake is done before it is the oldest.

use std::collections::HashMap;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use super::rates::{Asker, Rate, Rates};
use crate::terminals::network;

/// What is allowed at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Open connections.
    pub(crate) all: usize,
    /// Those of strangers.
    pub(crate) strangers: usize,
    /// Those of strangers from one network.
    pub(crate) network: usize,
    /// Those of one terminal.
    pub(crate) terminal: usize,
    /// Connections of a network that come to nothing: so many at once, and the pause after which one more may come.
    pub(crate) handshakes: (u32, Duration),
    /// How long the head of a request may take to arrive.
    pub(crate) head: Duration,
    /// How long a stranger's connection may last.
    pub(crate) stranger: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            all: 2048,
            strangers: 1024,
            network: 256,
            terminal: 128,
            handshakes: (300, Duration::from_millis(20)),
            head: Duration::from_secs(10),
            stranger: Duration::from_secs(120),
        }
    }
}

/// Where connections are counted.
#[derive(Debug)]
pub(super) struct Room {
    limits: Limits,
    handshakes: Rates,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    next: u64,
    guests: HashMap<u64, Guest>,
}

#[derive(Debug)]
enum Guest {
    /// Told to go by the sender's end.
    Stranger { network: IpAddr, _stay: oneshot::Sender<()> },
    /// A terminal's, by its fingerprint.
    Terminal(String),
    /// This machine's own, where no certificate is asked for.
    Own,
}

/// A place in the room. Dropped, it is free again.
#[derive(Debug)]
pub(super) struct Place {
    room: Arc<Room>,
    number: u64,
    network: IpAddr,
}

/// Ends when whoever has the place must make room for somebody else.
pub(super) type Dismissal = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Room {
    pub(super) fn new(limits: Limits) -> Arc<Room> {
        let rate = Rate { at_once: limits.handshakes.0, every: limits.handshakes.1 };
        Arc::new(Room { limits, handshakes: Rates::new(rate, rate), inside: Mutex::default() })
    }

    /// A place for a connection from this address; none when the address comes too often, or everybody inside has more of
    /// a right to be there.
    pub(super) fn enter(self: &Arc<Room>, address: IpAddr, is_own: bool) -> Option<(Place, Dismissal)> {
        if !is_own && !self.handshakes.take(Asker::stranger(Some(address))) {
            return None;
        }
        let network = network(address);
        let (stay, told) = oneshot::channel();
        let mut inside = self.inside();
        if !is_own {
            if inside.strangers(Some(network)) >= self.limits.network {
                inside.dismiss_oldest(Some(network));
            }
            if inside.strangers(None) >= self.limits.strangers {
                inside.dismiss_oldest(None);
            }
        }
        if inside.guests.len() >= self.limits.all && !inside.dismiss_oldest(None) {
            return None;
        }
        let number = inside.next;
        inside.next += 1;
        let guest = if is_own { Guest::Own } else { Guest::Stranger { network, _stay: stay } };
        inside.guests.insert(number, guest);
        Some((
            Place { room: Arc::clone(self), number, network },
            Box::pin(Arc::clone(self).dismissed(number, told)),
        ))
    }

    /// A connection that proved itself, or is this machine's own, is never dismissed.
    async fn dismissed(self: Arc<Room>, number: u64, told: oneshot::Receiver<()>) {
        // The sender goes with the entry, and also when the entry becomes another.
        let _ = told.await;
        if self.inside().guests.contains_key(&number) {
            std::future::pending::<()>().await;
        }
    }

    /// Sends a stranger away, because the system has no room for another connection.
    pub(super) fn make_room(&self) {
        self.inside().dismiss_oldest(None);
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn strangers(&self, of: Option<IpAddr>) -> usize {
        self.guests.values().filter(|guest| guest.is_stranger(of)).count()
    }

    /// Sends the stranger away who has been here longest; whether there was one.
    fn dismiss_oldest(&mut self, of: Option<IpAddr>) -> bool {
        let strangers = self.guests.iter().filter(|(_, guest)| guest.is_stranger(of));
        let oldest = strangers.map(|(number, _)| *number).min();
        oldest.is_some_and(|number| self.guests.remove(&number).is_some())
    }
}

impl Guest {
    fn is_stranger(&self, of: Option<IpAddr>) -> bool {
        matches!(self, Guest::Stranger { network, .. } if of.is_none_or(|of| of == *network))
    }
}

impl Place {
    pub(super) fn limits(&self) -> Limits {
        self.room.limits
    }

    /// The connection has shown a certificate that holds: nobody sends it away any more. Whether the terminal may have one
    /// more connection.
    pub(super) fn prove(&self, fingerprint: String) -> bool {
        self.room.handshakes.give_back(&Asker::stranger(Some(self.network)));
        let mut inside = self.room.inside();
        let open =
            inside.guests.values().filter(|guest| matches!(guest, Guest::Terminal(of) if *of == fingerprint));
        if open.count() >= self.room.limits.terminal {
            return false;
        }
        // Sent away a moment ago, it stays away.
        match inside.guests.get_mut(&self.number) {
            Some(guest) => *guest = Guest::Terminal(fingerprint),
            None => return false,
        }
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.inside().guests.remove(&self.number);
    }
}
