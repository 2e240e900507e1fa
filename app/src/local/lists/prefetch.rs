//! What a home visit without a net will need, fetched quietly while there is one.

use std::rc::Rc;

use leptos::prelude::*;
use wire::requests::{RequestState, RequestView};

use crate::local::device::Device;

impl Device {
    /// Fetches the earlier letters and the drafts of the requests that are still to be answered.
    pub(super) async fn prefetch(self: &Rc<Self>) {
        if self.is_prefetching.replace(true) {
            return;
        }
        let requests = self.listed.borrow().items.clone();
        for request in requests.iter().filter(|request| is_to_do(request)) {
            if !self.online.is() {
                break;
            }
            if request.previous_date.is_some() {
                // Kept on the way; what cannot be had now is asked for when the draft is opened.
                let _ = self.previous(&request.id).await;
            }
            if let Some(letter) =
                request.letter_id.as_ref().filter(|_| request.state == RequestState::Returned)
            {
                let _ = self.sent_letter(letter).await;
            }
            if let Some(draft) = request.draft_id.as_ref().filter(|id| !self.cards.borrow().contains_key(*id))
            {
                let _ = self.fetch_draft(draft).await;
            }
        }
        self.is_prefetching.set(false);
    }

    /// A request of the list, or one that waits here for the net.
    pub(in crate::local) fn request(&self, id: &str) -> Option<RequestView> {
        self.requests.with_untracked(|listing| listing.items.iter().find(|request| request.id == id).cloned())
    }
}

fn is_to_do(request: &RequestView) -> bool {
    matches!(
        request.state,
        RequestState::Open | RequestState::Drafting | RequestState::Waiting | RequestState::Returned
    )
}
