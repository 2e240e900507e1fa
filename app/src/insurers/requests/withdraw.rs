use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::paths;
use wire::requests::RequestView;

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
pub(super) fn dialog(place: &Place, withdrawal: Withdrawal) -> AnyView {
    let element = NodeRef::<Dialog>::new();
    let asks = withdrawal.asks;
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (asks.read().is_some(), dialog.open()) {
            // A dialog that is not in the page any more cannot be shown.
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let whose = move || asks.get().map(|(_, name)| name);
    let place = place.clone();
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="withdraw-title" on:close=move |_| asks.set(None)>
            <h2 class="dialog__title" id="withdraw-title">{whose} "さんの依頼を取り下げますか"</h2>
            <p>"医療機関の画面に「取り下げ」と表示されます。すでに書かれた意見書が届いたときは、そのまま受け取ります。"</p>
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| asks.set(None)>"やめる"</button>
                <button type="button" class="button button--filled" on:click=move |_| withdraw(&place, withdrawal)>"取り下げる"</button>
            </div>
        </dialog>
    }
    .into_any()
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
