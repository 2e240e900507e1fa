//! Everything this device's half holds together.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use sync::FewMap;

use leptos::prelude::*;
use wire::events::Event;
use wire::letters::LetterLine;
use wire::people::{InsurerView, MeView};
use wire::phrases::Phrase;
use wire::requests::RequestView;

use super::disk::{Disk, DiskError, Seat};
use super::net::{Ask, Online, Reply};
use super::outbox::Outgoing;
use super::records::StoredDraft;
use super::storage::{self, Introduction, WIPED};
use super::tabs::Channel;
use super::vault::{self, Secret, Unlocked};
use super::writer::Open;
use super::{Listing, OpenError, SentView, StorageProblem, StorageView, Trouble, apart, net};

/// A screen that hears live events.
type EventListener = Rc<dyn Fn(&Event)>;

/// One browser profile.
pub(super) struct Device {
    pub(super) disk: Rc<Disk>,
    pub(super) online: Rc<Online>,
    pub(super) channel: Channel,
    /// Whose vault is open; none where nobody signs in.
    pub(super) vault: Option<Unlocked>,
    /// Whether the server asks for a sign-in.
    pub(super) signed_out: ArcRwSignal<bool>,
    /// What the last fresh proof gave beside the proof: with it a new way into the vault can be made.
    pub(super) fresh: RefCell<Option<Secret>>,
    /// This browser profile, in operations.
    pub(super) name: String,
    pub(super) me: ArcRwSignal<Option<MeView>>,
    /// The newest epoch the server has named.
    pub(super) epoch: Cell<u32>,
    /// Whether the server no longer understands this version of the app: everything waits for the new one.
    pub(super) too_old: ArcRwSignal<bool>,
    pub(super) storage: ArcRwSignal<StorageView>,
    pub(super) requests: ArcRwSignal<Listing<RequestView>>,
    /// Paper requests of the list that the server did not take, by id.
    pub(super) refusals: ArcRwSignal<Arc<Vec<(String, Trouble)>>>,
    pub(super) letters: ArcRwSignal<Listing<LetterLine>>,
    pub(super) sent: ArcRwSignal<Listing<SentView>>,
    pub(super) insurers: ArcRwSignal<Arc<Vec<InsurerView>>>,
    pub(super) phrases: ArcRwSignal<Arc<Vec<Phrase>>>,
    /// Requests as the server last listed them, without what waits for the net here.
    pub(super) listed: RefCell<Listing<RequestView>>,
    /// The drafts on this device, by id.
    pub(super) cards: RefCell<FewMap<String, Card>>,
    /// The drafts open in this tab.
    pub(super) open: RefCell<Vec<Weak<Open>>>,
    pub(super) outgoing: Outgoing,
    pub(super) listeners: RefCell<Vec<EventListener>>,
    /// Whether this tab reads the live stream.
    pub(super) is_live: Cell<bool>,
    pub(super) is_prefetching: Cell<bool>,
    /// The lists that are being asked for, and whether they have changed once more meanwhile.
    pub(super) asked_for: RefCell<FewMap<&'static str, bool>>,
}

/// What is known of a draft on this device without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) request: Option<String>,
    pub(super) replaces: Option<String>,
    /// A letter was sent from it, or is frozen in the outbox.
    pub(super) finished: bool,
    /// The server does not have all of it.
    pub(super) only_here: bool,
}

impl Card {
    pub(super) fn of(stored: &StoredDraft, waiting: bool) -> Card {
        Card {
            request: stored.view.request_id.clone(),
            replaces: stored.view.replaces.clone(),
            finished: stored.view.finished || stored.frozen.is_some(),
            only_here: stored.view.version == 0 || waiting,
        }
    }
}

impl Device {
    /// Opens the storage and shows what lies in it.
    pub(super) async fn open_here(seat: Seat) -> Result<Rc<Device>, OpenError> {
        let vault = match &seat {
            Seat::Device => None,
            Seat::Vault(vault) => Some(vault.clone()),
        };
        let (disk, found, owed) = Disk::open(seat).await?;
        let broken = |error| match error {
            DiskError::Full => OpenError::Full,
            _ => OpenError::Broken,
        };
        let Introduction { was_emptied, name } =
            storage::introduce(&disk, &found, owed).await.map_err(broken)?;
        let device = Rc::new(Device {
            disk,
            online: Online::new(),
            channel: Channel::open(),
            vault,
            signed_out: ArcRwSignal::new(false),
            fresh: RefCell::default(),
            name,
            me: ArcRwSignal::new(None),
            epoch: Cell::new(0),
            too_old: ArcRwSignal::new(false),
            storage: ArcRwSignal::new(StorageView::default()),
            requests: ArcRwSignal::new(Listing::default()),
            refusals: ArcRwSignal::new(Arc::default()),
            letters: ArcRwSignal::new(Listing::default()),
            sent: ArcRwSignal::new(Listing::default()),
            insurers: ArcRwSignal::new(Arc::default()),
            phrases: ArcRwSignal::new(Arc::default()),
            listed: RefCell::default(),
            cards: RefCell::default(),
            open: RefCell::default(),
            outgoing: Outgoing::default(),
            listeners: RefCell::default(),
            is_live: Cell::new(false),
            is_prefetching: Cell::new(false),
            asked_for: RefCell::default(),
        });
        device.show_all_kept(&found);
        device.load_cards(&found);
        device.show_requests();
        if was_emptied {
            device.problem(Some(WIPED));
        }
        Ok(device)
    }

    /// Asks the server.
    pub(super) async fn ask(self: &Rc<Self>, ask: &Ask<'_>) -> Result<Reply, Trouble> {
        let mut reply = net::ask(&self.online, ask).await?;
        if reply.wants_proof() {
            // The browser's own dialog is the question; who does not answer it has not done the thing.
            let proof = apart::prove(Rc::clone(self), ask.line()).await?.await?;
            reply = net::ask(&self.online, &ask.proved(&proof)).await?;
        }
        if let Some(epoch) = reply.epoch.filter(|epoch| *epoch > self.epoch.get()) {
            self.epoch.set(epoch);
            self.outgoing_epoch(epoch);
        }
        if reply.status == 401 {
            self.session(false);
        }
        if reply.is_too_old() && !self.too_old.get_untracked() {
            self.too_old.set(true);
        }
        Ok(reply)
    }

    /// The epoch an answer was given in.
    pub(super) fn epoch_of(&self, said: Option<u32>) -> u32 {
        said.unwrap_or_else(|| self.epoch.get())
    }

    /// A live session is there, or is not: without one nothing is sent, and nothing is lost.
    pub(super) fn session(self: &Rc<Self>, live: bool) {
        let before = self.outgoing.session.replace(live);
        self.signed_out.set(!live && vault::is_due());
        self.outgoing_session(live);
        // A letter opened before it was known is pushed only if it hears of it.
        if before != live {
            self.open_drafts().iter().for_each(|open| open.tell_online());
        }
    }

    /// The drafts open in this tab.
    pub(super) fn open_drafts(&self) -> Vec<Rc<Open>> {
        let mut open = self.open.borrow_mut();
        open.retain(|open| open.strong_count() > 0);
        open.iter().filter_map(Weak::upgrade).collect()
    }

    /// The draft, if it is open in this tab.
    pub(super) fn open_draft(&self, id: &str) -> Option<Rc<Open>> {
        self.open_drafts().into_iter().find(|open| *open.id.borrow() == id)
    }

    /// Remembers what is known of a draft, and counts what exists here only.
    pub(super) fn put_card(&self, id: &str, card: Card) {
        let before = self.cards.borrow_mut().insert(id.to_owned(), card.clone());
        if before.as_ref() != Some(&card) {
            self.count();
        }
    }

    /// Counts the letters of which this device has something the server does not.
    pub(super) fn count(&self) {
        let cards = self.cards.borrow();
        let drafts = cards.values().filter(|card| card.only_here && !card.finished).count();
        let only_here = drafts + self.outgoing.items.borrow().values().filter(|item| item.is_open()).count();
        drop(cards);
        if self.storage.with_untracked(|view| view.only_here) != only_here {
            self.storage.update(|view| view.only_here = only_here);
        }
    }

    /// Shows what is wrong with the storage; that it was emptied is shown as long as the page is open.
    pub(super) fn problem(&self, problem: Option<StorageProblem>) {
        let before = self.storage.with_untracked(|view| view.problem);
        if before != problem && before != Some(WIPED) {
            self.storage.update(|view| view.problem = problem);
        }
    }

    /// Says how a write went.
    pub(super) fn wrote(&self, outcome: &Result<(), DiskError>) {
        match outcome {
            Err(error) => self.problem(Some(error.problem())),
            // What cannot be read does not mend itself by writing.
            Ok(()) => {
                let standing = self.storage.with_untracked(|view| view.problem);
                let passes = standing.is_some_and(|problem| {
                    problem == DiskError::Full.problem() || problem == DiskError::Closed.problem()
                });
                if passes {
                    self.problem(None);
                }
            }
        }
    }

    /// Tells this tab's screens of a live event.
    pub(super) fn announce(&self, event: &Event) {
        let listeners: Vec<_> = self.listeners.borrow().clone();
        for listener in listeners {
            listener(event);
        }
    }
}
