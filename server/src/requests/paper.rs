use wire::events::Event;
use wire::requests::{Origin, RequestPost, RequestView};

use super::read::read;
use super::{RequestFault, TakeError, view};
use crate::act::{Act, Place};
use crate::people;
use crate::store::rows::RequestRow;

/// Takes a request a clinic typed in from paper. One that is there already is answered, not doubled: an electronic one
/// keeps the insurer's words, a paper one gets the new ones.
pub(crate) fn paper(act: &mut Act<'_>, facility: &str, post: &RequestPost) -> Result<RequestView, TakeError> {
    read(post).map_err(TakeError::Fault)?;
    if act.tx.insurer(&post.insurer_no)?.is_none() {
        return Err(TakeError::Fault(RequestFault::Key("insurer_no")));
    }
    let application = people::application(act, &post.insurer_no, &post.insured_no, &post.apply_date)?;
    let row = match act.tx.request_for(&application.id, facility)? {
        Some(row) if row.origin == Origin::Paper => RequestRow { request: post.clone(), ..row },
        Some(row) => RequestRow { typed: Some(post.clone()).filter(|typed| *typed != row.request), ..row },
        None => RequestRow {
            id: act.id(),
            application_id: application.id,
            person_id: application.person_id,
            facility_id: facility.to_owned(),
            origin: Origin::Paper,
            request: post.clone(),
            typed: None,
            arrived_at: act.now.text(),
            withdrawn_at: None,
            paper_sent_on: None,
        },
    };
    act.tx.put_request(&row)?;
    act.audit("request.paper", &row.id, vec![row.seen()])?;
    act.tell_facility(facility, &Event::Request { request_id: row.id.clone() })?;
    Ok(view::request(act.tx, &row, &Place::Facility(facility.to_owned()))?)
}
