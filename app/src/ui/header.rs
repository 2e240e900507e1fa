use leptos::prelude::*;
use wire::people::MeView;

use super::{Icon, Tone, badge};
use crate::el::{El, el};

/// One entry of the main navigation.
pub struct Tab {
    /// Where it leads.
    pub path: &'static str,
    /// The word.
    pub word: &'static str,
    /// How many wait there; 0 shows nothing.
    pub count: Signal<usize>,
}

/// The header of lists and pages: brand, places, connection, who; `own` comes last.
pub fn header(
    tabs: Vec<Tab>,
    here: &'static str,
    online: Signal<bool>,
    me: Signal<Option<MeView>>,
    own: Vec<El>,
) -> El {
    let links = tabs.into_iter().map(|Tab { path, word, count }| {
        let current = (path == here).then_some("page");
        let link = el("a").class("header__link").attr("href", path).maybe("aria-current", current).text(word);
        link.show(move || {
            let n = count.get();
            let spoken = el("span").class("visually-hidden").text("件");
            (n > 0).then(|| el("span").class("badge").text(n.to_string()).child(spoken))
        })
    });
    let brand = el("a")
        .class("header__brand")
        .attr("href", "/")
        .child(el("span").class("header__name").text("Ikensho"))
        .child(el("span").class("header__what").text("主治医意見書"));
    let side = el("div")
        .class("header__side")
        .child(el("span").attr("role", "status").show(move || Some(connection(online.get()))))
        .show(move || me.get().map(who))
        .each(own);
    el("header")
        .class("header")
        .child(el("a").class("skip-link").attr("href", "#main").text("本文へ"))
        .child(brand)
        .child(el("nav").class("header__nav").attr("aria-label", "おもな画面").each(links))
        .child(side)
}

fn who(me: MeView) -> El {
    let place = me.facility.map(|f| f.name).or(me.insurer.map(|i| i.name)).unwrap_or_default();
    el("p").class("header__who").child(el("strong").text(me.user.name)).text(place)
}

/// オンライン, or a calm オフライン.
fn connection(online: bool) -> El {
    if online {
        badge(Tone::Plain, Icon::Online, "オンライン")
    } else {
        badge(Tone::Offline, Icon::Offline, "オフライン")
    }
}
