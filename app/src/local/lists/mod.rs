//! Lists of the server, kept encrypted for use without a net.

mod prefetch;
mod refresh;
mod sent;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wire::people::MeView;
use wire::record::{self, Record, Value};

use super::device::Device;
use super::disk::{Change, Found, Store};
use super::records::{self, StoredList};
use super::{ListState, Listing};

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// Who works here.
    Me,
    /// Requests.
    Requests,
    /// Sent letters.
    Letters,
    /// Insurers.
    Insurers,
    /// Phrases.
    Phrases,
}

impl List {
    pub(super) const ALL: [List; 5] =
        [List::Me, List::Requests, List::Letters, List::Insurers, List::Phrases];

    /// Its key on disk and in messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            List::Me => "me",
            List::Requests => "requests",
            List::Letters => "letters",
            List::Insurers => "insurers",
            List::Phrases => "phrases",
        }
    }

    pub(super) fn parse(name: &str) -> Option<List> {
        List::ALL.into_iter().find(|list| list.name() == name)
    }
}

impl Device {
    /// Shows the lists that were found on disk.
    pub(super) fn show_all_kept(self: &Rc<Self>, found: &[Found]) {
        for list in List::ALL {
            let kept = found.iter().find(|(store, name, _)| *store == Store::Lists && name == list.name());
            if let Some((_, _, Some(text))) = kept {
                self.show_text(list, text);
            }
        }
    }

    /// Shows a list as it lies on disk, if it does.
    pub(super) async fn show_kept(self: &Rc<Self>, list: List) {
        if let Ok(Some(text)) = self.disk.read(Store::Lists, list.name()).await {
            self.show_text(list, &text);
        }
    }

    fn show_text(self: &Rc<Self>, list: List, text: &str) {
        let Some(StoredList { as_of, items }) = records::read(text) else { return };
        self.take_in(list, items, as_of, ListState::Cached);
        self.show_list(list);
    }

    /// Puts the rows of a list where the screens see them; rows of another kind change nothing.
    pub(super) fn take_in(&self, list: List, items: Value, as_of: String, state: ListState) {
        match list {
            List::Me => {
                if let Some(me) = record::from_value::<MeView>(items) {
                    self.me.set(Some(me));
                }
            }
            List::Requests => {
                if let Some(items) = rows(items) {
                    *self.listed.borrow_mut() = Listing { items, as_of: Some(as_of), state };
                }
            }
            List::Letters => {
                if let Some(items) = rows(items) {
                    self.letters.set(Listing { items, as_of: Some(as_of), state });
                }
            }
            List::Insurers => {
                if let Some(items) = rows(items) {
                    self.insurers.set(items);
                }
            }
            List::Phrases => {
                if let Some(items) = rows(items) {
                    self.phrases.set(items);
                }
            }
        }
    }

    /// Puts together what the screens see of a list.
    pub(super) fn show_list(self: &Rc<Self>, list: List) {
        match list {
            List::Requests => self.show_requests(),
            List::Letters => self.show_sent(),
            List::Me | List::Insurers | List::Phrases => {}
        }
    }

    /// The server's requests, and before them those that wait for the net here.
    pub(super) fn show_requests(&self) {
        let listed = self.listed.borrow().clone();
        let queued = self.outgoing.queued_requests();
        let refusals = self.outgoing.refusals();
        if self.refusals.with_untracked(|before| **before != refusals) {
            self.refusals.set(Arc::new(refusals));
        }
        let items = if queued.is_empty() {
            listed.items
        } else {
            Arc::new(queued.into_iter().chain(listed.items.iter().cloned()).collect())
        };
        self.requests.set(Listing { items, ..listed });
    }

    /// Keeps a list on disk.
    pub(super) async fn keep(self: &Rc<Self>, list: List, items: Value) {
        let stored = StoredList { as_of: super::clock::now(), items };
        let change = Change::Put(Store::Lists, list.name().to_owned(), records::write(&stored));
        let outcome = self.disk.write(&[change]).await;
        self.wrote(&outcome);
    }
}

fn rows<T: Record>(items: Value) -> Option<Arc<Vec<T>>> {
    record::from_value(items).map(Arc::new)
}
