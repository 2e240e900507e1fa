use wire::events::Event;
use wire::requests::{Origin, RequestPost};

use super::RequestFault;
use super::read::read;
use crate::act::Act;
use crate::people;
use crate::store::StoreError;
use crate::store::rows::RequestRow;

/// Why an insurer's request was not taken.
#[derive(Debug)]
pub(crate) enum TakeError {
    /// It is not a request.
    Fault(RequestFault),
    /// It names another insurer than the one who posts it.
    OtherInsurer,
    /// No clinic here has this 医療機関コード.
    UnknownFacility,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for TakeError {
    fn from(error: StoreError) -> TakeError {
        TakeError::Store(error)
    }
}

/// A request that was taken.
pub(crate) struct Taken {
    pub(crate) id: String,
    /// Whether it was known by (保険者番号, 被保険者番号, 申請日, facility) and only updated.
    pub(crate) matched: bool,
}

/// Takes a request from an insurer. One that came on paper before becomes electronic; nothing is ever doubled.
pub(crate) fn take(act: &mut Act<'_>, insurer_no: &str, post: &RequestPost) -> Result<Taken, TakeError> {
    let request = read(post).map_err(TakeError::Fault)?;
    if post.insurer_no != insurer_no {
        return Err(TakeError::OtherInsurer);
    }
    let facilities = act.tx.facilities()?;
    let facility = facilities.iter().find(|row| request.clinic.office_no.as_ref() == Some(&row.office_no));
    let facility = facility.ok_or(TakeError::UnknownFacility)?;
    let application = people::application(act, insurer_no, &post.insured_no, &post.apply_date)?;
    let known = act.tx.request_for(&application.id, &facility.id)?;
    let matched = known.is_some();
    let row = match known {
        Some(row) => {
            let typed = if row.origin == Origin::Paper { Some(row.request) } else { row.typed };
            RequestRow {
                origin: Origin::Electronic,
                request: post.clone(),
                typed: typed.filter(|typed| typed != post),
                withdrawn_at: None,
                ..row
            }
        }
        None => RequestRow {
            id: act.id(),
            application_id: application.id,
            person_id: application.person_id,
            facility_id: facility.id.clone(),
            origin: Origin::Electronic,
            request: post.clone(),
            typed: None,
            arrived_at: act.now.text(),
            withdrawn_at: None,
            paper_sent_on: None,
        },
    };
    act.tx.put_request(&row)?;
    act.audit("request.take", &row.id, vec![row.seen()])?;
    let event = Event::Request { request_id: row.id.clone() };
    act.tell_facility(&row.facility_id, &event)?;
    act.tell_insurer(insurer_no, &event)?;
    Ok(Taken { id: row.id, matched })
}
