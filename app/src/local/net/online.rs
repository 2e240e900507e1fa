use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::local::js;

/// The longest pause between two tries to reach the server.
const LONGEST_MS: u64 = 60_000;

/// Who hears that the server was reached or lost.
type ChangeListener = Rc<dyn Fn(bool)>;

/// Whether the server answers. Every exchange says so; while it does not, it is tried again and again.
pub(in crate::local) struct Online {
    signal: ArcRwSignal<bool>,
    tries: Cell<u32>,
    trying: Cell<bool>,
    /// Asks the server anything; what comes of it is told by [`Online::answered`] or [`Online::failed`].
    probe: RefCell<Option<Rc<dyn Fn()>>>,
    changed: RefCell<Option<ChangeListener>>,
    /// Whoever reads the live stream, while it waits for the server to answer.
    waiting: RefCell<Option<Waker>>,
}

impl Online {
    pub(in crate::local) fn new() -> Rc<Online> {
        Rc::new(Online {
            signal: ArcRwSignal::new(false),
            tries: Cell::new(0),
            trying: Cell::new(false),
            probe: RefCell::default(),
            changed: RefCell::default(),
            waiting: RefCell::default(),
        })
    }

    /// How to try, and whom to tell of a change. From now on the browser's own events are heard.
    pub(in crate::local) fn start(
        self: &Rc<Self>,
        probe: impl Fn() + 'static,
        changed: impl Fn(bool) + 'static,
    ) {
        *self.probe.borrow_mut() = Some(Rc::new(probe));
        *self.changed.borrow_mut() = Some(Rc::new(changed));
        let Some(window) = js::window() else { return };
        for name in ["online", "offline"] {
            let online = Rc::clone(self);
            // Either is only a hint: the answer to the probe counts.
            let heard = Closure::<dyn Fn()>::new(move || online.probe()).into_js_value();
            let _ = window.add_event_listener_with_callback(name, heard.unchecked_ref());
        }
    }

    pub(in crate::local) fn signal(&self) -> ArcRwSignal<bool> {
        self.signal.clone()
    }

    pub(in crate::local) fn is(&self) -> bool {
        self.signal.get_untracked()
    }

    /// Waits until the server answers. One waits at a time.
    pub(in crate::local) async fn comes(&self) {
        poll_fn(|context| match self.is() {
            true => Poll::Ready(()),
            false => {
                self.waiting.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await;
    }

    /// The server answered something.
    pub(in crate::local) fn answered(&self) {
        self.tries.set(0);
        self.set(true);
    }

    /// The server did not answer.
    pub(in crate::local) fn failed(self: &Rc<Self>) {
        self.set(false);
        if self.trying.replace(true) {
            return;
        }
        let tries = self.tries.get().min(6);
        self.tries.set(tries + 1);
        let full = (1_000_u64 << tries).min(LONGEST_MS);
        let pause = full / 2 + js::random_number() % (full / 2);
        let online = Rc::clone(self);
        js::after(pause, move || {
            online.trying.set(false);
            if !online.is() {
                online.probe();
            }
        });
    }

    /// Tries now.
    pub(in crate::local) fn probe(&self) {
        let probe = self.probe.borrow().clone();
        if let Some(probe) = probe {
            probe();
        }
    }

    fn set(&self, online: bool) {
        if self.is() == online {
            return;
        }
        self.signal.set(online);
        if online && let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
        let changed = self.changed.borrow().clone();
        if let Some(changed) = changed {
            changed(online);
        }
    }
}
