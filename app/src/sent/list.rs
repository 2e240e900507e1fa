use leptos::prelude::*;

use super::card::card;
use super::receipt::receipt;
use super::step::Step;
use crate::local::{ListState, Local, SentView, Trouble};
use crate::route::Router;
use crate::ui::{Icon, icon};

/// 送信箱と受付票.
pub fn sent(local: Local, router: Router, chosen: Option<String>) -> AnyView {
    let list = local.sent();
    let insurers = local.insurers();
    let storage = local.storage();
    let trouble = RwSignal::new(None::<Trouble>);
    let open = Memo::new(move |_| {
        list.read().items.iter().filter(|sent| matches!(Step::of(sent), Step::Waiting | Step::Tried)).count()
    });
    let receipt_of = chosen.clone();
    let cards = {
        let local = local.clone();
        move || {
            let listing = list.get();
            let mut sent: Vec<SentView> = listing.items.iter().cloned().collect();
            sent.sort_by_key(|one| Step::of(one).order());
            if sent.is_empty() {
                let text = if listing.state == ListState::Loading {
                    "読み込んでいます…"
                } else {
                    "送った意見書はまだありません。意見書を「完成」すると、ここから送られます。"
                };
                return view! { <li class="empty card">{text}</li> }.into_any();
            }
            sent.iter()
                .map(|one| {
                    let insurer =
                        insurers.read().iter().find(|i| i.insurer_no == one.person.insurer_no).map_or_else(
                            || one.person.insurer_no.clone(),
                            |i| format!("{}（{}）", i.name, i.insurer_no),
                        );
                    card(&local, router, one, insurer, chosen.as_deref() == Some(&one.letter_id), trouble)
                })
                .collect_view()
                .into_any()
        }
    };
    let send_now = {
        let local = local.clone();
        move |_| local.send_now()
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="page__head">
                <h1 class="page__title">"送信箱と受付票"</h1>
                <div class="page__actions">
                    <p class="sent__only-here">{icon(Icon::Terminal)} "この端末だけにある意見書 " <strong>{move || storage.read().only_here} "件"</strong></p>
                    {move || (open.get() > 0).then(|| {
                        let send_now = send_now.clone();
                        view! { <button type="button" class="button button--filled" on:click=send_now>"今すぐ送る（"{open.get()}"件）"</button> }
                    })}
                </div>
            </div>
            {move || trouble.get().map(|trouble| view! {
                <div class="banner banner--error" role="alert">{icon(Icon::Fix)}
                    <p class="banner__text"><strong>{trouble.title}</strong> " " {trouble.action}</p></div>
            })}
            <div class="sent">
                <ul class="sent__cards" aria-live="polite">{cards}</ul>
                <div class="sent__receipt">{receipt_of.map(|letter| receipt(&local, &letter))}</div>
            </div>
        </main>
    }
    .into_any()
}
