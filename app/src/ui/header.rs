use leptos::prelude::*;
use wire::people::MeView;

use super::{Icon, Tone, chip};

/// One entry of the main navigation.
pub struct Tab {
    /// Where it leads.
    pub path: &'static str,
    /// The word.
    pub word: &'static str,
    /// How many wait there; 0 shows nothing.
    pub count: Signal<usize>,
}

/// The header of lists and pages: brand, places, connection, who.
pub fn header(
    tabs: Vec<Tab>,
    here: &'static str,
    online: Signal<bool>,
    me: Signal<Option<MeView>>,
) -> AnyView {
    let links = tabs.into_iter().map(move |Tab { path, word, count }| {
        let current = (path == here).then_some("page");
        view! {
            <a class="header__link" href=path aria-current=current>
                {word}
                {move || {
                    let n = count.get();
                    (n > 0).then(|| view! { <span class="badge">{n} <span class="visually-hidden">"件"</span></span> })
                }}
            </a>
        }
    });
    view! {
        <header class="header">
            <a class="skip-link" href="#main">"本文へ"</a>
            <a class="header__brand" href=move || "/">
                <span class="header__name">"Ikensho"</span>
                <span class="header__what">"主治医意見書"</span>
            </a>
            <nav class="header__nav" aria-label="おもな画面">{links.collect_view()}</nav>
            <div class="header__side">
                <span role="status">{move || connection(online.get())}</span>
                {move || me.get().map(|me| {
                    let place = me.facility.map(|f| f.name).or(me.insurer.map(|i| i.name)).unwrap_or_default();
                    view! { <p class="header__who"><strong>{me.user.name}</strong> {place}</p> }
                })}
            </div>
        </header>
    }
    .into_any()
}

/// オンライン, or a calm オフライン.
fn connection(online: bool) -> AnyView {
    if online {
        chip(Tone::Plain, Icon::Online, "オンライン")
    } else {
        chip(Tone::Offline, Icon::Offline, "オフライン")
    }
}
