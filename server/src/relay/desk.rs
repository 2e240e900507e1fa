use super::{Carried, Destination};
use crate::store::rows::DeliveryRow;

/// The insurer's desk on this server: it reads the very database the letter was received into.
pub(crate) struct Desk;

impl Destination for Desk {
    fn carry(&self, _: &DeliveryRow) -> Carried {
        Carried::Held
    }
}
