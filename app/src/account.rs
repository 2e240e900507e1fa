//! Who is here, at the right end of the header: the sign-in that is due, the lock, the way out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use wire::paths;
use wire::recoveries::RecoveryView;

use crate::el::{El, el};
use crate::local::Local;
use crate::ui::{Icon, banner, sign};

const DIALOG: &str = "sign-out";

/// The elements; none where nobody signs in.
pub fn account(local: &Local) -> Vec<El> {
    if !Local::asks_who() {
        return Vec::new();
    }
    let (signed_out, online) = (local.signed_out(), local.online());
    let trouble = RwSignal::new(String::new());
    let again = local.clone();
    let due = move || {
        let local = again.clone();
        let press = move |_| {
            let local = local.clone();
            spawn_local(async move {
                let outcome = local.sign_in_again().await;
                let words = outcome.err().map(|why| [why.title, why.action.unwrap_or_default()].concat());
                let _ = trouble.try_set(words.unwrap_or_default());
            });
        };
        (signed_out.get() && online.get()).then(|| {
            el("button")
                .attr("type", "button")
                .class("button button--small button--filled")
                .child(sign(Icon::Terminal))
                .text("本人確認をして送信を再開")
                .on("click", press)
        })
    };
    let said = el("p")
        .class("message message--error header__trouble")
        .attr("role", "alert")
        .live_text(move || trouble.get());
    let mut elements = vec![el("div").class("header__due").show(due).child(said)];
    if local.has_vault() {
        let locking = local.clone();
        elements.push(
            el("button")
                .attr("type", "button")
                .class("button button--small")
                .text("ロック")
                .on("click", move |_| locking.lock()),
        );
    }
    elements.push(el("button").attr("type", "button").class("button button--small").text("サインアウト").on(
        "click",
        |_| {
            if let Some(dialog) = dialog() {
                // Fails only for one that is open already.
                let _ = dialog.show_modal();
            }
        },
    ));
    elements.push(sign_out(local));
    elements
}

/// A recovery of one's own account that somebody has begun, and the way to call it off.
pub fn recovery(local: &Local) -> impl Fn() -> Option<El> + 'static {
    let (local, trouble) = (local.clone(), RwSignal::new(String::new()));
    move || {
        let id = local.me().get()?.session?.recovery_id?;
        let local = local.clone();
        let cancel = move |_| {
            let (local, id) = (local.clone(), id.clone());
            spawn_local(async move {
                let operation = local.new_id();
                let path = paths::cancel_recovery(&id);
                let outcome = async {
                    local.post::<RecoveryView>(&path, &(), &operation).await?;
                    local.look_again().await
                };
                let words =
                    outcome.await.err().map(|why| [why.title, why.action.unwrap_or_default()].concat());
                let _ = trouble.try_set(words.unwrap_or_default());
            });
        };
        let said = banner(
            "banner banner--error",
            "alert",
            Icon::Fix,
            "あなたのパスキーの復旧を、どなたかが始めました。".to_owned(),
            "頼んでいないときは、取りやめて、管理者に伝えてください。".to_owned(),
        );
        let button =
            el("button").attr("type", "button").class("button button--small").text("復旧を取りやめる");
        Some(said.child(button.on("click", cancel)).child(el("p").live_text(move || trouble.get())))
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(DIALOG).and_then(|dialog| dialog.dyn_into().ok())
}

/// What signing out means, and what it would lose.
fn sign_out(local: &Local) -> El {
    let (online, storage, sent) = (local.online(), local.storage(), local.sent());
    let trouble = RwSignal::new(String::new());
    let run = |local: &Local, destroy: bool| {
        let local = local.clone();
        move |_| {
            let local = local.clone();
            spawn_local(async move {
                if let Err(why) = local.sign_out(destroy).await {
                    let _ = trouble.try_set([why.title, why.action.unwrap_or_default()].concat());
                }
            });
        }
    };
    let only_here = move || storage.get().only_here;
    let what = move || {
        match (online.get(), only_here()) {
        (true, 0) => "サインアウトすると、この端末からは送信できなくなります。この端末だけにある内容はありません。".to_owned(),
        (true, n) => format!("サーバーにまだない内容が{n}件あります。「閉じるだけ」なら、この端末の保管庫に残り、次に開いたときに送られます。"),
        (false, 0) => "いまは通信がありません。この端末だけにある内容はありません。サーバーのサインインは、次につながったときに終わります。".to_owned(),
        (false, n) => format!("いまは通信がありません。サーバーにまだない内容が{n}件あります。保管庫を消すと、この{n}件は戻せません。"),
    }
    };
    let waiting = move || {
        let listing = sent.get();
        let open = listing.items.iter().filter(|sent| sent.item.as_ref().is_some_and(sync::Item::is_open));
        open.map(|sent| el("li").text([&sent.person.name, "さんの意見書（送っていません）"].concat()))
            .collect()
    };
    let destroy_word = move || match only_here() {
        0 => "サインアウトして、この端末の保管庫を消す".to_owned(),
        n => format!("{n}件を失うことを承知で、保管庫を消す"),
    };
    let keep_word = if local.has_vault() {
        "サインアウトして、保管庫は閉じるだけ"
    } else {
        "サインアウトする"
    };
    let buttons = el("div")
        .class("dialog__buttons dialog__buttons--column")
        .child(
            el("button")
                .attr("type", "button")
                .class("button button--filled")
                .text(keep_word)
                .on("click", run(local, false)),
        )
        .opt(local.has_vault().then(|| {
            el("button")
                .attr("type", "button")
                .class("button button--danger")
                .live_text(destroy_word)
                .on("click", run(local, true))
        }))
        .child(el("button").attr("type", "button").class("button").text("戻る").on("click", |_| {
            if let Some(dialog) = dialog() {
                dialog.close();
            }
        }));
    el("dialog")
        .class("dialog")
        .attr("id", DIALOG)
        .attr("aria-labelledby", "sign-out-title")
        .child(el("h2").attr("id", "sign-out-title").text("サインアウト"))
        .child(el("p").live_text(what))
        .child(el("ul").class("dialog__reasons").list(waiting))
        .child(el("p").class("message message--error").attr("role", "alert").live_text(move || trouble.get()))
        .child(buttons)
}
