use std::sync::Arc;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::opened::Opened;
use super::{Pane, asked, beside, points, receipt, version, whole};
use crate::insurers::intake::{differing, pairs};
use crate::insurers::route::{Route, Tab};
use crate::insurers::told::focus;

const PANEL: &str = "letter-panel";

/// The tabs of an open letter and what the chosen one shows.
pub(super) fn tabs(pane: &Pane, open: &Arc<Opened>) -> AnyView {
    let there: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| has(open, *tab)).collect();
    let (router, id) = (pane.place.router, pane.id.clone());
    let known = there.clone();
    let chosen = Memo::new(move |_| match router.route() {
        Route::Queue(Some((_, tab))) if known.contains(&tab) => tab,
        _ => Tab::Points,
    });
    let turn = move |tab: Tab| router.turn(Route::Queue(Some((id.clone(), tab))));
    let buttons = there.iter().map(|tab| {
        let (tab, turn) = (*tab, turn.clone());
        let here = move || chosen.get() == tab;
        view! {
            <button type="button" role="tab" class="tabs__tab" id=element(tab) aria-controls=PANEL
                aria-selected=move || here().to_string() tabindex=move || if here() { "0" } else { "-1" }
                on:click=move |_| turn(tab)>
                {word(open, tab)} {count(open, tab)}
            </button>
        }
    });
    let buttons = buttons.collect_view();
    let (order, move_to) = (there, turn);
    let arrows = move |event: KeyboardEvent| {
        let here = order.iter().position(|tab| *tab == chosen.get_untracked()).unwrap_or(0);
        let last = order.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" => {
                if here == last {
                    0
                } else {
                    here + 1
                }
            }
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
        Tab::Version => version::version(&pane, &open),
        Tab::Beside => beside::beside(&pane, &open),
        Tab::Receipt => receipt::receipt(&pane, &open),
    };
    view! {
        <div class="tabs" role="tablist" aria-label="意見書の見かた" on:keydown=arrows>{buttons}</div>
        <div class="tabs__panel" role="tabpanel" id=PANEL tabindex="0" aria-labelledby=move || element(chosen.get())>{panel}</div>
    }
    .into_any()
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
fn count(open: &Opened, tab: Tab) -> Option<AnyView> {
    let (n, word) = match tab {
        Tab::Intake => (
            open.request.as_ref().map_or(0, |asked| differing(&pairs(&asked.request, &open.letter))),
            "か所の違い",
        ),
        Tab::Beside => (open.view.beside.len(), "通"),
        _ => (0, ""),
    };
    (n > 0).then(|| {
        view! { <span class="badge">{n} <span class="visually-hidden">{word}</span></span> }.into_any()
    })
}
