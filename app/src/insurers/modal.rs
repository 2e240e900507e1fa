//! A dialog that interrupts: shown while something is asked, closed by its buttons or the Escape key.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::el::{El, el};

/// The empty dialog with this id. `asks` says whether it is shown; `left` hears that it was closed.
pub(super) fn modal(id: &'static str, asks: impl Fn() -> bool + 'static, left: impl Fn() + 'static) -> El {
    Effect::new(move |_| {
        let wanted = asks();
        // The view follows the signals first.
        request_animation_frame(move || {
            let dialog = document().get_element_by_id(id).and_then(|found| found.dyn_into().ok());
            let Some(dialog): Option<HtmlDialogElement> = dialog else { return };
            match (wanted, dialog.open()) {
                // A dialog that is not in the page any more cannot be shown.
                (true, false) => _ = dialog.show_modal(),
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    });
    el("dialog").class("dialog").attr("id", id).on("close", move |_| left())
}
