use std::sync::Arc;

use super::judge::{Certified, Claim};
use super::registry::Registry;
use super::{Doer, Kind, Refusal, Standing, Terminal};
use crate::act::{Ids, Place};
use crate::ca::place_uri;
use crate::moment::Moment;
use crate::store::rows::TerminalRow;
use crate::store::{self, Rows, Store, StoreError, Stored, Tx};

/// Finds the terminal of a certificate that holds, and begins to watch it.
///
/// # Errors
/// It is registered for nobody, or for somebody else.
pub(crate) async fn admit(
    store: &Arc<dyn Store>,
    registry: &Registry,
    certified: Certified,
    now: Moment,
    ids: &Ids,
) -> Result<Standing, Refusal> {
    // The watch begins before the look: what is taken back in between is seen by one of them.
    let watch = registry.watch(certified.fingerprint, certified.not_after);
    let (fingerprint, not_after) = (certified.fingerprint, certified.not_after);
    let asked = certified.clone();
    let found = store::read(Arc::clone(store), move |rows| find(rows, &asked)).await?;
    let terminal =
        |row: TerminalRow| Terminal { id: row.id, place: row.place, fingerprint, not_after, kind: row.kind };
    let row = match found {
        Found::Known(row) => *row,
        Found::TakenBack(row) => return Ok(Standing::taken_back(terminal(*row))),
        Found::Renewal(row, old) => {
            let (id, at) = (row.id.clone(), now);
            store::write(&**store, move |tx| supersede(tx, &old, &id, at)).await?;
            *row
        }
        Found::New(place, name) => {
            let row = row(certified, place, name, ids(), now);
            store::write(&**store, move |tx| register(tx, row, now)).await?
        }
    };
    Ok(Standing::watched(terminal(row), watch))
}

enum Found {
    Known(Box<TerminalRow>),
    TakenBack(Box<TerminalRow>),
    /// The new certificate of a terminal whose old one still is good: its id.
    Renewal(Box<TerminalRow>, String),
    /// An external certificate seen for the first time: its place and name.
    New(Place, String),
}

fn find(rows: &dyn Rows, certified: &Certified) -> Result<Found, Refusal> {
    let row = rows.terminal_with(&certified.fingerprint.hex())?;
    let row = match row {
        Some(row) if row.revoked_at.is_some() => return Ok(Found::TakenBack(Box::new(row))),
        row => row,
    };
    match (&certified.claim, row) {
        (Claim::Own(_), None) => Err(Refusal::Unregistered),
        (Claim::Own(place), Some(row)) if *place != place_uri(&row.place) => Err(Refusal::WrongPlace),
        (Claim::Own(_), Some(row)) => {
            is_there(rows, &row.place)?;
            let old = row.renews.as_deref().map(|id| rows.terminal(id)).transpose()?.flatten();
            Ok(match old.filter(|old| old.revoked_at.is_none()) {
                Some(old) => Found::Renewal(Box::new(row), old.id),
                None => Found::Known(Box::new(row)),
            })
        }
        (Claim::External { authority, office_no }, row) => {
            let facility = rows.facility_with(office_no)?.ok_or(Refusal::Unmapped)?;
            let place = Place::Facility(facility.id);
            match row {
                Some(row) if row.place != place => Err(Refusal::WrongPlace),
                Some(row) => Ok(Found::Known(Box::new(row))),
                None => Ok(Found::New(place, authority.clone())),
            }
        }
    }
}

/// An organisation that is gone has no terminals.
fn is_there(rows: &dyn Rows, place: &Place) -> Result<(), Refusal> {
    let there = match place {
        Place::Facility(id) => rows.facility(id)?.is_some(),
        Place::Insurer(insurer_no) => rows.insurer(insurer_no)?.is_some(),
        Place::Operator => true,
    };
    if there { Ok(()) } else { Err(Refusal::Unmapped) }
}

fn row(certified: Certified, place: Place, name: String, id: String, now: Moment) -> TerminalRow {
    TerminalRow {
        id,
        place,
        name,
        kind: Kind::External,
        fingerprint: certified.fingerprint.hex(),
        certificate: crate::ca::pem(&certified.der),
        serial: certified.serial,
        not_before: certified.not_before.text(),
        not_after: certified.not_after.text(),
        issued_at: now.text(),
        issued_by: "server".to_owned(),
        revoked_at: None,
        renews: None,
    }
}

/// Keeps an external certificate from its first sight on, so that it can be listed and taken back.
fn register(tx: &mut dyn Tx, row: TerminalRow, now: Moment) -> Result<TerminalRow, Refusal> {
    // Another connection may have been first.
    if let Some(row) = tx.terminal_with(&row.fingerprint)? {
        return if row.revoked_at.is_some() { Err(Refusal::Revoked) } else { Ok(row) };
    }
    tx.put_terminal(&row)?;
    let by = Doer::bearer("server", &row.place, &row.id, "external authority");
    by.note(tx, now, "terminal.register", &row.id)?;
    Ok(row)
}

/// One certificate a terminal: the old one ends when the new one is first seen.
fn supersede(tx: &mut dyn Tx, old: &str, new: &str, now: Moment) -> Stored<()> {
    let Some(mut row) = tx.terminal(old)?.filter(|row| row.revoked_at.is_none()) else { return Ok(()) };
    row.revoked_at = Some(now.text());
    tx.put_terminal(&row)?;
    let by = Doer::bearer("server", &row.place, new, "renewal");
    by.note(tx, now, "terminal.supersede", &format!("{old} {new}"))
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Refusal {
        tracing::error!(%error, "a terminal could not be looked up");
        Refusal::Unavailable
    }
}
