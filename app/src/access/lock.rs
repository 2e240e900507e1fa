use leptos::prelude::*;

use crate::el::el;
use crate::local::Local;

/// The button that locks while a letter is open. The editor is downloaded before it is known whether anybody signs in, so
/// the door brings it along; lists have it in their header.
pub(super) fn lock(local: &Local) {
    let (Some(body), local) = (document().body(), local.clone()) else { return };
    let button = el("button").attr("type", "button").class("button button--small").text("ロック");
    let button = button.on("click", move |_| local.lock());
    let aside = el("aside").class("lock").attr("aria-label", "この端末のロック").child(button);
    mount_to(body, move || aside.any()).forget();
}
