//! Lists asked of the server.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::page::Page;
use wire::paths;
use wire::people::MeView;

use super::List;
use crate::local::device::Device;
use crate::local::net::Ask;
use crate::local::tabs::Message;
use crate::local::{ListState, Listing, Trouble, clock};

impl Device {
    /// Asks who works here; the first thing asked of a server that may be back.
    pub(in crate::local) async fn refresh_me(self: &Rc<Self>) -> Result<(), Trouble> {
        let me: MeView = self.ask(&Ask::get(paths::ME)).await?.read()?;
        clock::server_says(&me.server_time);
        self.session(true);
        self.outgoing_epoch(me.epoch);
        if self.me.with_untracked(|before| before.as_ref() != Some(&me)) {
            self.me.set(Some(me.clone()));
        }
        self.keep(List::Me, me).await;
        Ok(())
    }

    /// Asks for a list, shows and keeps it, and tells the other tabs.
    pub(in crate::local) async fn refresh(self: &Rc<Self>, list: List) {
        // An insurer's desk asks for its lists itself: what it reads is not kept on the device.
        if !self.me.with_untracked(|me| me.as_ref().is_some_and(|me| me.facility.is_some())) {
            return;
        }
        match list {
            List::Me => drop(self.refresh_me().await),
            List::Requests => {
                let listing = self.fetch(list, paths::REQUESTS).await;
                let is_fresh = listing.is_some();
                let mut listed = self.listed.borrow().clone();
                take(&mut listed, listing);
                *self.listed.borrow_mut() = listed;
                self.show_list(list);
                if is_fresh {
                    let device = Rc::clone(self);
                    crate::local::js::spawn(async move { device.prefetch().await });
                }
            }
            List::Letters => {
                let listing = self.fetch(list, paths::LETTERS).await;
                self.letters.update(|letters| take(letters, listing));
                self.outgoing_settled();
                self.show_list(list);
            }
            List::Insurers => {
                if let Some(listing) = self.fetch(list, paths::INSURERS).await {
                    self.insurers.set(listing.items);
                }
            }
            List::Phrases => {
                if let Some(listing) = self.fetch(list, paths::PHRASES).await {
                    self.phrases.set(listing.items);
                }
            }
        }
    }

    /// Asks for every list.
    pub(in crate::local) async fn refresh_all(self: &Rc<Self>) {
        for list in [List::Requests, List::Letters, List::Insurers, List::Phrases] {
            self.refresh(list).await;
        }
    }

    async fn fetch<T: DeserializeOwned + Serialize>(
        self: &Rc<Self>,
        list: List,
        path: &str,
    ) -> Option<Listing<T>> {
        let items: Vec<T> = self.pages(path).await.ok()?;
        self.keep(list, &items).await;
        self.channel.tell(&Message::List(list.name().to_owned()));
        Some(Listing { items: Arc::new(items), as_of: Some(clock::now()), state: ListState::Fresh })
    }

    async fn pages<T: DeserializeOwned>(self: &Rc<Self>, path: &str) -> Result<Vec<T>, Trouble> {
        let mut page: Page<T> = self.ask(&Ask::get(path)).await?.read()?;
        let mut items = page.items;
        while let Some(cursor) = page.next {
            // Cursors are base64url: nothing in them has to be escaped.
            page = self.ask(&Ask::get(&[path, "?cursor=", &cursor].concat())).await?.read()?;
            items.append(&mut page.items);
        }
        Ok(items)
    }
}

/// A new list in place of the old one; without one the old one stays, no longer fresh.
fn take<T>(listing: &mut Listing<T>, new: Option<Listing<T>>) {
    match new {
        Some(new) => *listing = new,
        None => {
            listing.state = match listing.state {
                ListState::Loading | ListState::Failed => ListState::Failed,
                ListState::Fresh | ListState::Cached => ListState::Cached,
            };
        }
    }
}
