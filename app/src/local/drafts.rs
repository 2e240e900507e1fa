//! Drafts of this device: found, begun, opened.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use letters::form::cell;
use letters::json::cell_from_value;
use letters::{Cell, Edition, Letter, Value};
use serde_json::Value as Json;
use sync::Draft;
use wire::drafts::DraftView;
use wire::paths;
use wire::people::{MeView, Role};
use wire::requests::RequestView;

use super::apart::{self, Errand};
use super::device::{Card, Device};
use super::disk::{Change, Found, Store};
use super::net::Ask;
use super::records::{self, StoredDraft};
use super::tabs::Taking;
use super::writer::{Open, read, take_lock};
use super::{OpenDraft, Trouble, clock, early, ids, js};

/// Opening a draft that another screen of this tab is just closing waits for it so long.
const HANDOVER_MS: u64 = 250;

impl Device {
    /// Finds, fetches or begins a draft and opens it.
    pub(super) async fn open(self: &Rc<Self>, what: OpenDraft) -> Result<Rc<Open>, Trouble> {
        let here = |id: &String| self.cards.borrow().contains_key(id);
        let id = match what {
            OpenDraft::Draft(id) if here(&id) || self.came_early(&id).await => id,
            what => apart::find_draft(Rc::clone(self), what).await?.await?,
        };
        let open = self.open_stored(&id, Taking::Within(HANDOVER_MS)).await?;
        let asking = Rc::clone(&open);
        js::spawn(async move { asking.ask_for_lock().await });
        Ok(open)
    }

    /// Finds, fetches or begins a draft: it is on this device then.
    pub(super) async fn find(self: &Rc<Self>, what: OpenDraft) -> Result<String, Trouble> {
        let id = match what {
            OpenDraft::Draft(id) => id,
            OpenDraft::Request(id) => match self.draft_of(&id) {
                Some(draft) => draft,
                None => self.begin(&id).await?,
            },
            OpenDraft::Replace(letter) => match self.replacement_of(&letter) {
                Some(draft) => draft,
                None => self.begin_replacement(&letter).await?,
            },
        };
        if !self.cards.borrow().contains_key(&id) {
            self.fetch_draft(&id).await?;
        }
        Ok(id)
    }

    /// The draft of a request: one that is being written, else the one the server names, else a finished one.
    fn draft_of(&self, request: &str) -> Option<String> {
        let here = || self.card_of(request, false);
        here().or_else(|| self.request(request)?.draft_id).or_else(|| self.card_of(request, true))
    }

    /// The draft on this device in which somebody writes for a request.
    pub(super) fn begun(&self, request: &str) -> Option<String> {
        self.card_of(request, false)
    }

    fn card_of(&self, request: &str, finished: bool) -> Option<String> {
        let cards = self.cards.borrow();
        let mine = |card: &Card| card.finished == finished && card.request.as_deref() == Some(request);
        cards.iter().rev().find(|(_, card)| mine(card)).map(|(id, _)| id.clone())
    }

    /// The draft on this device that is to take the place of a sent letter.
    pub(super) fn replacement_of(&self, letter: &str) -> Option<String> {
        let cards = self.cards.borrow();
        let found = cards.iter().find(|(_, card)| !card.finished && card.replaces.as_deref() == Some(letter));
        found.map(|(id, _)| id.clone())
    }

    /// Begins a draft from a request: the person, the clinic, the insurer, the dates; no answer is copied.
    async fn begin(self: &Rc<Self>, request: &str) -> Result<String, Trouble> {
        let request = self.request(request).ok_or_else(|| {
            Trouble::here(
                "request.unknown",
                "この依頼は、この端末にありません。",
                "通信できる場所で依頼一覧を読み直してください。",
            )
        })?;
        let me = self.me.get_untracked();
        let has_previous =
            request.previous_date.is_some() || matches!(self.previous(&request.id).await, Ok(Some(_)));
        let letter = first_letter(&request, me.as_ref(), has_previous);
        let mut view = new_view(&letter);
        view.request_id = Some(request.id.clone());
        self.store_new(StoredDraft::new(view, 0, Some(request))).await
    }

    async fn begin_replacement(self: &Rc<Self>, id: &str) -> Result<String, Trouble> {
        let sent = self.sent_letter(id).await?;
        let letter = letters::json::from_value(&sent.letter).map_err(|_| Trouble::not_understood())?;
        let mut view = new_view(&letter);
        view.replaces = Some(id.to_owned());
        let request = self.requests.with_untracked(|listing| {
            listing.items.iter().find(|request| request.letter_id.as_deref() == Some(id)).cloned()
        });
        view.request_id = request.as_ref().map(|request| request.id.clone());
        self.store_new(StoredDraft::new(view, 0, request)).await
    }

    async fn store_new(self: &Rc<Self>, stored: StoredDraft) -> Result<String, Trouble> {
        let id = stored.view.id.clone();
        let outcome = self.put_draft(&stored).await;
        outcome.map(|()| id)
    }

    async fn put_draft(self: &Rc<Self>, stored: &StoredDraft) -> Result<(), Trouble> {
        let id = stored.view.id.clone();
        let change = Change::Put(Store::Drafts, id.clone(), records::write(stored));
        let outcome = self.disk.write(&[change]).await;
        self.wrote(&outcome);
        outcome.map_err(|error| Trouble::from(error.problem()))?;
        self.put_card(&id, Card::of(stored, false));
        Ok(())
    }

    /// Fetches a draft that is not on this device.
    pub(super) async fn fetch_draft(self: &Rc<Self>, id: &str) -> Result<(), Trouble> {
        let reply = self.ask(&Ask::get(&paths::draft(id))).await?;
        let view: DraftView = reply.read()?;
        let epoch = self.epoch_of(reply.epoch);
        self.take_draft(view, epoch).await
    }

    /// Whether the page had asked for this draft and it is on this device now.
    async fn came_early(self: &Rc<Self>, id: &str) -> bool {
        let Some((view, epoch)) = early::draft(id).await else { return false };
        let epoch = self.epoch_of(epoch);
        view.id == id && self.take_draft(view, epoch).await.is_ok()
    }

    async fn take_draft(self: &Rc<Self>, view: DraftView, epoch: u32) -> Result<(), Trouble> {
        // Came to this device on another way meanwhile: what is there may be newer.
        if self.cards.borrow().contains_key(&view.id) {
            return Ok(());
        }
        let request = match &view.request_id {
            Some(request) => self.request(request),
            None => None,
        };
        self.put_draft(&StoredDraft::new(view, epoch, request)).await
    }

    /// Opens a draft that is on this device.
    pub(super) async fn open_stored(self: &Rc<Self>, id: &str, taking: Taking) -> Result<Rc<Open>, Trouble> {
        if let Some(open) = self.open_draft(id) {
            open.users.set(open.users.get() + 1);
            open.settle(taking).await;
            return Ok(open);
        }
        let lost = || {
            Trouble::here(
                "draft.unreadable",
                "この下書きを読めませんでした。",
                "開き直してください。続くときは、消さずに管理者に連絡してください。",
            )
        };
        // First the lock: what the tab before wrote last is read then, once.
        let itself = Rc::new(RefCell::new(Weak::new()));
        let lock = take_lock(id, Rc::clone(&itself), taking).await;
        let (mut stored, own) = read(&self.disk, id).await.ok_or_else(lost)?;
        // Meanwhile somebody else in this tab may have opened it.
        if let Some(open) = self.open_draft(id) {
            open.users.set(open.users.get() + 1);
            return Ok(open);
        }
        let known = stored.known().ok_or_else(lost)?;
        let fresh = stored.view.request_id.as_ref().and_then(|request| self.request(request));
        stored.request = fresh.or(stored.request);
        let open = Open::new(Rc::clone(self), stored, Draft::open(known, own));
        itself.replace(Rc::downgrade(&open));
        self.open.borrow_mut().push(Rc::downgrade(&open));
        open.start(lock);
        self.errand(Errand::Opened(Rc::clone(&open)));
        Ok(open)
    }

    /// Remembers the drafts that were found on disk.
    pub(super) fn load_cards(self: &Rc<Self>, found: &[Found]) {
        for (_, id, head) in found.iter().filter(|(store, _, _)| *store == Store::Drafts) {
            let Some(stored) = head.as_ref().and_then(|head| records::read::<StoredDraft>(head)) else {
                continue;
            };
            let waiting = found.iter().any(|(store, key, text)| {
                *store == Store::Operations && text.is_some() && key.starts_with(id)
            });
            self.put_card(id, Card::of(&stored, waiting));
        }
    }

    /// Another tab wrote a draft that is not open here.
    pub(super) async fn note_draft(self: &Rc<Self>, id: &str) {
        let Ok(Some(head)) = self.disk.read(Store::Drafts, id).await else { return };
        let Some(stored) = records::read::<StoredDraft>(&head) else { return };
        let Ok(operations) = self.disk.range(Store::Operations, &[id, "/"].concat()).await else { return };
        self.put_card(id, Card::of(&stored, !operations.is_empty()));
    }

    /// Pushes what closed drafts still have for the server.
    pub(super) async fn push_closed(self: &Rc<Self>) {
        let waiting: Vec<String> = {
            let cards = self.cards.borrow();
            let waiting = cards.iter().filter(|(_, card)| card.only_here && !card.finished);
            waiting.map(|(id, _)| id.clone()).collect()
        };
        for id in waiting {
            if self.open_draft(&id).is_some() || !self.online.is() {
                continue;
            }
            let Ok(open) = self.open_stored(&id, Taking::IfFree).await else { continue };
            for _ in 0..100 {
                if !open.is_waiting() {
                    break;
                }
                js::sleep(100).await;
            }
            open.close().await;
        }
    }

    /// The page is about to go, or to be hidden: everything is written at once.
    pub(super) fn flush_all(&self) {
        for open in self.open_drafts() {
            open.hurry();
        }
    }
}

fn new_view(letter: &Letter) -> DraftView {
    let letter = letters::json::to_value(letter);
    DraftView { id: ids::new(), letter, changed_at: clock::now(), ..DraftView::default() }
}

/// What is known before the doctor has written a word.
fn first_letter(view: &RequestView, me: Option<&MeView>, has_previous: bool) -> Letter {
    let today = clock::today();
    let mut letter = Letter::new(Edition::in_force(today));
    let request = &view.request;
    for (key, text) in [
        ("insurer_no", Some(&request.insurer_no)),
        ("insurer_name", Some(&view.insurer_name)),
        ("insured_no", Some(&request.insured_no)),
        ("apply_date", Some(&request.apply_date)),
        ("request_date", Some(&request.request_date)),
        ("request_no", request.request_no.as_ref()),
    ] {
        if let Some(text) = text {
            put(&mut letter, key, &Json::from(text.as_str()));
        }
    }
    for (key, value) in request.person.iter().chain(&request.clinic) {
        put(&mut letter, key, value);
    }
    if let Some(me) = me {
        put_facility(&mut letter, me);
    }
    set(&mut letter, cell("entry_date"), Value::Date(today));
    if has_previous {
        put(&mut letter, "issue_count", &Json::from("2回目以上"));
    }
    letter
}

/// The facility's own data where the request says nothing.
fn put_facility(letter: &mut Letter, me: &MeView) {
    let Some(facility) = &me.facility else { return };
    let doctor = match facility.doctors.as_slice() {
        _ if me.user.roles.contains(&Role::Doctor) => Some(&me.user.name),
        [only] => Some(&only.name),
        _ => None,
    };
    for (key, text) in [
        ("clinic_name", Some(&facility.name)),
        ("office_no", Some(&facility.office_no)),
        ("clinic_zip", Some(&facility.zip)),
        ("clinic_addr", Some(&facility.addr)),
        ("clinic_tel", Some(&facility.tel)),
        ("clinic_fax", Some(&facility.fax)),
        ("dr_name", doctor),
    ] {
        let is_open = wire::drafts::cell(key).is_ok_and(|cell| letter.is_empty(cell));
        if let Some(text) = text.filter(|_| is_open) {
            put(letter, key, &Json::from(text.as_str()));
        }
    }
}

fn put(letter: &mut Letter, key: &str, json: &Json) {
    if let Ok(cell) = wire::drafts::cell(key)
        && let Ok(value) = cell_from_value(cell, json)
    {
        set(letter, cell, value);
    }
}

fn set(letter: &mut Letter, cell: Cell, value: Value) {
    // A value read for a cell fits it.
    let _ = letter.set(cell, value);
}
