//! j and k move between the rows of the queue; Enter on a row is the link's own.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

const ROWS: &str = ".queue__link";
const TYPING: &str = "input, select, textarea, dialog";

/// Listens as long as the queue is shown.
pub(super) fn listen() {
    let handle = window_event_listener(ev::keydown, |event| step(&event));
    on_cleanup(move || handle.remove());
}

fn step(event: &KeyboardEvent) {
    let forward = match event.key().as_str() {
        "j" => true,
        "k" => false,
        _ => return,
    };
    let focused = document().active_element();
    let typing = focused.as_ref().is_some_and(|element| matches!(element.closest(TYPING), Ok(Some(_))));
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let rows = rows();
    let at = |wanted: &dyn Fn(&HtmlElement) -> bool| rows.iter().position(wanted);
    // From the row with the focus, or else from the one that is open.
    let here = at(&|row| focused.as_ref().is_some_and(|element| row.is_same_node(Some(element))))
        .or_else(|| at(&|row| row.has_attribute("aria-current")).filter(|_| !in_queue(focused.as_ref())));
    let next = match (here, forward) {
        (None, _) => 0,
        (Some(here), true) => here + 1,
        (Some(here), false) => here.saturating_sub(1),
    };
    if let Some(row) = rows.get(next.min(rows.len().saturating_sub(1))) {
        event.prevent_default();
        // A row that cannot take the focus only stays where it is.
        let _ = row.focus();
    }
}

fn in_queue(focused: Option<&Element>) -> bool {
    focused.is_some_and(|element| matches!(element.closest(ROWS), Ok(Some(_))))
}

fn rows() -> Vec<HtmlElement> {
    let Ok(list) = document().query_selector_all(ROWS) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}
