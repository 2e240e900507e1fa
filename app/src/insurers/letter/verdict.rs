use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::letters::Receipt;

use crate::local::Local;
use crate::sent::{Verified, verify};
use crate::ui::{Icon, icon};

/// Whether the receipt's signature is the server's; asked once the letter is shown.
pub(super) fn seal(local: &Local, receipt: Receipt) -> AnyView {
    let verified = RwSignal::new(None::<Verified>);
    let local = local.clone();
    spawn_local(async move {
        let verdict = verify(&local, &receipt).await;
        // The letter may have been left meanwhile.
        let _ = verified.try_set(Some(verdict));
    });
    let said = move || {
        let (sign, word) = match verified.get()? {
            Verified::Yes => (Icon::Done, "署名を確認済み"),
            Verified::No => (Icon::Fix, "署名が合いません"),
            Verified::Unknown => (Icon::Help, "署名は未確認"),
        };
        Some(view! { {icon(sign)} {word} })
    };
    view! { <span class="letter-head__seal" role="status">{said}</span> }.into_any()
}
