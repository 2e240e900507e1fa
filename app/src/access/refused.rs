use super::gate::Gate;
use super::start::vault;
use crate::el::{El, el};

/// The server refuses this terminal. What was written stays sealed on it.
pub(super) fn refused(gate: &Gate) -> El {
    let (title, action) = match &*gate.refusal.borrow() {
        Some(why) => (why.title.clone(), why.action.clone().unwrap_or_default()),
        None => Default::default(),
    };
    let vaults = gate.door.vaults();
    let kept = (!vaults.is_empty()).then(|| {
        el("div")
            .class("door__pair")
            .child(el("p").text(
                "この端末に保存した下書きと、まだ送っていない意見書は、暗号化したまま残っています。証明書が使えるようになると、また開けます。",
            ))
            .child(el("ul").class("door__vaults").each(vaults.iter().map(vault)))
    });
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text(title))
        .child(el("p").text(action))
        .opt(kept)
        .child(
            el("a")
                .class("button button--filled button--wide door__main")
                .attr("href", "/terminal")
                .text("証明書の確認と入れ方"),
        )
}
