use access::{Strength, strength};
use leptos::prelude::*;

use super::field::{Field, secret_field};
use super::gate::Gate;
use super::invitation::back;
use super::other_way::{Whose, whose};
use crate::el::{El, el};
use crate::local::Trouble;

/// Choose a passphrase, because the passkey cannot guard the vault.
pub(super) fn new(gate: &Gate) -> El {
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let making = gate.clone();
    let make = move || {
        let gate = making.clone();
        making.run("保管庫を作っています（数秒かかります）…", async move {
            let passphrase = agreed(first, second)?;
            let entered = gate.entered.borrow_mut().take();
            let Some(entered) = entered else { return Ok(()) };
            match gate.door.new_passphrase(&entered, passphrase).await {
                Ok(next) => gate.follow(next).await,
                Err(trouble) => {
                    gate.entered.replace(Some(entered));
                    Err(trouble)
                }
            }
        });
    };
    let pressed = make.clone();
    el("div")
        .class("card door__card")
        .child(el("h1").class("door__title").text("保管庫のパスフレーズを決めます"))
        .child(el("p").text(
            "このパスキーは、端末に保存する意見書の鍵を作れません。代わりに、通信がないときにも意見書を開くためのパスフレーズを決めます。",
        ))
        .child(pair(first, second, make))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled button--wide door__main")
                .text("このパスフレーズにする")
                .on("click", move |_| pressed()),
        )
        .child(back(gate))
}

/// The two fields of a new passphrase, and how strong it is.
pub(crate) fn pair(first: RwSignal<String>, second: RwSignal<String>, enter: impl Fn() + 'static) -> El {
    let judged = move || {
        let strength = first.with(|typed| strength(typed));
        let class = match strength {
            Strength::Empty => return None,
            Strength::Good => "door__strength door__strength--good",
            _ => "door__strength",
        };
        Some(el("p").class(class).text(strength.sentence()))
    };
    el("div")
        .class("door__pair")
        .child(secret_field(
            Field {
                id: "passphrase",
                label: "パスフレーズ",
                help: "12文字以上。関係のない言葉を4つほど並べると、覚えやすく強くなります。",
            },
            first,
            || (),
        ))
        .child(el("div").attr("role", "status").show(judged))
        .child(secret_field(
            Field {
                id: "passphrase-again",
                label: "もう一度",
                help: "忘れると、復旧キーがなければ開けません。紙に書くときは、端末と別の場所に置いてください。",
            },
            second,
            enter,
        ))
}

/// The passphrase, when it is strong enough and typed the same twice.
pub(crate) fn agreed(first: RwSignal<String>, second: RwSignal<String>) -> Result<String, Trouble> {
    let typed = first.get_untracked();
    let strength = strength(&typed);
    if strength != Strength::Good {
        return Err(Trouble::here("passphrase.weak", "パスフレーズが弱すぎます。", strength.sentence()));
    }
    if typed != second.get_untracked() {
        return Err(Trouble::here(
            "passphrase.differs",
            "2つのパスフレーズが違います。",
            "同じものを、もう一度入力してください。",
        ));
    }
    first.set(String::new());
    second.set(String::new());
    Ok(typed)
}

/// Type the passphrase.
pub(super) fn open(gate: &Gate) -> El {
    let typed = RwSignal::new(String::new());
    let (chosen, chooser) = whose(gate, Whose::Passphrase);
    let opening = gate.clone();
    let open = move || {
        let gate = opening.clone();
        let who = chosen();
        opening.run("開いています（数秒かかります）…", async move {
            let passphrase = typed.get_untracked();
            let entered = gate.entered.borrow_mut().take().or(who);
            let Some(entered) = entered else { return Ok(()) };
            match gate.door.by_passphrase(&entered, passphrase).await {
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
        .child(el("h1").class("door__title").text("パスフレーズで開く"))
        .opt(chooser)
        .child(secret_field(
            Field {
                id: "passphrase",
                label: "パスフレーズ",
                help: "この端末の保管庫に決めたものです。開いたあと、送信にはパスキーの確認が要ります。",
            },
            typed,
            open,
        ))
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled button--wide door__main")
                .text("開く")
                .on("click", move |_| pressed()),
        )
        .child(back(gate))
}
