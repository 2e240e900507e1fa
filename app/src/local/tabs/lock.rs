//! Web Locks: one holder in the whole browser profile. The browser gives the lock on when a tab dies.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::local::js;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, options: &JsValue, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// How to take a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::local) enum Taking {
    /// Only if nobody holds it.
    IfFree,
    /// After whoever holds it, for at most so many milliseconds.
    Within(u64),
    /// After whoever holds it, however long that takes.
    Queue,
    /// From whoever holds it.
    Steal,
}

/// A lock that is held.
pub(in crate::local) struct Lock {
    release: Option<Function>,
    held: Rc<Cell<bool>>,
}

impl Lock {
    /// Whether it is still held: another tab may have stolen it.
    pub(in crate::local) fn is_held(&self) -> bool {
        self.held.get()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.held.set(false);
        if let Some(release) = &self.release {
            js::resolve(release, &JsValue::UNDEFINED);
        }
    }
}

/// Whether this browser has locks at all.
pub(in crate::local) fn are_there() -> bool {
    let navigator = js::property(&js_sys::global(), "navigator");
    js::property(&navigator, "locks").is_object()
}

/// Takes a lock; `None` when another tab holds it. `lost` is called when it is stolen later. Where the browser has no
/// locks it is given at once: the screens say then that only one tab may be used.
pub(in crate::local) async fn take(
    name: String,
    taking: Taking,
    lost: impl FnOnce() + 'static,
) -> Option<Lock> {
    let held = Rc::new(Cell::new(true));
    if !are_there() {
        return Some(Lock { release: None, held });
    }
    let (answer, answered) = js::deferred();
    let (until, release) = js::deferred();
    let given_up = Rc::new(Cell::new(false));
    let gone = Rc::clone(&given_up);
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let is_granted = lock.is_object();
        js::resolve(&answered, &is_granted.into());
        if is_granted && !gone.get() { until.into() } else { JsValue::UNDEFINED }
    });
    let options = match taking {
        Taking::IfFree => js::object(&[("ifAvailable", true.into())]),
        Taking::Steal => js::object(&[("steal", true.into())]),
        Taking::Within(_) | Taking::Queue => js::object(&[]),
    };
    let ended = request(&name, &options, &granted).ok()?;
    let still_held = Rc::clone(&held);
    js::spawn(async move {
        // It ends when it is released, or fails when it was stolen.
        if js::wait(ended).await.is_err() && still_held.replace(false) {
            lost();
        }
    });
    let is_granted = match taking {
        Taking::Within(ms) => js::wait_at_most(answer, ms).await,
        _ => Some(js::wait(answer).await),
    };
    if is_granted.is_some_and(|granted| granted.is_ok_and(|granted| granted.is_truthy())) {
        return Some(Lock { release: Some(release), held });
    }
    given_up.set(true);
    held.set(false);
    None
}
