use letters::Request;
use letters::form::cell;
use letters::{Cell, json};
use wire::events::Event;
use wire::letters::{LetterPosted, LetterState, ReceiptBody};
use wire::people::Role;

use super::incoming::{Incoming, Key};
use super::judge::{Facts, judge};
use crate::act::Act;
use crate::audit::Seen;
use crate::people::{self, Application};
use crate::store::rows::{DeliveryRow, LetterRow, RequestRow};
use crate::store::{Owner, StoreError, Stored};
use crate::{drafts, receipt_no};

/// Why a letter was not received. Nothing was recorded.
#[derive(Debug)]
pub(crate) enum ReceiveError {
    /// Nobody here knows the insurer.
    UnknownInsurer,
    /// Who confirmed it is no doctor of this clinic.
    NotApproved,
    /// A letter has this id.
    IdTaken,
    /// This clinic has sent one for this application, and does not say that it replaces it; its id.
    Duplicate(String),
    /// The clinic has sent no such letter to be replaced.
    UnknownReplaced,
    /// The letter to be replaced has been replaced already; the id of the newest one.
    Replaced(String),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for ReceiveError {
    fn from(error: StoreError) -> ReceiveError {
        ReceiveError::Store(error)
    }
}

/// Receives a letter: judged again, numbered, signed; letter, delivery, events and audit in one transaction.
pub(crate) fn receive(
    act: &mut Act<'_>,
    facility: &str,
    incoming: &Incoming,
) -> Result<LetterPosted, ReceiveError> {
    let Incoming { post, letter, bytes, key } = incoming;
    let insurer = act.tx.insurer(&key.insurer_no)?.ok_or(ReceiveError::UnknownInsurer)?;
    let doctor = act
        .tx
        .user(&post.approved.by)?
        .filter(|user| user.facility_id.as_deref() == Some(facility) && user.roles.contains(&Role::Doctor));
    let signer = doctor.ok_or(ReceiveError::NotApproved)?.name;
    if act.tx.has_letter(&post.id)? {
        return Err(ReceiveError::IdTaken);
    }
    let application = people::application(act, &key.insurer_no, &key.insured_no, &key.apply_date)?;
    let predecessor = predecessor(act, facility, &application, post.replaces.as_deref())?;
    let request = act.tx.request_for(&application.id, facility)?;
    let previous = act.tx.previous_letter(&application.person_id, facility, &application.id)?;
    let facts = Facts {
        today: act.now.date(),
        insurer,
        request: request.as_ref().and_then(facts_of),
        previous: previous.and_then(|row| json::read(&row.bytes).ok()),
        signer,
    };
    let judgement = judge(letter, facts, &post.confirmations);
    if !judgement.errors.is_empty() {
        let seen = Seen::new(&application.person_id, &key.insurer_no);
        act.audit("letter.refuse", &post.id, vec![seen])?;
        return Ok(LetterPosted::Refused { findings: judgement.errors });
    }
    let version = predecessor.as_ref().map_or(1, |row| row.version + 1);
    let receipt_no = receipt_no::next(act, &key.insurer_no)?;
    let received_at = act.now.text();
    let body = receipt_body(incoming, receipt_no.clone(), version, received_at.clone());
    let receipt = act.signer.sign(&body).map_err(StoreError::from)?;
    let text = |cell: Cell| letter.text(cell).to_owned();
    let date = |cell: Cell| letter.date(cell).map(|date| date.to_string()).unwrap_or_default();
    let sex = json::cell_to_value(cell("pt_sex"), letter.get(cell("pt_sex")));
    let row = LetterRow {
        id: post.id.clone(),
        application_id: application.id,
        person_id: application.person_id,
        facility_id: facility.to_owned(),
        request_id: request.as_ref().map(|row| row.id.clone()),
        draft_id: post.draft_id.clone(),
        replaces: predecessor.as_ref().map(|row| row.id.clone()),
        version,
        state: LetterState::Sent,
        revision: 1,
        receipt_no,
        received_at: received_at.clone(),
        insurer_no: key.insurer_no.clone(),
        insured_no: key.insured_no.clone(),
        apply_date: key.apply_date.clone(),
        entry_date: date(cell("entry_date")),
        due_date: request.as_ref().and_then(|row| row.request.due_date.clone()),
        pt_name: text(cell("pt_name")),
        pt_kana: text(cell("pt_kana")),
        pt_birth: date(cell("pt_birth")),
        pt_sex: sex.as_str().unwrap_or_default().to_owned(),
        clinic_name: text(cell("clinic_name")),
        dr_name: text(cell("dr_name")),
        bytes: bytes.clone(),
        sha256: post.sha256.clone(),
        approved: post.approved.clone(),
        rules_version: post.rules_version.clone(),
        judged_on: post.judged_on.clone(),
        confirmations: post.confirmations.clone(),
        warnings: judgement.warnings.clone(),
        receipt: receipt.clone(),
        returned: None,
    };
    keep(act, facility, row, predecessor, received_at)?;
    Ok(LetterPosted::Received { receipt, warnings: judgement.warnings })
}

/// Writes what a received letter changes, and tells both sides.
fn keep(
    act: &mut Act<'_>,
    facility: &str,
    row: LetterRow,
    predecessor: Option<LetterRow>,
    now: String,
) -> Stored<()> {
    if let Some(row) = predecessor {
        let event = Event::Letter { letter_id: row.id.clone() };
        act.tell_facility(facility, &event)?;
        act.tell_insurer(&row.insurer_no, &event)?;
        act.tx.put_letter(&LetterRow {
            state: LetterState::Superseded,
            revision: row.revision + 1,
            ..row
        })?;
    }
    act.tx.put_letter(&row)?;
    act.tx.put_delivery(&DeliveryRow {
        letter_id: row.id.clone(),
        version: row.version,
        insurer_no: row.insurer_no.clone(),
        delivered: false,
        tries: 0,
        next_try: now,
    })?;
    if let Some(draft_id) = &row.draft_id {
        drafts::finish(act, facility, draft_id)?;
    }
    act.audit("letter.receive", &format!("{} {}", row.id, row.sha256), vec![row.seen()])?;
    let event = Event::Letter { letter_id: row.id.clone() };
    act.tell_facility(facility, &event)?;
    act.tell_insurer(&row.insurer_no, &event)?;
    if let Some(request_id) = row.request_id {
        act.tell_facility(facility, &Event::Request { request_id })?;
    }
    Ok(())
}

/// The letter the new one takes the place of. A corrected number puts the successor on another application.
fn predecessor(
    act: &Act<'_>,
    facility: &str,
    application: &Application,
    replaces: Option<&str>,
) -> Result<Option<LetterRow>, ReceiveError> {
    let newest = act.tx.newest_letter(&application.id, facility)?;
    let Some(replaces) = replaces else {
        return newest.map_or(Ok(None), |row| Err(ReceiveError::Duplicate(row.id)));
    };
    let replaced = act.tx.letter(Owner::Facility(facility), replaces)?;
    let replaced = replaced.ok_or(ReceiveError::UnknownReplaced)?;
    match newest {
        Some(newest) if newest.id != replaced.id => Err(ReceiveError::Replaced(newest.id)),
        _ => match act.tx.successor(&replaced.id)? {
            Some(successor) => Err(ReceiveError::Replaced(successor.id)),
            None => Ok(Some(replaced)),
        },
    }
}

fn facts_of(row: &RequestRow) -> Option<Request> {
    Request::from_json(&serde_json::to_value(&row.request).ok()?).ok()
}

fn receipt_body(incoming: &Incoming, receipt_no: String, version: u32, received_at: String) -> ReceiptBody {
    let Key { insurer_no, insured_no, apply_date } = &incoming.key;
    ReceiptBody {
        receipt_no,
        letter_id: incoming.post.id.clone(),
        version,
        insurer_no: insurer_no.clone(),
        insured_no: insured_no.clone(),
        apply_date: apply_date.clone(),
        sha256: incoming.post.sha256.clone(),
        received_at,
    }
}
