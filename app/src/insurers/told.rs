//! What an officer is told after a press: that it was done, or why not.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::el::{El, el};
use crate::local::Trouble;
use crate::ui::{self, Icon, sign};

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// It was done.
    Done(String),
    /// It was not.
    Trouble(Trouble),
}

/// The banner of a trouble.
pub(super) fn trouble(trouble: Trouble) -> El {
    ui::banner("banner banner--error", "alert", Icon::Fix, trouble.title, trouble.action.unwrap_or_default())
}

/// The banner of what is to be told; nothing while there is nothing.
pub(super) fn banner(told: RwSignal<Option<Told>>) -> impl Fn() -> Option<El> {
    move || {
        told.get().map(|told| match told {
            Told::Trouble(reason) => trouble(reason),
            Told::Done(sentence) => el("div")
                .class("banner banner--done")
                .attr("role", "status")
                .child(sign(Icon::Done))
                .child(el("p").class("banner__text").text(sentence)),
        })
    }
}

/// Puts the focus on the element with this id, after the view has followed the signals.
pub(super) fn focus(id: impl Into<String>) {
    let id: String = id.into();
    request_animation_frame(move || {
        let element =
            document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            // What cannot take the focus is still in view.
            let _ = element.focus();
        }
    });
}
