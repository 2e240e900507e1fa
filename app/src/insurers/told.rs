//! What an officer is told after a press: that it was done, or why not.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::local::Trouble;
use crate::ui::{Icon, icon};

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// It was done.
    Done(String),
    /// It was not.
    Trouble(Trouble),
}

/// The banner of a trouble.
pub(super) fn trouble(trouble: Trouble) -> AnyView {
    view! {
        <div class="banner banner--error" role="alert">
            {icon(Icon::Fix)}
            <p class="banner__text"><strong>{trouble.title}</strong> " " {trouble.action}</p>
        </div>
    }
    .into_any()
}

/// The banner of what is to be told; nothing while there is nothing.
pub(super) fn banner(told: RwSignal<Option<Told>>) -> impl Fn() -> Option<AnyView> {
    move || {
        told.get().map(|told| match told {
            Told::Trouble(reason) => trouble(reason),
            Told::Done(sentence) => view! {
                <div class="banner banner--done" role="status">
                    {icon(Icon::Done)}
                    <p class="banner__text">{sentence}</p>
                </div>
            }
            .into_any(),
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
