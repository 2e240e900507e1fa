//! The vault locks by itself: after a while in which nobody touches any tab, and when the terminal has slept.
//!
//! Locking loads the page anew: drafts, key, and what stood on the screen go with the old page, none is picked out one by
//! one.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::{KnownVault, answer, is_due, remember};
use crate::local::device::Device;
use crate::local::js;
use crate::local::storage::local_storage;
use crate::local::tabs::Message;

/// Nobody has touched the terminal for so long.
const IDLE_MS: f64 = 10.0 * 60_000.0;
/// A clock that stood still for so long means that the terminal slept: hidden tabs tick once a minute.
const SLEPT_MS: f64 = 150_000.0;
const TICK_MS: u64 = 1_000;
/// Every tab reads when one was touched; this often it is written down.
const NOTE_MS: f64 = 5_000.0;
/// When any tab was last touched.
const TOUCHED: &str = "ikensho-touched";
/// A touch. Dictation and handwriting come without a key, screen readers press without a pointer.
const TOUCHES: [&str; 6] = ["pointerdown", "keydown", "click", "input", "wheel", "touchmove"];
/// Whoever comes back may be seen by these first.
const RETURNS: [&str; 4] = ["focus", "pageshow", "pointermove", "online"];

thread_local! {
    /// Whether the vault is being locked.
    static CLOSING: Cell<bool> = const { Cell::new(false) };
}

/// What is known of how long nobody has been here.
struct Watch {
    device: Rc<Device>,
    /// When a touch of this tab was last written down.
    noted: Cell<f64>,
    /// When this tab last looked.
    looked: Cell<f64>,
}

/// Watches from now on.
pub(in crate::local) fn watch(device: &Rc<Device>) {
    touched();
    let (Some(window), now) = (js::window(), Date::now()) else { return };
    let watch = Rc::new(Watch { device: Rc::clone(device), noted: Cell::new(now), looked: Cell::new(now) });
    let watching = Rc::clone(&watch);
    let touch = Closure::<dyn Fn(Event)>::new(move |event: Event| watching.touch(&event)).into_js_value();
    for name in TOUCHES {
        hear(&window, name, &touch);
    }
    let watching = Rc::clone(&watch);
    let returned = Closure::<dyn Fn()>::new(move || _ = watching.is_over()).into_js_value();
    for name in RETURNS {
        hear(&window, name, &returned);
    }
    if let Some(document) = window.document() {
        hear(&document, "visibilitychange", &returned);
    }
    js::spawn(async move {
        loop {
            js::sleep(TICK_MS).await;
            watch.is_over();
        }
    });
}

/// Hears an event before everything on the page does.
fn hear(target: &JsValue, name: &str, heard: &JsValue) {
    // An ordinary event.
    let _ = js::call(target, "addEventListener", &[&name.into(), heard, &true.into()]);
}

impl Watch {
    /// Somebody is here. Whoever is here too late, or after a sleep, does nothing but lock.
    fn touch(&self, event: &Event) {
        if self.is_over() {
            event.stop_immediate_propagation();
            if event.type_() == "keydown" {
                event.prevent_default();
            }
        } else if Date::now() - self.noted.get() > NOTE_MS {
            self.noted.set(Date::now());
            touched();
        }
    }

    /// Locks when it is time to; whether it was.
    fn is_over(&self) -> bool {
        if CLOSING.get() {
            return true;
        }
        let now = Date::now();
        let stood_still = now - self.looked.replace(now);
        let last = local_storage().and_then(|storage| storage.get_item(TOUCHED).ok()?);
        let last = last.and_then(|last| last.parse().ok()).unwrap_or_else(|| self.noted.get());
        if last > now {
            // The clock was put back.
            touched();
        }
        let untouched = now - last;
        // A tab that the browser froze has not slept while another one is used.
        let is_over = untouched > IDLE_MS || stood_still.min(untouched) > SLEPT_MS;
        if is_over {
            // At once: no frame is drawn before.
            cover(true);
            self.device.lock();
        }
        is_over
    }
}

fn touched() {
    if let Some(storage) = local_storage() {
        // Without it each tab goes by its own touches.
        let _ = storage.set_item(TOUCHED, &Date::now().to_string());
    }
}

impl Device {
    /// Locks the vault in every tab, once everything typed is on disk. While it cannot be written it stays open, and the
    /// screens say why.
    pub(in crate::local) fn lock(self: &Rc<Self>) {
        let device = Rc::clone(self);
        js::spawn(async move {
            if device.close_vault().await {
                device.channel.tell(&Message::Lock);
                reload();
            }
        });
    }

    /// The server refuses this terminal: nothing stays open on it.
    pub(in crate::local) fn shut_out(self: &Rc<Self>) {
        match self.vault {
            Some(_) => self.lock(),
            None if is_due() => reload(),
            None => {}
        }
    }

    /// Another tab has locked the vault, or opened somebody else's.
    pub(in crate::local) async fn locked_elsewhere(self: &Rc<Self>) {
        if self.close_vault().await {
            reload();
        }
    }

    /// Covers the page, writes what is not written, and lets go of the storage; whether that went well. If not, the page
    /// is there again.
    pub(in crate::local) async fn close_vault(self: &Rc<Self>) -> bool {
        if self.vault.is_none() || CLOSING.replace(true) {
            return false;
        }
        cover(true);
        answer(false);
        for open in self.open_drafts() {
            if open.flush().await.is_err() {
                answer(true);
                uncover();
                return false;
            }
        }
        self.note_vault();
        self.disk.retire();
        true
    }

    /// What is said of this vault while it is locked.
    pub(in crate::local) fn note_vault(&self) {
        let Some(vault) = &self.vault else { return };
        use leptos::prelude::WithUntracked;
        let ways = self.disk.ways();
        remember(KnownVault {
            user: vault.user.clone(),
            name: self.me.with_untracked(|me| me.as_ref().map(|me| me.user.name.clone()).unwrap_or_default()),
            unsent: self.storage.with_untracked(|view| view.only_here),
            passkey: !ways.passkeys().is_empty(),
            passphrase: ways.has_passphrase(),
            recovery: ways.has_recovery(),
        });
    }
}

/// The vault could not be locked: the page is there again.
pub(in crate::local) fn uncover() {
    cover(false);
    CLOSING.set(false);
}

/// Nothing of the page is seen, read out or pressed while it is covered.
fn cover(covered: bool) {
    let root = js::property(&js::global("document"), "documentElement");
    // An ordinary attribute.
    let _ = js::call(&root, "toggleAttribute", &[&"hidden".into(), &covered.into()]);
}

/// The page begins anew.
pub(in crate::local) fn reload() {
    // Fails only for a page that is already going.
    let _ = js::call(&js::global("location"), "reload", &[]);
}
