//! 印刷・PDF as a window over a list or a letter.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::el::{El, el};
use crate::ui::{Icon, sign};

const ID: &str = "print-window";

/// The window with what stands in it, opened as soon as it stands on the page.
pub(super) fn window(inside: El, close: fn()) -> El {
    let left = window_event_listener(ev::popstate, move |_| close());
    on_cleanup(move || left.remove());
    request_animation_frame(|| {
        let dialog = document().get_element_by_id(ID);
        if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    let head = el("div")
        .class("print-window__head")
        .child(el("h2").attr("id", "print-window-title").text("印刷・PDF"))
        .child(
            el("button")
                .class("button")
                .attr("type", "button")
                .child(sign(Icon::Close))
                .text("閉じる")
                .on("click", move |_| close()),
        );
    el("dialog")
        .class("print-window")
        .attr("id", ID)
        .attr("aria-labelledby", "print-window-title")
        .on("close", move |event| {
            // The dialog of a page seen large stands inside.
            if event.target() == event.current_target() {
                close();
            }
        })
        // The keys of the page beneath rest meanwhile.
        .on("keydown", |event| event.stop_propagation())
        .child(head)
        .child(inside)
}
