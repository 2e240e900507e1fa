//! People at certified terminals: invitations, passkeys, sessions, proofs, recovery, programs.

mod audit;
pub(crate) mod authenticator;
pub(crate) mod client;
mod letters;
mod lockout;
mod matrix;
mod passkeys;
mod programs;
mod recovery;
mod recovery_key;
mod sessions;
mod sign_in;
mod step_up;
mod users;

use authenticator::Authenticator;
use client::Client;

use super::TestApp;
use crate::act::Place;

/// The id of the demonstration's user or facility with this number.
pub(crate) fn id(number: u64) -> String {
    crate::demo::numbered(number)
}

pub(crate) const CLINIC: u64 = 900_001;
pub(crate) const HOSPITAL: u64 = 900_002;
pub(crate) const DOCTOR: u64 = 900_011;
pub(crate) const CLERK: u64 = 900_012;
pub(crate) const HOSPITAL_DOCTOR: u64 = 900_013;
pub(crate) const OFFICER: u64 = 900_014;
pub(crate) const ADMIN: u64 = 900_015;
pub(crate) const OPERATOR: u64 = 900_016;
pub(crate) const OPERATOR_2: u64 = 900_017;
pub(crate) const HOSPITAL_ADMIN: u64 = 900_018;
pub(crate) const VISITOR: u64 = 900_019;
pub(crate) const INSURER_ADMIN: u64 = 900_020;

pub(crate) fn clinic() -> Place {
    Place::Facility(id(CLINIC))
}

/// Where a user of the demonstration works.
pub(crate) fn place_of(number: u64) -> Place {
    match number {
        HOSPITAL_DOCTOR | HOSPITAL_ADMIN => Place::Facility(id(HOSPITAL)),
        OFFICER | INSURER_ADMIN => Place::Insurer("990010".to_owned()),
        OPERATOR | OPERATOR_2 => Place::Operator,
        _ => clinic(),
    }
}

/// A user of the demonstration, signed in for the first time at a terminal of that name.
pub(crate) async fn person<'a>(app: &'a TestApp, number: u64, terminal: &str) -> (Client<'a>, Authenticator) {
    let mut client = app.at(terminal, place_of(number)).await;
    let mut passkey = Authenticator::new(u32::try_from(number).unwrap());
    let code = app.invited(&id(number)).await;
    client.accept(&code, &mut passkey).await.ok();
    (client, passkey)
}
