use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::passkeys::InvitationBegun;

use super::lock::lock;
use crate::entrance::{Keeps, Opened};
use crate::local::{Door, Entered, Local, Next, Trouble};

/// A screen of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    /// Touch a passkey.
    Start,
    /// Type an invitation code.
    Invitation,
    /// Make the first passkey.
    Invited,
    /// The passkey cannot guard the vault: choose a passphrase.
    NewPassphrase,
    /// The vault is guarded by other ways than this passkey.
    OtherWay,
    /// Type the passphrase.
    Passphrase,
    /// Type the facility's recovery key.
    Recovery,
    /// The server refuses the terminal: nothing is opened.
    Refused,
}

/// What is being waited for; no word when nothing is.
#[derive(Clone, Copy)]
pub(super) struct Busy(RwSignal<&'static str>);

/// What the door's screens share.
#[derive(Clone)]
pub(super) struct Gate {
    pub(super) door: Door,
    pub(super) opened: Opened,
    pub(super) keeps: Keeps,
    pub(super) screen: RwSignal<Screen>,
    pub(super) busy: Busy,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// Who has shown who it is, and waits for the vault.
    pub(super) entered: Rc<RefCell<Option<Entered>>>,
    /// Why the terminal is refused.
    pub(super) refusal: Rc<RefCell<Option<Trouble>>>,
    /// Whose invitation is being used.
    pub(super) begun: Rc<RefCell<Option<InvitationBegun>>>,
}

impl Busy {
    pub(super) fn get(self) -> bool {
        !self.0.get().is_empty()
    }

    pub(super) fn get_word(self) -> &'static str {
        self.0.get()
    }

    pub(super) fn set(self, word: &'static str) {
        // The door may be open meanwhile.
        let _ = self.0.try_set(word);
    }
}

impl Gate {
    pub(super) fn new(opened: Opened, keeps: Keeps) -> Gate {
        Gate {
            door: Door::default(),
            opened,
            keeps,
            screen: RwSignal::new(Screen::Start),
            busy: Busy(RwSignal::new("")),
            trouble: RwSignal::new(None),
            entered: Rc::default(),
            refusal: Rc::default(),
            begun: Rc::default(),
        }
    }

    /// Shows another screen.
    pub(super) fn go(&self, screen: Screen) {
        self.trouble.set(None);
        self.screen.set(screen);
        // What was pressed is gone: the keyboard goes on at the first thing to do.
        request_animation_frame(|| {
            let first = document().query_selector(".door input, .door .door__main").ok().flatten();
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                // A hidden element keeps the focus where it is.
                let _ = first.focus();
            }
        });
    }

    /// Looks how the server takes this terminal; one that it refuses opens nothing.
    pub(super) async fn look(&self) {
        if let Some(why) = self.door.refusal().await {
            self.refusal.replace(Some(why));
            // The door may be open meanwhile: then the first question to the server closes it.
            let _ = self.screen.try_set(Screen::Refused);
        }
    }

    /// Does one thing at a time, says what, and says why it failed.
    pub(super) fn run(&self, word: &'static str, work: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.busy.0.get_untracked() != "" {
            return;
        }
        self.trouble.set(None);
        self.busy.set(word);
        let gate = self.clone();
        spawn_local(async move {
            let outcome = work.await;
            gate.busy.set("");
            if let Err(trouble) = outcome {
                let _ = gate.trouble.try_set(Some(trouble));
            }
        });
    }

    /// Somebody has shown who it is: on to the vault.
    pub(super) async fn came(&self, entered: Entered) -> Result<(), Trouble> {
        if self.keeps == Keeps::Nothing {
            self.open(Local::open().await.map_err(|error| error.trouble()));
            return Ok(());
        }
        let next = self.door.next(entered).await?;
        self.follow(next).await
    }

    /// The door is open, or why it does not.
    pub(super) fn open(&self, local: Result<Local, Trouble>) {
        if let Ok(local) = &local
            && local.has_vault()
        {
            lock(local);
        }
        self.opened.set(Some(local));
    }

    /// Opens, or shows what is needed first.
    pub(super) async fn follow(&self, next: Next) -> Result<(), Trouble> {
        match next {
            Next::Open(vault) => self.open(vault.local().await),
            Next::NewPassphrase(entered) => {
                self.entered.replace(Some(entered));
                self.go(Screen::NewPassphrase);
            }
            Next::OtherWay(entered) => {
                self.entered.replace(Some(entered));
                self.go(Screen::OtherWay);
            }
        }
        Ok(())
    }
}
