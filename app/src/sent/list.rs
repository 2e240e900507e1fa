use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::Item;

use super::card::card;
use super::export::export;
use super::receipt::receipt;
use super::step::Step;
use crate::el::el;
use crate::local::{ListState, Local, SentView, Trouble};
use crate::route::Router;
use crate::ui::{Icon, banner, by, sign};

/// 送信箱と受付票.
pub fn sent(local: Local, router: Router, chosen: Option<String>) -> AnyView {
    let (list, insurers, storage) = (local.sent(), local.insurers(), local.storage());
    let trouble = RwSignal::new(None::<Trouble>);
    let receipt_of = chosen.as_deref().map(|letter| receipt(&local, letter));
    let signed_out = local.signed_out();
    let (sender, local_here) = (local.clone(), local.clone());
    let cards = move || {
        let listing = list.get();
        let mut sent: Vec<SentView> = listing.items.iter().cloned().collect();
        if sent.is_empty() {
            let loading = listing.state == ListState::Loading;
            return vec![el("li").class("empty card").text(if loading {
                "読み込んでいます…"
            } else {
                NOTHING
            })];
        }
        by(&mut sent, |a, b| Step::of(a).order().cmp(&Step::of(b).order()));
        let insurers = insurers.read();
        let one = |sent: &SentView| {
            let insurer = insurers.iter().find(|i| i.insurer_no == sent.person.insurer_no);
            let no = &sent.person.insurer_no;
            let insurer = insurer.map_or_else(|| no.clone(), |i| [&i.name, "（", no, "）"].concat());
            card(&local, router, sent, insurer, chosen.as_deref() == Some(&sent.letter_id), trouble)
        };
        sent.iter().map(one).collect()
    };
    let send_now = move || {
        let open =
            list.read().items.iter().filter(|sent| sent.item.as_ref().is_some_and(Item::is_open)).count();
        let sender = sender.clone();
        let button = el("button").attr("type", "button").class("button button--filled");
        if open > 0 && signed_out.get() {
            let needed = format!("送信には本人確認が必要です（{open}件）");
            return Some(button.text(needed).on("click", move |_| {
                let sender = sender.clone();
                spawn_local(async move {
                    if let Err(why) = sender.sign_in_again().await {
                        let _ = trouble.try_set(Some(why));
                    }
                });
            }));
        }
        (open > 0)
            .then(|| button.text(format!("今すぐ送る（{open}件）")).on("click", move |_| sender.send_now()))
    };
    let only_here = el("p")
        .class("sent__only-here")
        .child(sign(Icon::Terminal))
        .text("この端末だけにある意見書 ")
        .child(el("strong").live_text(move || format!("{}件", storage.read().only_here)));
    let head = el("div")
        .class("page__head")
        .child(el("h1").class("page__title").text("送信箱と受付票"))
        .child(el("div").class("page__actions").child(only_here).show(send_now));
    let told = move || {
        trouble.get().map(|trouble| {
            banner(
                "banner banner--error",
                "alert",
                Icon::Fix,
                trouble.title,
                trouble.action.unwrap_or_default(),
            )
        })
    };
    let columns = el("div")
        .class(if receipt_of.is_some() { "sent" } else { "sent sent--alone" })
        .child(el("ul").class("sent__cards").attr("aria-live", "polite").list(cards))
        .child(el("div").class("sent__receipt").opt(receipt_of));
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(head)
        .show(told)
        .child(columns)
        .child(export(local_here, trouble))
        .any()
}

const NOTHING: &str = "送った意見書はまだありません。意見書を「完成」すると、ここから送られます。";
