//! Terminals (端末): what a device proves about itself, and until when.

mod code;
mod fingerprint;
mod refusal;
mod standing;
mod view;

use crate::act::Place;
use crate::moment::Moment;

pub(crate) use code::Code;
pub(crate) use fingerprint::Fingerprint;
pub(crate) use refusal::Refusal;
pub(crate) use standing::Standing;
pub(crate) use view::view_of;
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
