use super::{Code, Doer, Kind};
use crate::act::Place;
use crate::ca::{Authority, Issued, Public, Subject};
use crate::moment::Moment;
use crate::store::rows::{EnrolmentCodeRow, TerminalRow};
use crate::store::{Rows, StoreError, Stored, Tx};

/// Why a code gives no certificate.
#[derive(Debug)]
pub(crate) enum EnrolError {
    /// There is no such code, or its time is over: whoever guesses learns no more.
    Unknown,
    /// A terminal was enrolled with it.
    Used,
    /// The organisation it was made for is gone.
    Gone,
    Store(StoreError),
}

impl From<StoreError> for EnrolError {
    fn from(error: StoreError) -> EnrolError {
        EnrolError::Store(error)
    }
}

/// What a code is good for.
#[derive(Debug)]
pub(crate) enum Enrolment {
    /// A certificate for this terminal.
    New(Box<EnrolmentCodeRow>, Subject),
    /// The one it already gave to the same key, with its issuer's: the answer may have been lost.
    Again(Box<TerminalRow>, String),
}

/// Looks a code up. Nothing is used yet.
pub(crate) fn look_up(
    rows: &dyn Rows,
    now: Moment,
    id: String,
    code: &Code,
    key: &Public,
    authority: &Authority,
) -> Result<Enrolment, EnrolError> {
    let row = rows.enrolment_code(&code.hash())?;
    let row = row.filter(|row| code.has_hash(&row.hash) && now.text() < row.expires_at);
    let row = row.ok_or(EnrolError::Unknown)?;
    if let Some(id) = &row.terminal_id {
        let known = rows.terminal(id)?.filter(|known| known.revoked_at.is_none()).ok_or(EnrolError::Used)?;
        let issuer = authority.issuer_of(&known.certificate, key).ok_or(EnrolError::Used)?;
        return Ok(Enrolment::Again(Box::new(known), issuer));
    }
    let organisation = organisation(rows, &row.place)?.ok_or(EnrolError::Gone)?;
    let subject = Subject { id, name: row.name.clone(), place: row.place.clone(), organisation };
    Ok(Enrolment::New(Box::new(row), subject))
}

/// Uses a code up for the terminal that was certified by it.
pub(crate) fn use_up(
    tx: &mut dyn Tx,
    now: Moment,
    code: &EnrolmentCodeRow,
    terminal: &TerminalRow,
) -> Result<(), EnrolError> {
    let row = tx.enrolment_code(&code.hash)?.ok_or(EnrolError::Unknown)?;
    if row.terminal_id.is_some() {
        return Err(EnrolError::Used);
    }
    tx.put_terminal(terminal)?;
    let by = Doer::bearer(&row.made_by, &row.place, &terminal.id, "enrolment code");
    by.note(tx, now, "terminal.enrol", &format!("{} {}", terminal.id, row.id))?;
    Ok(tx.put_enrolment_code(&EnrolmentCodeRow { terminal_id: Some(terminal.id.clone()), ..row })?)
}

/// A newly certified terminal as it is kept.
pub(crate) fn terminal_row(
    subject: &Subject,
    issued: &Issued,
    now: Moment,
    by: &str,
    renews: Option<String>,
) -> TerminalRow {
    TerminalRow {
        id: subject.id.clone(),
        place: subject.place.clone(),
        name: subject.name.clone(),
        kind: Kind::Own,
        fingerprint: issued.fingerprint.hex(),
        certificate: issued.pem.clone(),
        serial: issued.serial.clone(),
        not_before: issued.not_before.text(),
        not_after: issued.not_after.text(),
        issued_at: now.text(),
        issued_by: by.to_owned(),
        revoked_at: None,
        renews,
    }
}

/// The name of the organisation at a place; none when it is gone.
pub(crate) fn organisation(rows: &dyn Rows, place: &Place) -> Stored<Option<String>> {
    Ok(match place {
        Place::Facility(id) => rows.facility(id)?.map(|row| row.name),
        Place::Insurer(insurer_no) => rows.insurer(insurer_no)?.map(|row| row.name),
        Place::Operator => Some("運用者".to_owned()),
    })
}
