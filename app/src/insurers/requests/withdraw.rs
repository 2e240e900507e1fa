use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::paths;
use wire::requests::RequestView;

use crate::el::{El, el};
use crate::insurers::modal::modal;
use crate::insurers::operation::Operation;
use crate::insurers::shell::Place;
use crate::insurers::told::Told;

/// The request that is to be withdrawn, while it is asked whether it really is.
#[derive(Clone, Copy)]
pub(super) struct Withdrawal {
    /// Id of the request, and 氏名.
    pub(super) asks: RwSignal<Option<(String, String)>>,
    pub(super) told: RwSignal<Option<Told>>,
    operation: Operation,
}

impl Withdrawal {
    pub(super) fn new() -> Withdrawal {
        Withdrawal { asks: RwSignal::new(None), told: RwSignal::new(None), operation: Operation::new() }
    }
}

/// 「取り下げますか」.
pub(super) fn dialog(place: &Place, withdrawal: Withdrawal) -> El {
    let asks = withdrawal.asks;
    let title = move || {
        let whose = asks.get().map(|(_, name)| name).unwrap_or_default();
        [&whose, "さんの依頼を取り下げますか"].concat()
    };
    let place = place.clone();
    let button = |class, word| el("button").attr("type", "button").class(class).text(word);
    let buttons = el("div")
        .class("dialog__actions")
        .child(button("button", "やめる").on("click", move |_| asks.set(None)))
        .child(
            button("button button--filled", "取り下げる").on("click", move |_| withdraw(&place, withdrawal)),
        );
    let words = "医療機関の画面に「取り下げ」と表示されます。すでに書かれた意見書が届いたときは、そのまま受け取ります。";
    modal("withdraw-dialog", move || asks.read().is_some(), move || asks.set(None))
        .attr("aria-labelledby", "withdraw-title")
        .child(el("h2").class("dialog__title").attr("id", "withdraw-title").live_text(title))
        .child(el("p").text(words))
        .child(buttons)
}

fn withdraw(place: &Place, withdrawal: Withdrawal) {
    let Some((id, name)) = withdrawal.asks.get_untracked() else { return };
    withdrawal.asks.set(None);
    let place = place.clone();
    spawn_local(async move {
        let operation = withdrawal.operation.id(&place.local, &id);
        let answer = place.local.post::<RequestView>(&paths::withdraw(&id), &(), &operation).await;
        withdrawal.operation.answered(&answer);
        place.desk.refresh(&place.local);
        let told = match answer {
            Ok(_) => Told::Done([&name, "さんの依頼を取り下げました。"].concat()),
            Err(trouble) => Told::Trouble(trouble),
        };
        let _ = withdrawal.told.try_set(Some(told));
    });
}
