use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PublicKeyCredential};

use super::credential::{base64url, read};
use super::{Fault, Passkeys};
use crate::moment::Moment;
use crate::store::accounts::PasskeyRow;

/// A fresh proof holds for this many minutes, for its one operation.
const MINUTES: i64 = 3;
/// The most proofs of a session at a time.
const MOST: usize = 8;

/// The one operation a proof is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Its `Idempotency-Key`; empty for a read.
    pub(crate) key: String,
}

struct Proof {
    session: String,
    operation: Operation,
    until: Moment,
}

/// Fresh proofs that were given and not used yet.
#[derive(Default)]
pub(crate) struct StepUps(Mutex<HashMap<String, Proof>>);

impl StepUps {
    fn give(&self, id: String, session: &str, operation: Operation, now: Moment) -> Moment {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, proof| proof.until > now);
        while all.values().filter(|proof| proof.session == session).count() >= MOST {
            let mine = all.iter().filter(|(_, proof)| proof.session == session);
            let Some(oldest) = mine.min_by_key(|(_, proof)| proof.until).map(|(id, _)| id.clone()) else {
                break;
            };
            all.remove(&oldest);
        }
        let until = now.minutes_later(MINUTES);
        all.insert(id, Proof { session: session.to_owned(), operation, until });
        until
    }

    /// Whether this session gave this proof for this operation. A read uses it up. A write keeps it for its own
    /// repetition under the same key, which is answered and not done again.
    pub(crate) fn holds(&self, id: &str, session: &str, operation: &Operation, now: Moment) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = all.get(id).is_some_and(|proof| {
            proof.session == session && proof.operation == *operation && proof.until > now
        });
        if holds && operation.key.is_empty() {
            all.remove(id);
        }
        holds
    }
}

/// Options for a proof by one of the user's passkeys.
pub(crate) fn begin(
    passkeys: &Passkeys,
    rows: &[PasskeyRow],
) -> Result<(Value, PasskeyAuthentication), Fault> {
    let keys: Vec<Passkey> = rows.iter().filter(|row| !row.blocked).map(|row| row.passkey.clone()).collect();
    if keys.is_empty() {
        return Err(Fault::Unknown);
    }
    let (options, state) = passkeys.webauthn.start_passkey_authentication(&keys)?;
    let options = serde_json::to_value(options.public_key).map_err(|_| Fault::Malformed)?;
    Ok((options, state))
}

/// Why there is no proof, and the passkey whose copy may have been seen.
type Refused = (Fault, Option<Box<PasskeyRow>>);

/// A proof for the operation that the ceremony was begun for: the passkey after its use, and until when the proof holds.
pub(crate) fn finish(
    passkeys: &Passkeys,
    (state, operation): (&PasskeyAuthentication, Operation),
    credential: &Value,
    rows: &[PasskeyRow],
    (id, session): (String, &str),
    now: Moment,
) -> Result<(PasskeyRow, Moment), Refused> {
    let answer: PublicKeyCredential = read(credential).map_err(|fault| (fault, None))?;
    let named = base64url(&answer.raw_id);
    let row = rows.iter().find(|row| row.credential_id == named).ok_or((Fault::OtherPerson, None))?;
    if row.blocked {
        return Err((Fault::Blocked, None));
    }
    let result = passkeys
        .webauthn
        .finish_passkey_authentication(&answer, state)
        .map_err(|error| (Fault::from(error), Some(Box::new(row.clone()))))?;
    let until = passkeys.step_ups.give(id, session, operation, now);
    Ok((row.used(&result, now), until))
}
