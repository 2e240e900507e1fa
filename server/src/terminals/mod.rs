//! Terminals (端末): what a device proves about itself, and until when.

mod admit;
mod attempts;
mod code;
mod doer;
mod enrol;
mod external;
mod fingerprint;
mod judge;
mod make_code;
mod office;
mod refusal;
mod registry;
mod renew;
mod revoke;
mod standing;
mod strength;
mod trust;
mod view;

use crate::act::Place;
use crate::moment::Moment;

pub(crate) use admit::admit;
pub(crate) use attempts::{Attempts, network};
pub(crate) use code::Code;
pub(crate) use doer::Doer;
pub(crate) use enrol::{EnrolError, Enrolment, look_up, organisation, terminal_row, use_up};
pub(crate) use fingerprint::Fingerprint;
#[cfg(test)]
pub(crate) use judge::{Certified, Claim};
pub(crate) use judge::{can_be_proved, judge};
pub(crate) use make_code::{CODE_MINUTES, NewCode, make_code, name};
pub(crate) use refusal::Refusal;
pub(crate) use registry::Registry;
pub(crate) use renew::{RenewError, keep_renewal, renewal};
pub(crate) use revoke::revoke;
pub(crate) use standing::Standing;
pub(crate) use strength::is_strong;
pub(crate) use trust::{CA, Signature, Trust, signature};
pub(crate) use view::{view, view_of};
pub(crate) use wire::terminals::TerminalKind as Kind;

/// A device that has proved itself. Whoever sits at it is another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terminal {
    pub(crate) id: String,
    /// The organisation it stands at.
    pub(crate) place: Place,
    /// Of its certificate; sessions and tokens are bound to it.
    pub(crate) fingerprint: Fingerprint,
    /// The certificate's own end.
    pub(crate) not_after: Moment,
    pub(crate) kind: Kind,
}

impl Terminal {
    /// What stands for a certificate on the demonstration's loopback pages. It proves nothing, for nothing there is
    /// anybody's.
    pub(crate) fn demo(place: Place) -> Terminal {
        let name = format!("demo {}", crate::act::recipient(&place));
        Terminal {
            id: "demo".to_owned(),
            place,
            fingerprint: Fingerprint::of(name.as_bytes()),
            not_after: Moment(i64::MAX),
            kind: Kind::Demo,
        }
    }
}
