//! Batches written beside the page, by `public/writer.js`: the same envelopes in the same kind of transaction, at no cost
//! to the one who types. Where there is no such worker, or it fails, the page writes by itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::{Change, DiskError};
use crate::local::js;
use crate::local::keys::DataKey;

#[wasm_bindgen]
extern "C" {
    /// A worker, as far as it is used here.
    type Writer;

    /// `public/boot.js`; nothing where the page has no such worker.
    #[wasm_bindgen(js_namespace = window, js_name = ikenshoWriter, catch)]
    fn start() -> Result<Option<Writer>, JsValue>;

    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Writer, message: &JsValue);

    #[wasm_bindgen(method)]
    fn terminate(this: &Writer);

    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_on_message(this: &Writer, listener: &JsValue);

    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn set_on_error(this: &Writer, listener: &JsValue);
}

/// The worker. Dropped, it ends.
pub(super) struct Aside {
    writer: Writer,
    key_id: String,
    state: Rc<State>,
}

#[derive(Default)]
struct State {
    /// Its storage is open.
    ready: Cell<bool>,
    /// It has failed: whatever it is asked, the page does.
    failed: Cell<bool>,
    /// The batch under way, and who waits for its end.
    waiting: RefCell<Option<(u32, Function)>>,
    last: Cell<u32>,
}

impl Aside {
    /// Starts the worker with this key; `None` where there is none.
    pub(super) fn start(name: &str, key: &DataKey) -> Option<Aside> {
        let writer = start().ok()??;
        let state = Rc::new(State::default());
        let heard = Rc::clone(&state);
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data: Array = event.data().unchecked_into();
            heard.hear(data.get(0).as_f64().unwrap_or_default() as u32, &data.get(1));
        });
        let broken = Rc::clone(&state);
        let error = Closure::<dyn Fn()>::new(move || broken.fail());
        writer.set_on_message(&message.into_js_value());
        writer.set_on_error(&error.into_js_value());
        // The key can be handed on for use; it can be read neither there nor here.
        writer.post(&js::object(&[
            ("name", name.into()),
            ("key", key.key.clone().into()),
            ("keyId", key.id.as_str().into()),
        ]));
        Some(Aside { writer, key_id: key.id.clone(), state })
    }

    /// Whether it writes with this key.
    pub(super) fn is_for(&self, key: &DataKey) -> bool {
        self.key_id == key.id && !self.state.failed.get()
    }

    /// Whether it can write now: one batch at a time.
    pub(super) fn is_free(&self) -> bool {
        self.state.ready.get() && self.state.waiting.borrow().is_none()
    }

    /// Writes a batch in one transaction; returns when it is durable.
    pub(super) async fn write(&self, batch: &[Change]) -> Result<(), DiskError> {
        let number = self.state.last.get().wrapping_add(1).max(1);
        self.state.last.set(number);
        // One text, in lines: records are JSON of one line each, and places are ids. It is handed over as a whole.
        let mut message = number.to_string();
        for change in batch {
            let (store, place, text) = match change {
                Change::Put(store, place, text) => (store, place, text.as_str()),
                Change::Remove(store, place) => (store, place, ""),
            };
            for line in [store.name(), place, text] {
                message.push('\n');
                message.push_str(line);
            }
        }
        let (ended, resolve) = js::deferred();
        *self.state.waiting.borrow_mut() = Some((number, resolve));
        self.writer.post(&message.into());
        match js::wait(ended).await.ok().and_then(|name| name.as_string()).as_deref() {
            Some("") => Ok(()),
            Some("QuotaExceededError") => Err(DiskError::Full),
            _ => Err(DiskError::Closed),
        }
    }
}

impl State {
    fn hear(&self, number: u32, name: &JsValue) {
        let ok = name.as_string().is_some_and(|name| name.is_empty());
        if number == 0 {
            self.ready.set(ok);
            self.failed.set(!ok);
            return;
        }
        let waiting = self.waiting.take();
        if let Some((_, resolve)) = waiting.filter(|(wanted, _)| *wanted == number) {
            js::resolve(&resolve, name);
        }
    }

    fn fail(&self) {
        self.failed.set(true);
        if let Some((_, resolve)) = self.waiting.take() {
            js::resolve(&resolve, &JsValue::NULL);
        }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        self.writer.terminate();
        self.state.fail();
    }
}
