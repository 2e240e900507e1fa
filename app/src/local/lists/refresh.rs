//! Lists asked of the server.

use std::rc::Rc;

use leptos::prelude::*;
use wire::page::Page;
use wire::paths;
use wire::people::MeView;
use wire::record::{self, Value};

use super::List;
use crate::local::device::Device;
use crate::local::net::Ask;
use crate::local::tabs::Message;
use crate::local::whose::works_on_letters;
use crate::local::{ListState, Trouble, clock};

impl Device {
    /// Asks who works here; the first thing asked of a server that may be back.
    pub(in crate::local) async fn refresh_me(self: &Rc<Self>) -> Result<(), Trouble> {
        let me = self.ask(&Ask::get(paths::ME)).await?.read::<MeView>();
        if me.as_ref().is_err_and(Trouble::is_of_terminal) {
            self.shut_out();
        }
        let me = me?;
        clock::server_says(&me.server_time);
        // The session is somebody else's who signed in at this terminal: it is not this vault's.
        if self.vault.as_ref().is_some_and(|vault| vault.user != me.user.id) {
            self.session(false);
            return Err(Trouble::here(
                "session.other_person",
                "別の方がサインインしています。",
                "ご自分のパスキーで、もう一度サインインしてください。",
            ));
        }
        self.session(true);
        let kept = record::to_value(&me);
        if self.me.with_untracked(|before| before.as_ref() != Some(&me)) {
            self.me.set(Some(me));
        }
        self.keep(List::Me, kept).await;
        Ok(())
    }

    /// Asks for a list, shows and keeps it, and tells the other tabs.
    pub(in crate::local) async fn refresh(self: &Rc<Self>, list: List) {
        // Another answer may have come before the one that says who asks.
        if self.me.with_untracked(Option::is_none) && self.refresh_me().await.is_err() {
            return;
        }
        // An insurer's desk asks for its lists itself: what it reads is not kept on the device.
        let is_due = |me: &MeView| me.facility.is_some() && works_on_letters(me);
        if !self.me.with_untracked(|me| me.as_ref().is_some_and(is_due)) {
            return;
        }
        let path = match list {
            List::Me => return drop(self.refresh_me().await),
            List::Requests => paths::REQUESTS,
            List::Letters => paths::LETTERS,
            List::Insurers => paths::INSURERS,
            List::Phrases => paths::PHRASES,
        };
        let Ok(items) = self.pages(path).await else { return self.is_stale(list) };
        let items = Value::Array(items);
        self.keep(list, items.clone()).await;
        self.channel.tell(&Message::List(list.name().to_owned()));
        self.take_in(list, items, clock::now(), ListState::Fresh);
        if list == List::Letters {
            self.outgoing_settled();
        }
        self.show_list(list);
        if list == List::Requests {
            let device = Rc::clone(self);
            crate::local::js::spawn(async move { device.prefetch().await });
        }
    }

    /// Asks for a list that the server says has changed. While it is being asked for, further changes are one more question
    /// afterwards: of hundreds of letters that arrive together not each costs a whole list.
    pub(in crate::local) fn refresh_soon(self: &Rc<Self>, list: List) {
        let name = list.name();
        if let Some(again) = self.asked_for.borrow_mut().get_mut(name) {
            *again = true;
            return;
        }
        self.asked_for.borrow_mut().insert(name, false);
        let device = Rc::clone(self);
        crate::local::js::spawn(async move {
            loop {
                device.refresh(list).await;
                let mut asked_for = device.asked_for.borrow_mut();
                if asked_for.insert(name, false) != Some(true) {
                    asked_for.remove(name);
                    return;
                }
            }
        });
    }

    /// The server did not give the list: what is shown stays, no longer fresh.
    fn is_stale(self: &Rc<Self>, list: List) {
        match list {
            List::Requests => age(&mut self.listed.borrow_mut().state),
            List::Letters => self.letters.update(|letters| age(&mut letters.state)),
            List::Me | List::Insurers | List::Phrases => {}
        }
        self.show_list(list);
    }

    /// Asks for every list.
    pub(in crate::local) async fn refresh_all(self: &Rc<Self>) {
        for list in [List::Requests, List::Letters, List::Insurers, List::Phrases] {
            self.refresh(list).await;
        }
    }

    async fn pages(self: &Rc<Self>, path: &str) -> Result<Vec<Value>, Trouble> {
        let mut page: Page<Value> = self.ask(&Ask::get(path)).await?.read()?;
        let mut items = page.items;
        while let Some(cursor) = page.next {
            // Cursors are base64url: nothing in them has to be escaped.
            page = self.ask(&Ask::get(&[path, "?cursor=", &cursor].concat())).await?.read()?;
            items.append(&mut page.items);
        }
        Ok(items)
    }
}

fn age(state: &mut ListState) {
    *state = match *state {
        ListState::Loading | ListState::Failed => ListState::Failed,
        ListState::Fresh | ListState::Cached => ListState::Cached,
    };
}
