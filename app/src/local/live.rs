//! One live stream a browser profile: the tab that holds the lock reads it and tells the others.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use sync::OutboxEvent;
use wasm_bindgen::prelude::*;
use wire::events::Event;

use super::apart::Errand;
use super::device::Device;
use super::disk::Notice;
use super::lists::List;
use super::net::{Line, read_lines};
use super::storage::{WIPED, local_storage};
use super::tabs::{self, Lock, Message, Taking};
use super::writer::Open;
use super::{js, records, vault};

const LOCK: &str = "ikensho-live";
/// Where the id of the last event is kept: it is no patient data.
const LAST_EVENT: &str = "ikensho-last-event";
/// A place no stream has: the server answers it with a reload, so that nothing is missed between the first lists and
/// the first stream.
const NOWHERE: &str = "0-0";

impl Device {
    /// Hears the browser, the disk, the server and the other tabs from now on.
    pub(super) fn listen(self: &Rc<Self>) {
        let device = Rc::clone(self);
        self.channel.listen(move |message| device.heard(message));
        let device = Rc::clone(self);
        self.disk.on_notice(move |notice| device.noticed(notice));
        self.flush_when_leaving();
        self.connect();
    }

    /// Sends, reads the live stream and keeps the lists fresh from now on.
    pub(super) fn begin_exchange(self: &Rc<Self>) {
        if let Some(open) = &self.vault {
            self.channel.tell(&Message::Opened(open.user.clone()));
            vault::answer_other_tabs(open.clone());
            vault::watch(self);
            self.note_vault();
        }
        let (probing, changing) = (Rc::clone(self), Rc::clone(self));
        self.online.start(
            move || {
                let device = Rc::clone(&probing);
                // How it went is heard by `Online`.
                js::spawn(async move { drop(device.refresh_me().await) });
            },
            move |online| changing.net_changed(online),
        );
        let device = Rc::clone(self);
        js::spawn(async move {
            device.load_outgoing().await;
            device.show_requests();
            device.run_outbox_here().await;
        });
        let device = Rc::clone(self);
        js::spawn(async move { device.read_live().await });
        let device = Rc::clone(self);
        js::spawn(async move {
            device.measure().await;
            // Known once: the net's coming is then an event like any other.
            if device.refresh_me().await.is_ok() {
                device.forget_lost_passkeys().await;
            }
        });
    }

    fn net_changed(self: &Rc<Self>, online: bool) {
        self.outgoing_online(online);
        for open in self.open_drafts() {
            open.tell_online();
        }
        if online {
            self.pull_open();
            let device = Rc::clone(self);
            js::spawn(async move {
                device.refresh_all().await;
                device.drain().await;
                device.measure().await;
            });
        }
    }

    /// Asks how the server has the drafts this tab writes.
    fn pull_open(self: &Rc<Self>) {
        for open in self.open_drafts().into_iter().filter(|open| open.is_on_server()) {
            // Without an answer the draft stays as it is.
            js::spawn(async move { drop(open.pull(false).await) });
        }
    }

    fn heard(self: &Rc<Self>, message: Message) {
        let device = Rc::clone(self);
        match message {
            Message::Written(id) => {
                if let Some(open) = self.open_draft(&id) {
                    js::spawn(async move { open.written_elsewhere().await });
                } else {
                    js::spawn(async move { device.note_draft(&id).await });
                }
            }
            Message::Yield(id) => {
                if let Some(open) = self.open_draft(&id) {
                    js::spawn(async move { open.yield_lock().await });
                }
            }
            Message::Asked(id) => {
                let idle = |open: &Rc<Open>| open.has_no_screen();
                if let Some(open) = self.open_draft(&id).filter(idle) {
                    js::spawn(async move { open.yield_lock().await });
                }
            }
            Message::List(name) => {
                if let Some(list) = List::parse(&name) {
                    js::spawn(async move { device.show_kept(list).await });
                }
            }
            message => {
                if message == Message::Lock {
                    vault::answer(false);
                }
                self.errand(Errand::Heard(message));
            }
        }
    }

    /// What another tab said of the outbox and of the server.
    pub(super) async fn heard_of(self: &Rc<Self>, message: Message) {
        match message {
            Message::Outbox => self.outbox_changed().await,
            Message::Send => {
                self.outbox_changed().await;
                self.run_outbox(OutboxEvent::SendNow { now: js::steady_ms() });
                self.drain().await;
            }
            Message::TakeBack(operation) => self.run_outbox(OutboxEvent::TakeBack { operation }),
            Message::Live(event) => self.live(&event),
            Message::Lock => self.locked_elsewhere().await,
            Message::Opened(user) => {
                if self.vault.as_ref().is_some_and(|vault| vault.user != user) {
                    self.locked_elsewhere().await;
                }
            }
            Message::Written(_) | Message::Yield(_) | Message::Asked(_) | Message::List(_) => {}
        }
    }

    fn noticed(self: &Rc<Self>, notice: Notice) {
        let device = Rc::clone(self);
        match notice {
            Notice::Unreadable => self.problem(Some(super::disk::DiskError::Unreadable.problem())),
            Notice::Upgrade => js::spawn(async move {
                device.flush_all();
                js::sleep(300).await;
                device.disk.retire();
                device.problem(Some(super::disk::DiskError::Retired.problem()));
            }),
            Notice::Emptied => {
                self.problem(Some(WIPED));
                self.errand(Errand::WriteAgain);
            }
        }
    }

    /// The storage was emptied under the page: what is in memory goes back to disk.
    pub(super) async fn write_again(self: &Rc<Self>) {
        for open in self.open_drafts() {
            open.rewrite().await;
        }
        self.rewrite_items().await;
        if let Some(me) = self.me.get_untracked() {
            self.keep(List::Me, wire::record::to_value(&me)).await;
        }
        let listed = self.listed.borrow().items.clone();
        self.keep(List::Requests, wire::record::to_value(listed.as_ref())).await;
        // Makes a new canary; that it was emptied is said already.
        if let Ok(found) = self.disk.content().await {
            let _ = super::storage::introduce(&self.disk, &found, Vec::new()).await;
        }
    }

    /// A live event, read here or told by the tab that reads.
    fn live(self: &Rc<Self>, event: &Event) {
        self.announce(event);
        match event {
            Event::Draft { draft_id, version } => {
                if let Some(open) = self.open_draft(draft_id) {
                    let version = *version;
                    js::spawn(async move { open.catch_up(version).await });
                }
                return;
            }
            // Which drafts changed meanwhile is not known: every tab asks for those it writes.
            Event::Reload => self.pull_open(),
            Event::Request { .. } | Event::Letter { .. } | Event::Phrases => {}
        }
        // One tab asks for the lists and tells the others; without a channel every tab asks for itself.
        if !self.is_live.get() && self.channel.is_there() {
            return;
        }
        let lists: &[List] = match event {
            Event::Request { .. } => &[List::Requests],
            Event::Letter { .. } => &[List::Letters, List::Requests],
            Event::Phrases => &[List::Phrases],
            Event::Reload => &[List::Requests, List::Letters, List::Insurers, List::Phrases],
            Event::Draft { .. } => &[],
        };
        for list in lists {
            self.refresh_soon(*list);
        }
    }

    async fn read_live(self: &Rc<Self>) {
        let held: Rc<RefCell<Option<Lock>>> = Rc::default();
        loop {
            let is_held = held.borrow().as_ref().is_some_and(Lock::is_held);
            if !is_held {
                let lock = tabs::take(LOCK.to_owned(), Taking::Queue, || {}).await;
                held.replace(lock);
                self.is_live.set(held.borrow().is_some());
            }
            self.online.comes().await;
            let answered = read_lines(&last_event(), |line| self.read_event(line)).await;
            if !answered && self.online.is() {
                // That the server is gone, or a session was ended elsewhere, is noticed here first.
                drop(self.refresh_me().await);
            }
            // Spreads clients after an outage.
            let pause = if answered { 500 } else { 3_000 };
            js::sleep(pause + js::random_number() % pause).await;
        }
    }

    fn read_event(self: &Rc<Self>, line: Line) {
        if let Some(storage) = local_storage().filter(|_| !line.id.is_empty()) {
            // Without it the next stream begins with a reload of the lists.
            let _ = storage.set_item(LAST_EVENT, &line.id);
        }
        // A kind of event that this version does not know concerns nothing it shows.
        if let Some(event) = records::read::<Event>(&line.data) {
            self.channel.tell(&Message::Live(event.clone()));
            self.live(&event);
        }
    }

    /// Hidden pages can be discarded without another word.
    fn flush_when_leaving(self: &Rc<Self>) {
        let Some(window) = js::window() else { return };
        let device = Rc::clone(self);
        let flush = Closure::<dyn Fn()>::new(move || device.flush_all()).into_js_value();
        // Both names are ordinary events.
        let _ = window.add_event_listener_with_callback("pagehide", flush.unchecked_ref());
        if let Some(document) = window.document() {
            let _ = document.add_event_listener_with_callback("visibilitychange", flush.unchecked_ref());
        }
    }
}

fn last_event() -> String {
    let kept = local_storage().and_then(|storage| storage.get_item(LAST_EVENT).ok()?);
    kept.unwrap_or_else(|| NOWHERE.to_owned())
}
