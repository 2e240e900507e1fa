use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::opened::Opened;
use super::{Pane, asked, beside, points, receipt, version, whole};
use crate::el::{El, el};
use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::insurers::told::focus;

const PANEL: &str = "letter-panel";

/// The tabs of an open letter and what the chosen one shows.
pub(super) fn tabs(pane: &Pane, open: &Arc<Opened>) -> Vec<El> {
    let there: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| has(open, *tab)).collect();
    let (router, id) = (pane.place.router, pane.id.clone());
    let known = there.clone();
    let chosen = Memo::new(move |_| match router.route() {
        Route::Queue(Some((_, tab))) if known.contains(&tab) => tab,
        _ => Tab::Points,
    });
    let turn = move |tab: Tab| router.turn(Route::Queue(Some((id.clone(), tab))));
    let buttons: Vec<El> = there
        .iter()
        .map(|tab| {
            let (tab, turn) = (*tab, turn.clone());
            let here = move || chosen.get() == tab;
            el("button")
                .attr("type", "button")
                .attr("role", "tab")
                .class("tabs__tab")
                .attr("id", element(tab))
                .attr("aria-controls", PANEL)
                .truth("aria-selected", here)
                .live("tabindex", move || Some(if here() { "0" } else { "-1" }.into()))
                .on("click", move |_| turn(tab))
                .text([&word(open, tab), " "].concat())
                .opt(count(open, tab))
        })
        .collect();
    let (order, move_to) = (there, turn);
    let arrows = move |event: Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let here = order.iter().position(|tab| *tab == chosen.get_untracked()).unwrap_or(0);
        let last = order.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" if here == last => 0,
            "ArrowRight" => here + 1,
            "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        if let Some(tab) = order.get(next) {
            event.prevent_default();
            move_to(*tab);
            focus(element(*tab));
        }
    };
    let (pane, open) = (pane.clone(), Arc::clone(open));
    let panel = move || match chosen.get() {
        Tab::Points => points::points(&pane, &open),
        Tab::Whole => whole::whole(&pane, &open),
        Tab::Intake => asked::asked(&open),
        Tab::Version => vec![version::version(&pane, &open)],
        Tab::Beside => beside::beside(&pane, &open),
        Tab::Receipt => vec![receipt::receipt(&pane, &open)],
    };
    let tabs = el("div").class("tabs").attr("role", "tablist").attr("aria-label", "意見書の見かた");
    let shown = el("div")
        .class("tabs__panel")
        .attr("role", "tabpanel")
        .attr("id", PANEL)
        .attr("tabindex", "0")
        .live("aria-labelledby", move || Some(element(chosen.get()).into()))
        .list(panel);
    vec![tabs.on("keydown", arrows).each(buttons), shown]
}

fn element(tab: Tab) -> String {
    ["tab-", tab.name()].concat()
}

/// Whether there is anything to show.
fn has(open: &Opened, tab: Tab) -> bool {
    match tab {
        Tab::Points | Tab::Whole | Tab::Receipt => true,
        Tab::Intake => open.request.is_some(),
        Tab::Version => open.view.replaces.is_some(),
        Tab::Beside => !open.view.beside.is_empty(),
    }
}

fn word(open: &Opened, tab: Tab) -> String {
    match tab {
        Tab::Points => "要点".to_owned(),
        Tab::Whole => "全文".to_owned(),
        Tab::Intake => "依頼との照合".to_owned(),
        Tab::Version => ["第", &open.view.line.version.saturating_sub(1).to_string(), "版との比較"].concat(),
        Tab::Beside => "ほかの医療機関".to_owned(),
        Tab::Receipt => "受付票".to_owned(),
    }
}

/// How many there are to look at.
fn count(open: &Opened, tab: Tab) -> Option<El> {
    let (n, word) = match tab {
        Tab::Intake => (
            open.request.as_ref().map_or(0, |asked| differing(&pairs(&asked.request, &open.letter))),
            "か所の違い",
        ),
        Tab::Beside => (open.view.beside.len(), "通"),
        _ => (0, ""),
    };
    let spoken = el("span").class("visually-hidden").text(word);
    (n > 0).then(|| el("span").class("badge").text(n.to_string()).child(spoken))
}
