use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::Receipt;

use crate::el::{El, el};
use crate::local::Local;
use crate::sent::{Verified, verify};
use crate::ui::{Icon, sign};

/// Whether the receipt's signature is the server's; asked once the letter is shown.
pub(super) fn seal(local: &Local, receipt: Receipt) -> El {
    let verified = RwSignal::new(None::<Verified>);
    let local = local.clone();
    spawn_local(async move {
        let verdict = verify(&local, &receipt).await;
        // The letter may have been left meanwhile.
        let _ = verified.try_set(Some(verdict));
    });
    let said = move || {
        let (which, word) = match verified.get() {
            None => return Vec::new(),
            Some(Verified::Yes) => (Icon::Done, "署名を確認済み"),
            Some(Verified::No) => (Icon::Fix, "署名が合いません"),
            Some(Verified::Unknown) => (Icon::Help, "署名は未確認"),
        };
        vec![sign(which), el("span").text(word)]
    };
    el("span").class("letter-head__seal").attr("role", "status").list(said)
}
