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
    let is_known = gate.entered.borrow().as_ref().is_some_and(|entered| entered.me().is_some());
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
        .opt(is_known.then(|| anew(gate)))
        .child(back(gate))
}

/// Nothing opens the vault any more: whoever has shown who it is may give up what is in it, and begins with an empty one.
fn anew(gate: &Gate) -> El {
    let unsent = gate.entered.borrow().as_ref().map_or(0, Entered::unsent);
    let loss = match unsent {
        0 => "サーバーにまだない内容は、この端末の記録にはありません。".to_owned(),
        unsent => format!("サーバーにまだない内容が{unsent}件あります。消すと、この{unsent}件は戻せません。"),
    };
    let sure = RwSignal::new(false);
    let giving = gate.clone();
    let give_up = move || {
        if !sure.get_untracked() {
            return sure.set(true);
        }
        let gate = giving.clone();
        giving.run("新しい保管庫を作っています…", async move {
            let entered = gate.entered.borrow_mut().take();
            let Some(entered) = entered else { return Ok(()) };
            let next = gate.door.anew(entered).await?;
            gate.follow(next).await
        });
    };
    let word = move || match sure.get() {
        false => "この保管庫を消して、新しく始める",
        true => "失うことを承知で、消して始める",
    };
    el("details")
        .child(el("summary").text("どの方法でも開けないとき"))
        .child(el("p").text(
            ["パスキーをすべてなくし、ほかの開き方もないときは、この端末の保管庫をあきらめて、空の保管庫で始められます。依頼と、サーバーにある下書きは、そのまま使えます。", &loss].concat(),
        ))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--wide button--danger")
                .live_text(word)
                .on("click", move |_| give_up()),
        )
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
