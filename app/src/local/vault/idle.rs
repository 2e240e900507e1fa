//! The vault locks by itself: after a while in which nobody touches any tab, and when the terminal has slept.
//!
//! Locking loads the page anew: drafts, key, and what stood on the screen go with the old page, none is picked out one by
//! one.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::{KnownVault, answer, is_due, remember};
use crate::local::device::Device;
use crate::local::js;
use crate::local::storage::local_storage;
use crate::local::tabs::Message;

/// Nobody has touched the terminal for so long.
const IDLE_MS: f64 = 10.0 * 60_000.0;
/// A clock that stood still for so long means that the terminal slept: hidden tabs tick once a minute.
const SLEPT_MS: f64 = 150_000.0;
const TICK_MS: u64 = 5_000;
/// When any tab was last touched.
const TOUCHED: &str = "ikensho-touched";

/// Watches from now on.
pub(in crate::local) fn watch(device: &Rc<Device>) {
    touched();
    let Some(window) = js::window() else { return };
    let noted = Rc::new(Cell::new(Date::now()));
    let note = Closure::<dyn Fn()>::new(move || {
        // Every tab reads it; once a tick is often enough.
        if Date::now() - noted.get() > TICK_MS as f64 {
            noted.set(Date::now());
            touched();
        }
    })
    .into_js_value();
    for event in ["pointerdown", "keydown", "wheel", "touchmove"] {
        // An ordinary event.
        let _ = window.add_event_listener_with_callback(event, note.unchecked_ref());
    }
    let ticked = Rc::new(Cell::new(Date::now()));
    if let Some(document) = window.document() {
        let (device, ticked) = (Rc::clone(device), Rc::clone(&ticked));
        // A terminal that wakes shows nothing of what it showed.
        let woke = Closure::<dyn Fn()>::new(move || look(&device, &ticked)).into_js_value();
        let _ = document.add_event_listener_with_callback("visibilitychange", woke.unchecked_ref());
    }
    let device = Rc::clone(device);
    js::spawn(async move {
        loop {
            js::sleep(TICK_MS).await;
            look(&device, &ticked);
        }
    });
}

fn look(device: &Rc<Device>, ticked: &Cell<f64>) {
    let now = Date::now();
    let slept = now - ticked.replace(now) > SLEPT_MS;
    let last = local_storage().and_then(|storage| storage.get_item(TOUCHED).ok()?);
    let idle = last.and_then(|last| last.parse::<f64>().ok()).is_some_and(|last| now - last > IDLE_MS);
    if slept || idle {
        device.lock();
    }
}

fn touched() {
    if let Some(storage) = local_storage() {
        // Without it, sleep alone locks.
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

    /// Writes what is not written, and lets go of the storage; whether that went well.
    pub(in crate::local) async fn close_vault(self: &Rc<Self>) -> bool {
        if self.vault.is_none() {
            return false;
        }
        answer(false);
        for open in self.open_drafts() {
            if open.flush().await.is_err() {
                answer(true);
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

/// The page begins anew.
pub(in crate::local) fn reload() {
    // Fails only for a page that is already going.
    let _ = js::call(&js::global("location"), "reload", &[]);
}
