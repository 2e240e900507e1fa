//! Carries received letters to their insurers. What is not delivered is tried again, and again after a restart.

mod desk;
mod run;

pub(crate) use desk::Desk;
pub(crate) use run::run;

use crate::store::rows::DeliveryRow;

/// Where letters of an insurer are delivered.
pub(crate) trait Destination: Send + Sync {
    /// Carries one letter. It counts as delivered only when the destination holds it durably.
    fn carry(&self, delivery: &DeliveryRow) -> Carried;
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carried {
    /// The destination holds the letter.
    Held,
}
