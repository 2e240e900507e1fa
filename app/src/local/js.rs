//! Browser calls that web-sys has no stable name for, and promises and timers as futures.

use std::cell::RefCell;
use std::future::Future;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);

    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// Calls a method by its name: what is called from pieces alone costs nothing in the first download.
pub(crate) fn call(object: &JsValue, method: &str, words: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let all = Array::new();
    for word in words {
        all.push(word);
    }
    method.apply(object, &all)
}

/// Waits for what a method promises.
pub(super) async fn promised(object: &JsValue, method: &str, words: &[&JsValue]) -> Result<JsValue, JsValue> {
    wait(call(object, method, words)?.unchecked_into()).await
}

/// A property of the page's window.
pub(crate) fn global(name: &str) -> JsValue {
    property(&js_sys::global(), name)
}

/// Runs a future to its end.
pub(super) fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Milliseconds of a steady clock that begins with the page.
pub(super) fn steady_ms() -> u64 {
    performance_now() as u64
}

/// Calls back once after `ms` milliseconds.
pub(super) fn after(ms: u64, callback: impl FnOnce() + 'static) {
    set_timeout(&Closure::once_into_js(callback), ms as f64);
}

/// One timer that is set again and again: the last time set counts.
pub(super) struct Alarm {
    ring: Closure<dyn Fn()>,
    timer: RefCell<JsValue>,
}

impl Alarm {
    /// An alarm that rings for nobody yet.
    pub(super) fn new(ring: impl Fn() + 'static) -> Alarm {
        Alarm { ring: Closure::new(ring), timer: RefCell::new(JsValue::UNDEFINED) }
    }

    /// Rings once after `ms` milliseconds.
    pub(super) fn set(&self, ms: u64) {
        let timer = set_timeout(self.ring.as_ref(), ms as f64);
        // One that has rung, or that was never set, is cleared without effect.
        clear_timeout(&self.timer.replace(timer));
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        clear_timeout(&self.timer.borrow());
    }
}

/// Waits `ms` milliseconds.
pub(super) async fn sleep(ms: u64) {
    let promise = Promise::new(&mut |resolve, _| {
        set_timeout(&resolve, ms as f64);
    });
    // The promise is only ever resolved.
    let _ = JsFuture::from(promise).await;
}

/// Random bytes of the browser's generator.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Fails only for more than 65,536 bytes.
    let _ = get_random_values(&mut bytes);
    bytes
}

/// A random number.
pub(super) fn random_number() -> u64 {
    u64::from_le_bytes(random())
}

/// A promise and the function that resolves it.
pub(super) fn deferred() -> (Promise, Function) {
    let mut resolver = None;
    let promise = Promise::new(&mut |resolve, _| resolver = Some(resolve));
    (promise, resolver.unwrap_or_else(|| Function::new_no_args("")))
}

/// Resolves a function made by [`deferred`].
pub(super) fn resolve(resolver: &Function, value: &JsValue) {
    let _ = resolver.call1(&JsValue::NULL, value);
}

/// Waits for a promise.
pub(super) async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

/// Waits for a promise for at most `ms` milliseconds; `None` when it took longer.
pub(super) async fn wait_at_most(promise: Promise, ms: u64) -> Option<Result<JsValue, JsValue>> {
    let late = JsValue::from(Object::new());
    let timer = Promise::new(&mut |resolve, _| {
        let late = late.clone();
        after(ms, move || self::resolve(&resolve, &late));
    });
    let first = wait(Promise::race(&Array::of2(&promise, &timer))).await;
    match first {
        Ok(value) if value == late => None,
        other => Some(other),
    }
}

/// A plain object.
pub(super) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // A fresh plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// A property, `undefined` when there is none.
pub(super) fn property(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is text.
pub(super) fn text(value: &JsValue, key: &str) -> Option<String> {
    property(value, key).as_string()
}

/// Bytes as JavaScript holds them.
pub(super) fn bytes(bytes: &[u8]) -> Uint8Array {
    Uint8Array::from(bytes)
}

/// The window.
pub(super) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}
