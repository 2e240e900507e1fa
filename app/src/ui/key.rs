use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// The key of a key event. While an input method composes, Enter is its own.
pub fn key_of(event: &Event) -> String {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.is_composing() { String::new() } else { event.key() }
}
