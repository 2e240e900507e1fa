use leptos::prelude::*;
use wire::letters::LetterState;

use super::five_items::five_items;
use super::queue::queue;
use super::requests::{import, list, send};
use super::route::{Route, Router};
use super::store::Desk;
use super::told;
use crate::account::account;
use crate::el::{El, el};
use crate::entrance::{Keeps, entrance};
use crate::local::{Local, Trouble};
use crate::outdated::outdated;
use crate::ui::{Tab, header};

/// What every screen of the desk is given.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) local: Local,
    pub(super) desk: Desk,
    pub(super) router: Router,
}

/// The desk: opens this device, then shows the place the address bar names.
pub fn desk() -> impl IntoView {
    let opened = RwSignal::new(None::<Result<Local, Trouble>>);
    let router = Router::start();
    move || match opened.get() {
        None => entrance(opened, Keeps::Nothing),
        Some(Err(trouble)) => page().child(told::trouble(trouble)).any(),
        Some(Ok(local)) => rooms(Place { desk: Desk::start(&local), local, router }),
    }
}

/// The main part of a page.
pub(super) fn page() -> El {
    el("main").class("page").attr("id", "main").attr("tabindex", "-1")
}

/// The place without what is open in it: opening a letter must not build the queue anew.
fn rooms(place: Place) -> AnyView {
    let router = place.router;
    let room = Memo::new(move |_| match router.route() {
        Route::Queue(_) => Route::Queue(None),
        other => other,
    });
    // A room that is entered takes the focus: what was pressed is gone with the one before.
    Effect::new(move |before: Option<Route>| {
        let now = room.get();
        if before.is_some_and(|before| before != now) {
            told::focus("main");
        }
        now
    });
    let outdated = outdated(place.local.too_old());
    let page = move || {
        let (here, page) = match room.get() {
            Route::Queue(_) => ("/", queue(&place)),
            Route::FiveItems => ("/five-items", five_items(&place)),
            Route::Requests => ("/requests", list(&place)),
            Route::NewRequest => ("/requests", send(&place)),
            Route::ImportRequests => ("/requests", import(&place)),
            Route::Unknown => ("", no_such_place()),
        };
        vec![top(&place, here), page]
    };
    el("div").class("desk-place").show(outdated).list(page).any()
}

fn top(place: &Place, here: &'static str) -> El {
    let letters = place.desk.letters;
    let waiting = Signal::derive(move || {
        letters.read().items.iter().filter(|line| line.state == LetterState::Sent).count()
    });
    let none = Signal::derive(|| 0);
    let tabs = vec![
        Tab { path: "/", word: "意見書の受付", count: waiting },
        Tab { path: "/five-items", word: "5項目確認", count: none },
        Tab { path: "/requests", word: "依頼を送る", count: none },
    ];
    header(tabs, here, place.local.online(), place.local.me(), account(&place.local))
}

fn no_such_place() -> El {
    page()
        .child(el("h1").class("page__title").text("この画面はありません"))
        .child(el("p").child(el("a").attr("href", "/").text("意見書の受付へ")))
}
