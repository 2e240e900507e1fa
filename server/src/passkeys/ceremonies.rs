use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyAuthentication, PasskeyRegistration};

use super::{CEREMONY_MINUTES, Fault, Operation};
use crate::moment::Moment;
use crate::terminals::Fingerprint;

/// The most ceremonies under way at one terminal; the oldest is given up for a new one.
const MOST: usize = 16;

/// Where a ceremony takes place: it is finished where it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seat {
    /// The terminal's certificate.
    pub(crate) fingerprint: Fingerprint,
    /// The session, where there is one.
    pub(crate) session: Option<String>,
}

/// What a ceremony is for, and what its answer is checked with.
pub(crate) enum Ceremony {
    /// Somebody signs in.
    SignIn(DiscoverableAuthentication),
    /// Somebody uses an invitation.
    Invitation {
        /// Of the code.
        hash: String,
        user_id: String,
        state: PasskeyRegistration,
    },
    /// Somebody who is signed in adds a passkey.
    Add(PasskeyRegistration),
    /// Somebody who is signed in proves it again, for one operation.
    StepUp { operation: Operation, state: PasskeyAuthentication },
}

struct Open {
    seat: Seat,
    until: Moment,
    ceremony: Ceremony,
}

/// Ceremonies under way. They live in this process alone: whoever began one before a restart begins again.
#[derive(Default)]
pub(crate) struct Ceremonies(Mutex<HashMap<String, Open>>);

/// A ceremony that has begun: its id and its end.
pub(crate) struct Begun {
    pub(crate) id: String,
    pub(crate) until: Moment,
}

impl Ceremonies {
    /// Begins one.
    pub(crate) fn begin(&self, id: String, seat: Seat, ceremony: Ceremony, now: Moment) -> Begun {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, open| open.until > now);
        let here = |open: &Open| open.seat.fingerprint == seat.fingerprint;
        while all.values().filter(|open| here(open)).count() >= MOST {
            let oldest = all.iter().filter(|(_, open)| here(open)).min_by_key(|(_, open)| open.until);
            let Some(oldest) = oldest.map(|(id, _)| id.clone()) else { break };
            all.remove(&oldest);
        }
        let until = now.minutes_later(CEREMONY_MINUTES);
        all.insert(id.clone(), Open { seat, until, ceremony });
        Begun { id, until }
    }

    /// Takes one out, so that it is finished once.
    pub(crate) fn take(&self, id: &str, seat: &Seat, now: Moment) -> Result<Ceremony, Fault> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = all.remove(id).filter(|open| open.until > now && open.seat == *seat);
        open.map(|open| open.ceremony).ok_or(Fault::Ceremony)
    }
}
