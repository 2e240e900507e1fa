use wire::events::Event;
use wire::requests::{RequestView, SentOnPaperPost};

use super::view;
use crate::act::Act;
use crate::drafts;
use crate::store::rows::RequestRow;
use crate::store::{Owner, StoreError};

/// Why a request was not marked 紙で送付.
#[derive(Debug)]
pub(crate) enum SentOnPaperError {
    /// The clinic has no such request.
    Unknown,
    /// The date is none, or lies ahead.
    Date,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for SentOnPaperError {
    fn from(error: StoreError) -> SentOnPaperError {
        SentOnPaperError::Store(error)
    }
}

/// Marks that the clinic's letter for this request went on paper; its draft becomes read-only.
pub(crate) fn sent_on_paper(
    act: &mut Act<'_>,
    facility: &str,
    id: &str,
    post: &SentOnPaperPost,
) -> Result<RequestView, SentOnPaperError> {
    let row = act.tx.request(Owner::Facility(facility), id)?;
    let row = row.ok_or(SentOnPaperError::Unknown)?;
    let date = ja::Date::parse_iso(&post.date).filter(|date| *date <= act.now.date());
    let date = date.ok_or(SentOnPaperError::Date)?;
    let row = RequestRow { paper_sent_on: Some(date.to_string()), ..row };
    act.tx.put_request(&row)?;
    if let Some(draft) = act.tx.open_draft(id)? {
        drafts::finish(act, facility, &draft.id)?;
    }
    act.audit("request.sent_on_paper", id, vec![row.seen()])?;
    act.tell_facility(facility, &Event::Request { request_id: row.id.clone() })?;
    Ok(view::request(act.tx, &row, &act.actor.place)?)
}
