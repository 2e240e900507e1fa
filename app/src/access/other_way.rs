use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::{Field, code_field};
use super::gate::{Gate, Screen};
use super::invitation::back;
use super::passphrase::{agreed, pair};
use crate::el::{El, el};
use crate::local::{Entered, KnownVault};

/// The passkey that signed in does not open this vault: which other ways there are.
pub(super) fn other_way(gate: &Gate) -> El {
    let ways = RwSignal::new((false, false));
    let asking = gate.clone();
    spawn_local(async move {
        let entered = asking.entered.borrow_mut().take();
        if let Some(entered) = entered {
            let found = entered.other_ways().await;
            asking.entered.replace(Some(entered));
            // The screen may be gone.
            let _ = ways.try_set(found);
        }
    });
    let name = gate.entered.borrow().as_ref().and_then(Entered::name).unwrap_or_default();
    let choice = |word: &'static str, screen: Screen| {
        let gate = gate.clone();
        let button = el("button").attr("type", "button").class("button button--wide").text(word);
        button.on("click", move |_| gate.go(screen))
    };
    let (passphrase, recovery) =
        (choice("パスフレーズで開く", Screen::Passphrase), choice("復旧キーで開く", Screen::Recovery));
    let (passphrase, recovery) =
        (passphrase.hidden(move || !ways.get().0), recovery.hidden(move || !ways.get().1));
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text("この端末の保管庫は、別の方法で閉じられています"))
        .child(el("p").text(
            [&name, "さんの意見書が、この端末に保存されています。いまのパスキーではなく、いつもこの端末で使っているパスキーで開いてください。"].concat(),
        ))
        .child(passphrase)
        .child(recovery)
        .child(el("p").class("door__help").text("開くと、いまのパスキーでも開けるようになります。"))
        .child(back(gate))
}

/// Type the facility's recovery key.
pub(super) fn recovery(gate: &Gate) -> El {
    let typed = RwSignal::new(String::new());
    // Without a passkey that opens the vault the forgotten passphrase gives way to a new one.
    let is_new_due = gate.entered.borrow().as_ref().is_some_and(Entered::has_no_key);
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (chosen, chooser) = whose(gate, Whose::Recovery);
    let opening = gate.clone();
    let open = move || {
        let gate = opening.clone();
        let who = chosen();
        opening.run("復旧キーで開いています…", async move {
            let passphrase = if is_new_due { Some(agreed(first, second)?) } else { None };
            let entered = gate.entered.borrow_mut().take().or(who);
            let Some(entered) = entered else { return Ok(()) };
            match gate.door.by_recovery(&entered, typed.get_untracked(), passphrase).await {
                Ok(next) => {
                    typed.set(String::new());
                    gate.follow(next).await
                }
                Err(trouble) => {
                    gate.entered.replace(Some(entered).filter(|entered| entered.me().is_some()));
                    Err(trouble)
                }
            }
        });
    };
    let pressed = open.clone();
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text("復旧キーで開く"))
        .opt(chooser)
        .child(code_field(
            Field {
                id: "recovery-code",
                label: "復旧キー",
                help: "管理者が保管している用紙の文字です。先に新しいパスキーでサインインしておくと、これからはそのパスキーで開けます。",
            },
            typed,
            open.clone(),
        ))
        .opt(is_new_due.then(|| pair(first, second, open)))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled button--wide door__main")
                .text("開く")
                .on("click", move |_| pressed()),
        )
        .child(back(gate))
}

/// Which vaults can be opened this way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Passphrase,
    Recovery,
}

/// Whose vault is meant: who signed in, the only one there is, or the one that is chosen.
pub(super) fn whose(gate: &Gate, way: Whose) -> (Rc<dyn Fn() -> Option<Entered>>, Option<El>) {
    if gate.entered.borrow().is_some() {
        return (Rc::new(|| None), None);
    }
    let has = |vault: &KnownVault| if way == Whose::Passphrase { vault.passphrase } else { vault.recovery };
    let vaults: Vec<KnownVault> = gate.door.vaults().into_iter().filter(has).collect();
    let first = vaults.first().map(|vault| vault.user.clone()).unwrap_or_default();
    let user = RwSignal::new(first);
    let options =
        vaults.iter().map(|vault| el("option").attr("value", vault.user.clone()).text(vault.name.clone()));
    let select = el("select")
        .class("input")
        .attr("id", "whose")
        .on("change", move |event| user.set(event_target_value(&event)))
        .each(options);
    let field = el("div")
        .class("field")
        .child(el("label").class("field__label").attr("for", "whose").text("お名前"))
        .child(select);
    let many = vaults.len() > 1;
    let chosen = move || {
        let user = user.get_untracked();
        vaults.iter().find(|vault| vault.user == user).map(Entered::named)
    };
    (Rc::new(chosen), many.then_some(field))
}
