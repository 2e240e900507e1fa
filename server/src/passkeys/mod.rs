//! Passkeys: WebAuthn ceremonies, and the proofs that come of them.

mod approval;
mod assertion;
mod attempts;
mod ceremonies;
mod credential;
mod fault;
mod register;
mod sign_in;
mod step_up;

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

pub(crate) use approval::{ApprovalError, check_approval};
pub(crate) use attempts::Attempts;
pub(crate) use ceremonies::{Begun, Ceremonies, Ceremony, Seat};
pub(crate) use fault::Fault;
pub(crate) use register::{MOST, NAME_LENGTH, begin as begin_registration, finish as finish_registration};
pub(crate) use sign_in::{begin as begin_sign_in, finish as finish_sign_in, named};
pub(crate) use step_up::{Operation, StepUps, begin as begin_step_up, finish as finish_step_up};

/// A ceremony is to be finished within this many minutes.
pub(crate) const CEREMONY_MINUTES: i64 = 5;

/// What the server needs to know people by their passkeys.
pub(crate) struct Passkeys {
    webauthn: Webauthn,
    /// The name passkeys belong to (RP id).
    rp_id: String,
    /// Origins that may ask for them, as browsers write them.
    origins: Vec<String>,
    pub(crate) ceremonies: Ceremonies,
    pub(crate) step_ups: StepUps,
    pub(crate) attempts: Attempts,
}

impl Passkeys {
    /// For pages of this host: `origin` is `https://host` with its port where it is another one than 443.
    ///
    /// # Errors
    /// The origin is no address, or not one of this host.
    pub(crate) fn new(rp_id: &str, origin: &str) -> Result<Passkeys, String> {
        let url = Url::parse(origin).map_err(|error| format!("{origin}: {error}"))?;
        let builder = WebauthnBuilder::new(rp_id, &url).map_err(|error| format!("{origin}: {error}"))?;
        let webauthn = builder.rp_name("Ikensho").build().map_err(|error| format!("{origin}: {error}"))?;
        Ok(Passkeys {
            webauthn,
            rp_id: rp_id.to_owned(),
            origins: vec![url.origin().ascii_serialization()],
            ceremonies: Ceremonies::default(),
            step_ups: StepUps::default(),
            attempts: Attempts::default(),
        })
    }
}
