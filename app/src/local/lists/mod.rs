//! Lists of the server, kept encrypted for use without a net.

mod prefetch;
mod refresh;
mod sent;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::letters::LetterLine;
use wire::people::{InsurerView, MeView};
use wire::phrases::Phrase;
use wire::requests::RequestView;

use super::device::Device;
use super::disk::{Change, Store};
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
    /// Shows a list as it lies on disk, if it does.
    pub(super) async fn show_kept(self: &Rc<Self>, list: List) {
        let Ok(Some(text)) = self.disk.read(Store::Lists, list.name()).await else { return };
        match list {
            List::Me => {
                if let Some(kept) = records::read::<StoredList<MeView>>(&text) {
                    self.me.set(Some(kept.items));
                }
            }
            List::Requests => {
                if let Some(kept) = kept::<RequestView>(&text) {
                    *self.listed.borrow_mut() = kept;
                }
            }
            List::Letters => {
                if let Some(kept) = kept::<LetterLine>(&text) {
                    self.letters.set(kept);
                }
            }
            List::Insurers => {
                if let Some(kept) = kept::<InsurerView>(&text) {
                    self.insurers.set(kept.items);
                }
            }
            List::Phrases => {
                if let Some(kept) = kept::<Phrase>(&text) {
                    self.phrases.set(kept.items);
                }
            }
        }
        self.show_list(list);
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
        let items = if queued.is_empty() {
            listed.items
        } else {
            Arc::new(queued.into_iter().chain(listed.items.iter().cloned()).collect())
        };
        self.requests.set(Listing { items, ..listed });
    }

    /// Keeps a list on disk.
    pub(super) async fn keep<T: Serialize>(self: &Rc<Self>, list: List, items: T) {
        let stored = StoredList { as_of: super::clock::now(), items };
        let change = Change::Put(Store::Lists, list.name().to_owned(), records::write(&stored));
        let outcome = self.disk.write(&[change]).await;
        self.wrote(&outcome);
    }
}

fn kept<T: DeserializeOwned>(text: &str) -> Option<Listing<T>> {
    let kept: StoredList<Vec<T>> = records::read(text)?;
    Some(Listing { items: Arc::new(kept.items), as_of: Some(kept.as_of), state: ListState::Cached })
}
